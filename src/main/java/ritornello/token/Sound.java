package ritornello.token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.SustainPedal;
import ritornello.score.Track;

/**
 * A note of a score with what plays it.
 *
 * @param voice General MIDI program, 0 to 127, or {@link #DRUMS}
 */
record Sound(int voice, Note note) {
  /** The voice of the drum channel, which has drums in place of pitches. */
  static final int DRUMS = 128;

  /** Voices there are. */
  static final int VOICES = DRUMS + 1;

  private static final Comparator<Sound> ORDER =
      Comparator.comparingLong((Sound sound) -> sound.note.startTick())
          .thenComparingInt(Sound::voice)
          .thenComparing(Sound::note, Note.ORDER);

  boolean isDrums() {
    return voice == DRUMS;
  }

  /**
   * All notes of a score, by start, then voice, then pitch; the sustain pedal is folded into their
   * lengths. A note's program is the one in force on its channel when it begins, whichever track
   * chose it; where none is, a piano.
   */
  static List<Sound> of(Score score) {
    Score folded = SustainPedal.fold(score);
    List<TreeMap<Long, Integer>> programs = programs(folded);
    List<Sound> sounds = new ArrayList<>();
    for (Track track : folded.tracks()) {
      TreeMap<Long, Integer> ofChannel = programs.get(track.channel());
      for (Note note : track.notes()) {
        sounds.add(new Sound(track.isDrums() ? DRUMS : program(ofChannel, note), note));
      }
    }
    sounds.sort(ORDER);
    return sounds;
  }

  private static int program(TreeMap<Long, Integer> programs, Note note) {
    if (programs.isEmpty()) {
      return 0;
    }
    Map.Entry<Long, Integer> inForce = programs.floorEntry(note.startTick());
    // What begins before the first choice is meant to be played by it.
    return (inForce == null ? programs.firstEntry() : inForce).getValue();
  }

  private static List<TreeMap<Long, Integer>> programs(Score score) {
    List<TreeMap<Long, Integer>> programs = new ArrayList<>();
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
