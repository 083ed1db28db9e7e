package ritornello.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Parts of scores, as pieces of their own. */
public final class Excerpt {
  private Excerpt() {}

  /**
   * Some bars of a score. Notes that begin in them are cut at the last bar line; what was in force
   * before (tempo, metre, key, instrument) is from the beginning on.
   *
   * @param first from 1, as {@link ScoreBars} counts them
   * @param last not below it
   * @throws IllegalArgumentException if there are no such bars, or no notes in them
   */
  public static Score ofBars(Score score, int first, int last) {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "bars " + first + " to " + last + "; they must go up, from 1");
    }
    ScoreBars bars = ScoreBars.of(score);
    long there = bars.barAt(Math.max(0, score.endTick() - 1)) + 1;
    if (last > there) {
      throw new IllegalArgumentException(
          "bars " + first + " to " + last + "; the piece has " + there);
    }
    Score excerpt = between(score, bars.startTick(first - 1), bars.startTick(last));
    if (excerpt.noteCount() == 0) {
      throw new IllegalArgumentException("no notes in bars " + first + " to " + last);
    }
    return excerpt;
  }

  /** What is from one tick on, which becomes the first, to another, where it is cut; no texts. */
  public static Score between(Score score, long from, long to) {
    return of(score, from, to, to);
  }

  /** As {@link #between}, but notes that begin before the end are not cut there. */
  public static Score beginningIn(Score score, long from, long to) {
    return of(score, from, to, Long.MAX_VALUE);
  }

  private static Score of(Score score, long from, long to, long cut) {
    List<Track> tracks = new ArrayList<>();
    for (Track track : score.tracks()) {
      List<Note> notes =
          track.notes().stream()
              .filter(note -> note.startTick() >= from && note.startTick() < to)
              .map(note -> moved(note, from, cut))
              .toList();
      List<ChannelEvent> events =
          track.events().stream()
              .filter(event -> event.tick() < to)
              .map(event -> event.at(Math.max(0, event.tick() - from)))
              .toList();
      tracks.add(new Track(track.name(), track.channel(), notes, events));
    }
    return new Score(
        score.ppq(),
        within(
            score.tempos(),
            TempoChange::tick,
            (change, tick) -> new TempoChange(tick, change.microsPerQuarter()),
            from,
            to),
        within(
            score.timeSignatures(),
            TimeSignatureChange::tick,
            (change, tick) -> new TimeSignatureChange(tick, change.timeSignature()),
            from,
            to),
        within(
            score.keySignatures(),
            KeySignatureChange::tick,
            (change, tick) -> new KeySignatureChange(tick, change.keySignature()),
            from,
            to),
        List.of(),
        tracks);
  }

  private static Note moved(Note note, long from, long cut) {
    long length = Math.min(note.lengthTicks(), cut - note.startTick());
    return new Note(
        note.startTick() - from, length, note.pitch(), note.velocity(), note.releaseVelocity());
  }

  /** The same at another tick. */
  private interface Moving<T> {
    T at(T change, long tick);
  }

  /** What is in force from one tick on, which becomes the first, to before another. */
  private static <T> List<T> within(
      List<T> changes, ToLongFunction<T> tick, Moving<T> moving, long from, long to) {
    List<T> moved =
        changes.stream()
            .filter(change -> tick.applyAsLong(change) < to)
            .map(change -> moving.at(change, Math.max(0, tick.applyAsLong(change) - from)))
            .toList();
    int first = 0;
    while (first + 1 < moved.size() && tick.applyAsLong(moved.get(first + 1)) == 0) {
      first++;
    }
    return moved.subList(first, moved.size());
  }
}
