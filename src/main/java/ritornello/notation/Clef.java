package ritornello.notation;

import java.util.Comparator;
import java.util.List;

/**
 * A clef.
 *
 * <p>{@link #centre} is the pitch on its middle line as it sounds.
 */
enum Clef {
  TREBLE("G", 2, 0, 71),
  BASS("F", 4, 0, 50),
  ALTO("C", 3, 0, 60),
  TREBLE_OCTAVE_UP("G", 2, 1, 83),
  TREBLE_OCTAVE_DOWN("G", 2, -1, 59),
  BASS_OCTAVE_DOWN("F", 4, -1, 38),
  PERCUSSION("percussion", 2, 0, 71);

  private static final int VIOLA = 41;

  /** So many semitones nearer must an unusual clef bring the notes to its middle. */
  private static final int RELUCTANCE = 6;

  private final String sign;
  private final int line;
  private final int octaves;
  private final int centre;

  Clef(String sign, int line, int octaves, int centre) {
    this.sign = sign;
    this.line = line;
    this.octaves = octaves;
    this.centre = centre;
  }

  String sign() {
    return sign;
  }

  int line() {
    return line;
  }

  /** How many octaves higher the staff sounds than without the figure at the clef. */
  int octaves() {
    return octaves;
  }

  /**
   * The clef with the fewest ledger lines; a viola's, a guitar's and a bass's where they are usual.
   *
   * @param program General MIDI program from 0
   */
  static Clef of(List<PlacedNote> notes, int program) {
    if (program == VIOLA) {
      return ALTO;
    } else if (program >= 24 && program <= 31) {
      return TREBLE_OCTAVE_DOWN;
    } else if (program >= 32 && program <= 39) {
      return BASS_OCTAVE_DOWN;
    }
    return List.of(TREBLE, BASS, TREBLE_OCTAVE_UP, BASS_OCTAVE_DOWN).stream()
        .min(Comparator.comparingDouble(clef -> clef.distance(notes)))
        .orElseThrow();
  }

  private double distance(List<PlacedNote> notes) {
    double mean =
        notes.stream().mapToInt(note -> Math.abs(note.pitch() - centre)).average().orElse(0);
    return mean + (octaves == 0 ? 0 : RELUCTANCE);
  }
}
