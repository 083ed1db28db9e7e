package ritornello.report;

import ritornello.score.NoteName;

/**
 * Where one pitch stands in a piano roll: a stripe, darker for a black key.
 *
 * @param pitch MIDI key number, 0 to 127
 */
record Lane(int pitch) {
  static final String PAPER = "#fbfaf7";
  static final String BAR_LINE = "#b8b2a7";
  private static final String BLACK_KEY = "#efece5";

  String colour() {
    return name().contains("#") ? BLACK_KEY : PAPER;
  }

  /** Whether its name stands beside it: C and G, so that all others can be counted. */
  boolean isNamed() {
    return pitch % 12 == 0 || pitch % 12 == 7;
  }

  String name() {
    return NoteName.of(pitch);
  }
}
