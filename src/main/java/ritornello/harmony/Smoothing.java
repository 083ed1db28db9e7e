package ritornello.harmony;

/**
 * What makes a progression of single answers: how often a label follows another, and how much that
 * counts beside what the network says.
 *
 * @param steps (L, L), log p of the next label
 * @param weight of them, 0 for none
 */
record Smoothing(double[][] steps, double weight) {

  /** The best path, see {@link Viterbi}. */
  int[] path(double[][] scores) {
    return Viterbi.best(scores, steps, weight);
  }

  Smoothing with(double otherWeight) {
    return new Smoothing(steps, otherWeight);
  }
}
