package ritornello.notation;

import ritornello.score.KeySignature;
import ritornello.score.TimeSignature;

/**
 * A bar as it is written.
 *
 * @param number as people count: 1 is the first, 0 a pickup
 * @param start in units from the start of the music
 * @param offset where in its full bar it begins: 0 unless it is a pickup
 * @param length in units, 1 or more
 * @param timeSignature in force
 * @param newTimeSignature whether it is told here
 * @param key in force
 * @param newKey whether it is told here
 */
record Measure(
    int number,
    long start,
    int offset,
    int length,
    TimeSignature timeSignature,
    boolean newTimeSignature,
    KeySignature key,
    boolean newKey) {

  /** The next bar line. */
  long end() {
    return start + length;
  }

  boolean isPickup() {
    return offset > 0;
  }
}
