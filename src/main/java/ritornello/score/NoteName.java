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
