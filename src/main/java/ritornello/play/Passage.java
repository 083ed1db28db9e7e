package ritornello.play;

import java.util.List;
import java.util.stream.Stream;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.TimeSignature;
import ritornello.score.Track;

/**
 * Some bars of music that is made while it is played.
 *
 * @param ppq ticks a quarter note, a multiple of 24
 * @param timeSignature of all of them
 * @param bars how many, 1 or more
 * @param tracks with ticks from the start of the first bar; a note may last beyond the last bar,
 *     but nothing may begin there
 */
public record Passage(int ppq, TimeSignature timeSignature, int bars, List<Track> tracks) {
  public Passage {
    if (ppq < ClockPulses.PULSES_A_QUARTER || ppq % ClockPulses.PULSES_A_QUARTER != 0) {
      throw new IllegalArgumentException("PPQ is " + ppq + "; it must be a multiple of 24");
    } else if (bars < 1) {
      throw new IllegalArgumentException("a passage has " + bars + " bars; it must have 1 or more");
    }
    tracks = List.copyOf(tracks);
    long end = bars * barTicks(ppq, timeSignature);
    Stream<Long> starts =
        tracks.stream()
            .flatMap(
                track ->
                    Stream.concat(
                        track.notes().stream().map(Note::startTick),
                        track.events().stream().map(ChannelEvent::tick)));
    if (starts.anyMatch(tick -> tick >= end)) {
      throw new IllegalArgumentException("something begins after the last bar of a passage");
    }
  }

  private static long barTicks(int ppq, TimeSignature timeSignature) {
    return Math.max(1, Math.round(timeSignature.quartersPerBar() * ppq));
  }

  /** Length of a bar. */
  public long barTicks() {
    return barTicks(ppq, timeSignature);
  }

  /** Length of all bars. */
  public long lengthTicks() {
    return bars * barTicks();
  }

  /**
   * Its last bar in which a note begins, without what sounds into it; its last if there is none.
   */
  public Passage lastSoundingBar() {
    long last =
        tracks.stream()
            .flatMap(t -> t.notes().stream())
            .mapToLong(Note::startTick)
            .max()
            .orElse(-1);
    long bar = last < 0 ? bars - 1 : last / barTicks();
    long start = bar * barTicks();
    List<Track> cut = tracks.stream().map(track -> cut(track, start, start + barTicks())).toList();
    return new Passage(ppq, timeSignature, 1, cut);
  }

  private static Track cut(Track track, long start, long end) {
    List<Note> notes =
        track.notes().stream()
            .filter(note -> note.startTick() >= start && note.startTick() < end)
            .map(
                note ->
                    new Note(
                        note.startTick() - start,
                        Math.min(note.lengthTicks(), end - note.startTick()),
                        note.pitch(),
                        note.velocity(),
                        note.releaseVelocity()))
            .toList();
    return new Track(track.name(), track.channel(), notes, List.of());
  }
}
