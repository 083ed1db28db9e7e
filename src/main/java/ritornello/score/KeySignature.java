package ritornello.score;

import java.util.Locale;

/**
 * A key signature as MIDI files have it.
 *
 * @param fifths sharps (positive) or flats (negative), -7 to 7
 * @param minor whether the file calls it minor; many files never do
 */
public record KeySignature(int fifths, boolean minor) {

  private static final String[] MAJOR = {
    "Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"
  };
  private static final String[] MINOR = {
    "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#"
  };

  public KeySignature {
    Check.range("sharps (or, negative, flats) of a key signature", fifths, -7, 7);
  }

  /**
   * Reads a key's name: {@code D}, {@code Bb}, {@code F# major}, {@code Em}, {@code G minor}.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public static KeySignature parse(String text) {
    String name = text.strip();
    String lower = name.toLowerCase(Locale.ROOT);
    boolean minor =
        lower.endsWith("minor") || lower.endsWith("min") || lower.matches("[a-g][b#]?m");
    String tonic = lower.replaceFirst("\\s*(major|maj|minor|min|m)$", "");
    String[] names = minor ? MINOR : MAJOR;
    for (int i = 0; i < names.length; i++) {
      if (names[i].toLowerCase(Locale.ROOT).equals(tonic)) {
        return new KeySignature(i - 7, minor);
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a key; write it as D, Bb, F#, Em or C# minor");
  }

  /** Pitch class of the tonic, 0 (C) to 11 (B). */
  public int tonic() {
    return Math.floorMod(fifths * 7 + (minor ? 9 : 0), 12);
  }

  /**
   * The key that many semitones higher, spelled with at most six sharps or flats.
   *
   * @param semitones negative for lower
   */
  public KeySignature transpose(int semitones) {
    int moved = Math.floorMod(fifths + 7 * semitones + 5, 12) - 5;
    return new KeySignature(moved, minor);
  }

  /** {@code D major}, {@code E minor}. */
  @Override
  public String toString() {
    return (minor ? MINOR : MAJOR)[fifths + 7] + (minor ? " minor" : " major");
  }
}
