package ritornello.harmony;

/** The best path through labels (Viterbi 1967). */
final class Viterbi {
  private Viterbi() {}

  /**
   * The labels for which the sum of their own scores and of those of their steps is greatest; of
   * equally good ones the first.
   *
   * @param scores (T, L)
   * @param steps (L, L), of a label to the next
   * @param weight of the steps
   * @return (T)
   */
  static int[] best(double[][] scores, double[][] steps, double weight) {
    int count = scores.length;
    if (count == 0) {
      return new int[0];
    }
    int labels = steps.length;
    int[][] from = new int[count][labels];
    double[] sums = scores[0].clone();
    for (int t = 1; t < count; t++) {
      double[] next = new double[labels];
      for (int label = 0; label < labels; label++) {
        int best = 0;
        for (int before = 1; before < labels; before++) {
          boolean better =
              sums[before] + weight * steps[before][label]
                  > sums[best] + weight * steps[best][label];
          best = better ? before : best;
        }
        from[t][label] = best;
        next[label] = sums[best] + weight * steps[best][label] + scores[t][label];
      }
      sums = next;
    }
    int[] path = new int[count];
    path[count - 1] = greatest(sums);
    for (int t = count - 1; t > 0; t--) {
      path[t - 1] = from[t][path[t]];
    }
    return path;
  }

  /** The place of the greatest; of equally great ones the first. */
  static int greatest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static int greatest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
