package ritornello.lm;

import java.util.Optional;

/**
 * What modified Kneser–Ney smoothing takes away from the counts of n-grams of an order, to give it
 * to those that were not seen: D₁ from a count of 1, D₂ of 2, D₃ of 3 and more.
 */
record Discounts(double one, double two, double more) {
  /** KenLM's for where nothing else is known, {@code lmplz --discount_fallback}. */
  static final Discounts FALLBACK = new Discounts(0.5, 1, 1.5);

  /**
   * D_k = k − (k + 1) · Y · t_{k+1} / t_k with Y = t₁ / (t₁ + 2 t₂): Chen and Goodman, "An
   * Empirical Study of Smoothing Techniques for Language Modeling" (TR-10-98, 1998), equation 26.
   *
   * @param times t: how many n-grams have a count of 1, 2, 3 and 4, at those indices
   * @return empty where the counts have not the law that this is made for, that a higher count is
   *     rarer: where repeats are written out, music has more n-grams twice than once; or where an
   *     n-gram would gain, or lose more than it has
   */
  static Optional<Discounts> of(long[] times) {
    if (!(times[1] > times[2] && times[2] > times[3] && times[3] > times[4])) {
      return Optional.empty();
    }
    double y = (double) times[1] / (times[1] + 2 * times[2]);
    double[] discounts = new double[4];
    for (int k = 1; k <= 3; k++) {
      discounts[k] = k - (k + 1) * y * times[k + 1] / times[k];
      if (!(discounts[k] > 0 && discounts[k] <= k)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Discounts(discounts[1], discounts[2], discounts[3]));
  }

  /** What is taken from a count. */
  double of(int count) {
    return switch (count) {
      case 0 -> 0;
      case 1 -> one;
      case 2 -> two;
      default -> more;
    };
  }
}
