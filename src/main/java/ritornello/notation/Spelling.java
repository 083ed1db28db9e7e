package ritornello.notation;

import ritornello.score.KeySignature;

/**
 * A pitch as it is written: a letter, an accidental, an octave.
 *
 * @param letter 0 (C) to 6 (B)
 * @param alter semitones that the accidental adds, -2 to 2
 * @param octave of the letter; C4 is middle C
 */
record Spelling(int letter, int alter, int octave) {
  private static final String LETTERS = "CDEFGAB";
  private static final int[] NATURAL = {0, 2, 4, 5, 7, 9, 11};

  /** Place of each letter on the line of fifths, on which C is 0, G 1 and F -1. */
  private static final int[] FIFTHS = {0, 2, 4, -1, 1, 3, 5};

  /** From the minor third of the major key (E flat in C) to its raised fifth (G sharp in C). */
  private static final int FLATTEST = -3;

  /**
   * The spelling that is nearest to a key on the line of fifths: in C and in A minor the black keys
   * are C sharp, E flat, F sharp, G sharp and B flat.
   *
   * @param pitch MIDI key number
   */
  static Spelling of(int pitch, KeySignature key) {
    int flattest = key.fifths() + FLATTEST;
    int place = flattest + Math.floorMod(pitch * 7 - flattest, 12);
    int letter = 0;
    while (Math.floorMod(FIFTHS[letter] - place, 7) != 0) {
      letter++;
    }
    int alter = (place - FIFTHS[letter]) / 7;
    return new Spelling(letter, alter, (pitch - alter - NATURAL[letter]) / 12 - 1);
  }

  /** As {@code C}. */
  String letterName() {
    return LETTERS.substring(letter, letter + 1);
  }

  /** The MIDI key number. */
  int pitch() {
    return 12 * (octave + 1) + NATURAL[letter] + alter;
  }

  /** What the signature does to a letter: -1, 0 or 1. */
  static int inSignature(int letter, KeySignature key) {
    // F to B, -1 to 5 on the line of fifths, are natural in C; each sharp takes in one more.
    return Math.floorDiv(key.fifths() + 5 - FIFTHS[letter], 7);
  }
}
