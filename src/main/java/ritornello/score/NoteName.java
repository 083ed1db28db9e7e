package ritornello.score;

/** Names of pitches, with middle C as C4. */
public final class NoteName {
  private static final String[] SHARP = {
    "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"
  };
  private static final String[] FLAT = {
    "C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"
  };

  private NoteName() {}

  /**
   * Reads a name with its octave, as {@code C4}, {@code F#5} or {@code Bb3}; or a MIDI key number.
   *
   * @return 0 to 127
   * @throws IllegalArgumentException if it is none
   */
  public static int parse(String text) {
    String name = text.strip();
    if (name.matches("\\d{1,3}")) {
      return Check.range("pitch", Integer.parseInt(name), 0, 127);
    }
    if (!name.matches("[A-Ga-g][#♯b♭]?-?\\d{1,2}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a pitch; write it as C4 (middle C), F#5 or Bb3, or as a number");
    }
    PitchClass.Read read = PitchClass.readFrom(name);
    int octave = Integer.parseInt(name.substring(read.length()));
    return Check.range("the pitch " + name, 12 * (octave + 1) + read.semitones(), 0, 127);
  }

  /** As {@code F#5}; black keys are sharps. */
  public static String of(int pitch) {
    return of(pitch, false);
  }

  /**
   * As {@code F#5} or {@code Gb5}.
   *
   * @param pitch MIDI key number, 0 (C-1) to 127 (G9)
   * @param flats whether black keys are flats
   */
  public static String of(int pitch, boolean flats) {
    Check.range("pitch", pitch, 0, 127);
    return (flats ? FLAT : SHARP)[pitch % 12] + (pitch / 12 - 1);
  }
}
