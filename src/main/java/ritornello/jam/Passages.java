package ritornello.jam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ritornello.play.Passage;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.Track;

/**
 * Makes passages of scores: in one PPQ, and without what was said before. For one thread, and one
 * run of music.
 */
final class Passages {
  /** Of all passages. */
  static final int PPQ = 480;

  /** What was sent last, by what it sets. */
  private final Map<String, ChannelEvent> sent = new HashMap<>();

  /**
   * A passage of the score's first bars.
   *
   * @param bars how many; what begins after them is left out
   */
  Passage of(Score score, int bars) {
    TimeSignature metre =
        score.timeSignatures().isEmpty()
            ? TimeSignature.COMMON
            : score.timeSignatures().get(0).timeSignature();
    long end = Math.max(1, Math.round(metre.quartersPerBar() * PPQ)) * bars;
    List<Track> tracks = new ArrayList<>();
    for (Track track : score.tracks()) {
      List<Note> notes =
          track.notes().stream()
              .map(note -> scaled(note, score.ppq()))
              .filter(note -> note.startTick() < end)
              .toList();
      List<ChannelEvent> events =
          track.events().stream()
              .map(event -> event.at(event.tick() * PPQ / score.ppq()))
              .filter(event -> event.tick() < end)
              .filter(event -> isNews(track.channel(), event))
              .toList();
      tracks.add(new Track(track.name(), track.channel(), notes, events));
    }
    return new Passage(PPQ, metre, bars, tracks);
  }

  /** Bars in which nothing happens. */
  static Passage silent(TimeSignature metre) {
    return new Passage(PPQ, metre, 1, List.of());
  }

  private static Note scaled(Note note, int ppq) {
    long start = note.startTick() * PPQ / ppq;
    long length = Math.max(1, note.endTick() * PPQ / ppq - start);
    return new Note(start, length, note.pitch(), note.velocity(), note.releaseVelocity());
  }

  private boolean isNews(int channel, ChannelEvent event) {
    String what = channel + " " + event.getClass().getSimpleName();
    if (event instanceof ChannelEvent.ControlChange control) {
      what += " " + control.controller();
    } else if (event instanceof ChannelEvent.KeyPressure pressure) {
      what += " " + pressure.pitch();
    }
    Optional<ChannelEvent> before = Optional.ofNullable(sent.put(what, event.at(0)));
    return before.filter(event.at(0)::equals).isEmpty();
  }
}
