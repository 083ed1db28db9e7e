package ritornello.lm;

import java.util.Optional;
import ritornello.nn.Pace;

/**
 * How a model is trained; stored with it, and the same when it is resumed.
 *
 * @param seed of first weights, order of the pieces, transposition and dropout
 * @param batch B, sequences side by side
 * @param window T, steps that gradients flow back through
 * @param learningRate at its highest
 * @param clipNorm longest global gradient
 * @param maxEpochs when to stop at the latest
 * @param patience epochs without a better validation loss before stopping early
 * @param threads that share a batch; another number rounds differently
 * @param augment whether training pieces are transposed, stretched and made louder at random
 * @param learning how steps are taken; models of earlier versions lack it
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
    boolean augment,
    Optional<Learning> learning) {

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

  /** By Adam, warm-up and cosine. */
  public TrainingOptions(
      long seed,
      int batch,
      int window,
      double learningRate,
      double clipNorm,
      int maxEpochs,
      int patience,
      int threads,
      boolean augment) {
    this(
        seed,
        batch,
        window,
        learningRate,
        clipNorm,
        maxEpochs,
        patience,
        threads,
        augment,
        Optional.empty());
  }

  /** The same with steps taken in this way. */
  public TrainingOptions with(Learning other) {
    return new TrainingOptions(
        seed,
        batch,
        window,
        learningRate,
        clipNorm,
        maxEpochs,
        patience,
        threads,
        augment,
        Optional.of(other));
  }

  Learning learningOrFirst() {
    return learning.orElse(Learning.AS_AT_FIRST);
  }

  private static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + "; it must be 1 or more");
    }
  }

  /** How far a step goes at most. */
  Pace pace(Schedule.Moment moment, double shareOfRate) {
    Learning steps = learningOrFirst();
    return new Pace(
        shareOfRate * steps.scheduleOrCosine().rate(learningRate, moment),
        clipNorm,
        steps.clipValue().orElse(Double.POSITIVE_INFINITY));
  }
}
