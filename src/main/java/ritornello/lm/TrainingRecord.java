package ritornello.lm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param bestEpoch whose weights generate, from 1; 0 if validation was never measured
 * @param bestValidationLoss in nats a token; 0 if validation was never measured
 * @param skippedSteps steps left out because loss or gradient was not finite
 * @param epochs the curve: what was measured, in order
 * @param bestPart part of the best epoch after which its weights were taken, from 1, if validation
 *     is measured more than once an epoch
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
    List<Epoch> epochs,
    Optional<Integer> bestPart) {

  /** At the beginning. */
  static TrainingRecord start(
      Trainer.Data data, Optional<String> from, TrainingOptions options, int parameters) {
    return new TrainingRecord(
        data.place(),
        data.hash(),
        data.validation(),
        data.test(),
        from,
        options,
        parameters,
        0,
        0,
        0,
        0,
        List.of(),
        Optional.empty());
  }

  /** The same with this number of steps left out. */
  TrainingRecord withSkippedSteps(int skipped) {
    return with(steps, bestEpoch, bestValidationLoss, skipped, epochs, bestPart);
  }

  /** After so many steps. */
  TrainingRecord withSteps(long taken) {
    return with(taken, bestEpoch, bestValidationLoss, skippedSteps, epochs, bestPart);
  }

  /** Whether a validation loss is better than all before. */
  boolean isBest(double validationLoss) {
    return bestEpoch == 0 || validationLoss < bestValidationLoss;
  }

  /** With one more point of the curve. */
  TrainingRecord with(Epoch measured) {
    List<Epoch> curve = Stream.concat(epochs.stream(), Stream.of(measured)).toList();
    return isBest(measured.validationLoss())
        ? with(
            steps,
            measured.epoch(),
            measured.validationLoss(),
            skippedSteps,
            curve,
            measured.part())
        : with(steps, bestEpoch, bestValidationLoss, skippedSteps, curve, bestPart);
  }

  private TrainingRecord with(
      long taken,
      int best,
      double bestLoss,
      int skipped,
      List<Epoch> curve,
      Optional<Integer> part) {
    return new TrainingRecord(
        data,
        dataHash,
        validation,
        test,
        from,
        options,
        parameters,
        taken,
        best,
        bestLoss,
        skipped,
        curve,
        part);
  }

  /**
   * One time through the collection, or through a part of it.
   *
   * @param epoch from 1
   * @param trainingLoss mean over it, in nats a token
   * @param validationLoss at its end, in nats a token
   * @param part which part of the epoch, from 1, if validation is measured more than once an epoch
   */
  public record Epoch(
      int epoch, double trainingLoss, double validationLoss, Optional<Integer> part) {}
}
