package ritornello.lm;

import java.util.List;
import java.util.Optional;

/**
 * What {@code training.json} of a model holds: how it was trained and how that went.
 *
 * @param data where the collection was
 * @param dataHash of the collection
 * @param validation share of the collection that early stopping watches
 * @param test share of the collection that is kept for measuring at the end
 * @param from the model whose weights it began with, if it did not begin with random ones
 * @param options as given or chosen
 * @param parameters numbers that were learned
 * @param steps of learning so far
 * @param bestEpoch whose weights generate, from 1; 0 if no epoch is complete
 * @param bestValidationLoss in nats a token; 0 if no epoch is complete
 * @param skippedSteps steps left out because loss or gradient was not finite
 * @param epochs the curve
 */
public record TrainingRecord(
    String data,
    String dataHash,
    double validation,
    double test,
    Optional<String> from,
    TrainingOptions options,
    int parameters,
    long steps,
    int bestEpoch,
    double bestValidationLoss,
    int skippedSteps,
    List<Epoch> epochs) {

  /** The same with this number of steps left out. */
  TrainingRecord withSkippedSteps(int skipped) {
    return new TrainingRecord(
        data,
        dataHash,
        validation,
        test,
        from,
        options,
        parameters,
        steps,
        bestEpoch,
        bestValidationLoss,
        skipped,
        epochs);
  }

  /**
   * One time through the collection.
   *
   * @param epoch from 1
   * @param trainingLoss mean over the epoch, in nats a token
   * @param validationLoss at its end, in nats a token
   */
  public record Epoch(int epoch, double trainingLoss, double validationLoss) {}
}
