package ritornello.cli;

import ritornello.token.TokenSource;

/**
 * What suits a collection of a size, see docs/training.md for what was measured.
 *
 * @param hidden units of a layer
 * @param dropout share of activations that is left out
 * @param batch pieces side by side
 * @param whole whether gradients flow back through whole pieces
 * @param epochs times that the collection is gone through
 * @param average share of the average of weights that a step leaves
 */
record TrainingDefaults(
    int hidden, double dropout, int batch, boolean whole, int epochs, double average) {

  /** Fewer tokens than this are a small collection. */
  private static final long SMALL = 100_000;

  /** Of a collection that is not read yet, to check other options with. */
  static TrainingDefaults any() {
    return of(0, 0);
  }

  static TrainingDefaults of(TokenSource training) {
    return of(training.tokens(), training.count());
  }

  static TrainingDefaults of(long tokens, int pieces) {
    boolean whole = tokens < SMALL && tokens <= 512L * pieces;
    if (tokens < SMALL) {
      return new TrainingDefaults(160, 0.4, 16, whole, 150, 0.99);
    }
    return tokens < 1_000_000
        ? new TrainingDefaults(256, 0.4, 32, whole, 60, 0.99)
        : new TrainingDefaults(512, 0.3, 64, whole, 30, 0.99);
  }
}
