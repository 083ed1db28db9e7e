package ritornello.lm;

import java.util.Optional;
import ritornello.nn.Pace;

/**
 * How a model is trained; stored with it, and the same when it is resumed.
 *
 * @param seed of first weights, order of the pieces, transposition and dropout
 * @param batch B, sequences side by side
 * @param window T, steps that gradients flow back through at most
 * @param learningRate at its highest
 * @param clipNorm longest global gradient
 * @param maxEpochs when to stop at the latest
 * @param patience measurements in a row without a better validation loss before stopping early
 * @param threads that share a batch; another number rounds differently
 * @param augment whether training pieces are transposed, stretched and made louder at random
 * @param learning how steps are taken; models of earlier versions lack it
 * @param batching how pieces become batches; models of earlier versions lack it
 * @param validating how validation is measured; models of earlier versions lack it
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
    Optional<Learning> learning,
    Optional<Batching> batching,
    Optional<Validating> validating) {
  /** Steps of all rows of a window: what the arrays of a large network have room for. */
  private static final int MOST_STEPS = 1 << 20;

  public TrainingOptions {
    atLeastOne("batch", batch);
    atLeastOne("window", window);
    if ((long) batch * window > MOST_STEPS) {
      throw new IllegalArgumentException(
          "batch times window is "
              + (long) batch * window
              + " steps; it must be "
              + MOST_STEPS
              + " at most");
    }
    batching.ifPresent(b -> checkPassage(b, window));
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

  private static void checkPassage(Batching batching, int window) {
    if (batching.whole() && batching.passage() > window) {
      throw new IllegalArgumentException(
          "a window of " + window + " steps can't hold passages of " + batching.passage());
    }
  }

  /** By Adam, warm-up and cosine; as models were first trained. */
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
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with steps taken in this way. */
  public TrainingOptions with(Learning other) {
    return with(Optional.of(other), batching, validating);
  }

  /** The same with batches made in this way. */
  public TrainingOptions with(Batching other) {
    return with(learning, Optional.of(other), validating);
  }

  /** The same with validation measured in this way. */
  public TrainingOptions with(Validating other) {
    return with(learning, batching, Optional.of(other));
  }

  private TrainingOptions with(
      Optional<Learning> steps, Optional<Batching> batches, Optional<Validating> measuring) {
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
        steps,
        batches,
        measuring);
  }

  /** How steps are taken, whether or not it was chosen. */
  public Learning learningOrFirst() {
    return learning.orElse(Learning.AS_AT_FIRST);
  }

  Batching batchingOrFirst() {
    return batching.orElse(Batching.AS_AT_FIRST);
  }

  /** How often validation is measured in an epoch. */
  public int validationsAnEpoch() {
    return validatingOrFirst().timesAnEpoch();
  }

  Validating validatingOrFirst() {
    return validating.orElse(Validating.AS_AT_FIRST);
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
