package ritornello.score;

/** How roots of chords are written in a key. */
final class RootName {
  private static final String LETTERS = "FCGDAEB";

  /** Place of the first letter on the line of fifths, on which C is 0, G 1 and F −1. */
  private static final int FIRST = -1;

  /** From A flat in C, the sixth of its minor, to C sharp. */
  private static final int FLATTEST_IN_C = -4;

  /** From F flat to B sharp there are no double accidentals. */
  private static final int FLATTEST = -8;

  private static final int LAST_FLATTEST = 1;

  private RootName() {}

  /**
   * The spelling that is nearest to the key on the line of fifths.
   *
   * @param pitchClass 0 to 11
   */
  static String of(int pitchClass, KeySignature key) {
    Check.range("root of a chord", pitchClass, 0, 11);
    int flattest = Math.max(FLATTEST, Math.min(LAST_FLATTEST, key.fifths() + FLATTEST_IN_C));
    int place = flattest + Math.floorMod(pitchClass * 7 - flattest, 12) - FIRST;
    int accidentals = Math.floorDiv(place, LETTERS.length());
    String letter = LETTERS.substring(Math.floorMod(place, 7), Math.floorMod(place, 7) + 1);
    return letter + (accidentals > 0 ? "#" : "b").repeat(Math.abs(accidentals));
  }
}
