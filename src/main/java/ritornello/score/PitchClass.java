package ritornello.score;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of pitch classes, 0 (C) to 11 (B). */
final class PitchClass {
  /** At the beginning of a text: a letter and an accidental. */
  private static final Pattern NAME = Pattern.compile("([A-Ga-g])([#♯b♭]?)");

  /** Semitones above C of the letters A to G. */
  private static final int[] SEMITONES = {9, 11, 0, 2, 4, 5, 7};

  private PitchClass() {}

  /**
   * A name at the beginning of a text.
   *
   * @param semitones above the C of its octave, −1 (Cb) to 12 (B#)
   * @param length of the name in the text
   */
  record Read(int semitones, int length) {
    int pitchClass() {
      return Math.floorMod(semitones, 12);
    }
  }

  /**
   * Reads the name that a text begins with.
   *
   * @throws IllegalArgumentException if it begins with none
   */
  static Read readFrom(String text) {
    Matcher matcher = NAME.matcher(text);
    if (!matcher.lookingAt()) {
      throw new IllegalArgumentException(
          "'" + text + "' does not begin with the name of a note, as C, F# or Bb");
    }
    int semitones = SEMITONES[matcher.group(1).toUpperCase(Locale.ROOT).charAt(0) - 'A'];
    int accidental =
        switch (matcher.group(2)) {
          case "" -> 0;
          case "#", "♯" -> 1;
          default -> -1;
        };
    return new Read(semitones + accidental, matcher.end());
  }
}
