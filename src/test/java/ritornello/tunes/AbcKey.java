package ritornello.tunes;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ritornello.score.KeySignature;

/**
 * Tonic and mode of a tune, as the {@code K:} field has them: {@code G}, {@code F#m}, {@code Ador},
 * {@code Dmix}.
 *
 * @param tonicLetter A to G
 * @param tonicAlteration -1 flat, 0, 1 sharp
 */
record AbcKey(char tonicLetter, int tonicAlteration, Mode mode) {

  /** The church modes that the tunes use, by how many fifths their signature lies below major's. */
  enum Mode {
    MAJOR("", 0, false),
    MINOR("m", 3, true),
    DORIAN("dor", 2, true),
    MIXOLYDIAN("mix", 1, false);

    private final String abc;
    private final int fifthsBelowMajor;
    private final boolean minorThird;

    Mode(String abc, int fifthsBelowMajor, boolean minorThird) {
      this.abc = abc;
      this.fifthsBelowMajor = fifthsBelowMajor;
      this.minorThird = minorThird;
    }
  }

  private static final Pattern TEXT = Pattern.compile("([A-G])([#b]?)(m|dor|mix|)");
  private static final String LETTERS_BY_FIFTHS = "FCGDAEB";

  /** Reads a {@code K:} field; empty if it is not one that the subset has. */
  static Optional<AbcKey> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int alteration = "b".equals(matcher.group(2)) ? -1 : matcher.group(2).length();
    for (Mode mode : Mode.values()) {
      if (mode.abc.equals(matcher.group(3))) {
        AbcKey key = new AbcKey(matcher.group(1).charAt(0), alteration, mode);
        return Math.abs(key.fifths()) > 7 ? Optional.empty() : Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Sharps (positive) or flats (negative) of the signature. */
  int fifths() {
    int major = LETTERS_BY_FIFTHS.indexOf(tonicLetter) - 1 + 7 * tonicAlteration;
    return major - mode.fifthsBelowMajor;
  }

  /**
   * The sharps or flats as written on the stave; MIDI knows no modes, so a dorian tune is marked
   * minor and a mixolydian one major, by its third.
   */
  KeySignature signature() {
    return new KeySignature(fifths(), mode.minorThird);
  }

  /** Pitch class of the tonic, 0 (C) to 11 (B). */
  int tonic() {
    return Math.floorMod(pitchClass(tonicLetter) + tonicAlteration, 12);
  }

  /** What the signature does to a letter: 1 sharp, -1 flat, 0 nothing. */
  int alteration(char letter) {
    int place = LETTERS_BY_FIFTHS.indexOf(letter);
    if (fifths() > place) {
      return 1;
    }
    return -fifths() > 6 - place ? -1 : 0;
  }

  /** Pitch class of a letter A to G without an accidental. */
  static int pitchClass(char letter) {
    return (LETTERS_BY_FIFTHS.indexOf(letter) * 7 + 5) % 12;
  }

  /** {@code A dorian}, {@code Bb major}. */
  @Override
  public String toString() {
    String sign = tonicAlteration < 0 ? "b" : "#".repeat(tonicAlteration);
    return tonicLetter + sign + " " + mode.name().toLowerCase(Locale.ROOT);
  }
}
