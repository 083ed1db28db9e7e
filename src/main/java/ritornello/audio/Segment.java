package ritornello.audio;

/**
 * Frames that are of one pitch, or silent.
 *
 * @param pitch in semitones, to a quarter of one; {@link Double#NaN} for silence
 * @param from its first frame
 * @param to the frame after its last
 */
record Segment(double pitch, long from, long to) {
  boolean isNote() {
    return !Double.isNaN(pitch);
  }

  long frames() {
    return to - from;
  }
}
