package ritornello.lm;

import java.util.Optional;

/**
 * Whether the numbers of a training are sound: what was left out, and how often it went back.
 *
 * @param rateShare what the learning rate is multiplied with: halved each time it goes back
 * @param timesBack how often it went back to the last good checkpoint
 * @param skippedInARow latest steps that were left out, for loss or gradient were not finite
 * @param recentLoss mean loss of the latest windows, the latest with a weight of a tenth, in nats a
 *     token; 0 before the first
 */
record Health(double rateShare, int timesBack, int skippedInARow, double recentLoss) {
  static final Health AT_FIRST = new Health(1, 0, 0, 0);
  private static final int SKIPPED_BEFORE_GOING_BACK = 5;
  private static final int MOST_TIMES_BACK = 5;
  private static final double LATEST_SHARE = 0.1;
  private static final double DIVERGED = 3;

  /** After a step that was taken. */
  Health taken(double meanLoss) {
    double recent =
        recentLoss == 0 ? meanLoss : recentLoss + LATEST_SHARE * (meanLoss - recentLoss);
    return new Health(rateShare, timesBack, 0, recent);
  }

  /** After a step that was left out. */
  Health skipped() {
    return new Health(rateShare, timesBack, skippedInARow + 1, recentLoss);
  }

  /** Whether it is hopeless to go on from here. */
  boolean mustGoBack() {
    return skippedInARow >= SKIPPED_BEFORE_GOING_BACK;
  }

  /** Whether nothing was left out lately: what is stored now can be gone back to. */
  boolean isGood() {
    return skippedInARow == 0;
  }

  /**
   * After going back to where training stood when it was as {@code then}.
   *
   * @throws DivergedException if it went back too often
   */
  Health back(Health then) {
    if (timesBack >= MOST_TIMES_BACK) {
      throw new DivergedException(
          "training diverged: losses or gradients are still not finite after going back "
              + timesBack
              + " times, each time at half the learning rate");
    }
    return new Health(rateShare / 2, timesBack + 1, 0, then.recentLoss);
  }

  /**
   * Why it makes no sense to go on, if so. One window alone says little, a mean does.
   *
   * @param firstLoss of the very first window, in nats a token
   */
  Optional<String> divergence(double firstLoss) {
    return recentLoss > DIVERGED * firstLoss
        ? Optional.of("the loss is over three times what it was at first")
        : Optional.empty();
  }
}
