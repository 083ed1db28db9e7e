package ritornello.lm;

/**
 * How a model is trained; stored with it, and the same when it is resumed.
 *
 * @param seed of first weights, order of the pieces, transposition and dropout
 * @param batch B, sequences side by side
 * @param window T, steps that gradients flow back through
 * @param learningRate of Adam at its highest; it rises for 100 steps, then falls along a cosine to
 *     a twentieth at the last epoch
 * @param clipNorm longest global gradient
 * @param maxEpochs when to stop at the latest
 * @param patience epochs without a better validation loss before stopping early
 * @param threads that share a batch; another number rounds differently
 * @param augment whether training pieces are transposed, stretched and made louder at random
 */
public record TrainingOptions(
    long seed,
    int batch,
    int window,
    double learningRate,
    double clipNorm,
    int maxEpochs,
    int patience,
    int threads,
    boolean augment) {
  private static final int WARM_UP_STEPS = 100;
  private static final double LAST_SHARE = 0.05;

  public TrainingOptions {
    atLeastOne("batch", batch);
    atLeastOne("window", window);
    atLeastOne("number of epochs", maxEpochs);
    atLeastOne("patience", patience);
    atLeastOne("number of threads", threads);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "learning rate is " + learningRate + "; it must be above 0, and 1 at most");
    }
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clip norm is " + clipNorm + "; it must be above 0");
    }
  }

  private static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + "; it must be 1 or more");
    }
  }

  /**
   * The learning rate of a step.
   *
   * @param step from 0
   * @param plannedSteps of all epochs
   */
  double rate(long step, long plannedSteps) {
    if (step < WARM_UP_STEPS) {
      return learningRate * (step + 1) / WARM_UP_STEPS;
    }
    double done = Math.min(1, (double) step / Math.max(1, plannedSteps));
    double cosine = 0.5 * (1 + Math.cos(Math.PI * done));
    return learningRate * (LAST_SHARE + (1 - LAST_SHARE) * cosine);
  }
}
