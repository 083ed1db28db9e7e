package ritornello.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/**
 * What plays the notes of a score: a General MIDI program, 0 to 127, or {@link #DRUMS}.
 *
 * <p>A note's program is the one in force on its channel when it begins, whichever track chose it;
 * where none is, a piano.
 */
final class Voices {
  /** The voice of the drum channel, which has drums in place of pitches. */
  static final int DRUMS = 128;

  /** Voices there are. */
  static final int COUNT = DRUMS + 1;

  private final List<NavigableMap<Long, Integer>> programs;

  private Voices(List<NavigableMap<Long, Integer>> programs) {
    this.programs = programs;
  }

  static Voices of(Score score) {
    return new Voices(programs(score));
  }

  /** The voice of a note of this track. */
  int of(Track track, Note note) {
    if (track.isDrums()) {
      return DRUMS;
    }
    NavigableMap<Long, Integer> ofChannel = programs.get(track.channel());
    if (ofChannel.isEmpty()) {
      return 0;
    }
    Map.Entry<Long, Integer> first = ofChannel.firstEntry();
    // What begins before the first choice is meant to be played by it.
    return ofChannel.size() == 1 || note.startTick() < first.getKey()
        ? first.getValue()
        : ofChannel.floorEntry(note.startTick()).getValue();
  }

  private static List<NavigableMap<Long, Integer>> programs(Score score) {
    List<NavigableMap<Long, Integer>> programs = new ArrayList<>();
    for (int channel = 0; channel < 16; channel++) {
      programs.add(new TreeMap<>());
    }
    for (Track track : score.tracks()) {
      for (ChannelEvent event : track.events()) {
        if (event instanceof ChannelEvent.ProgramChange change) {
          programs.get(track.channel()).put(change.tick(), change.program());
        }
      }
    }
    return programs;
  }
}
