package ritornello.lm;

import java.util.function.Supplier;

/** Is told how training goes, and may stop it. */
public interface TrainingProgress {

  /**
   * A window was learned.
   *
   * @param epoch from 1
   * @param tokensDone tokens of this epoch so far
   * @param tokensTotal tokens of an epoch
   * @param meanLoss of this epoch so far, in nats a token
   */
  void window(int epoch, long tokensDone, long tokensTotal, double meanLoss);

  /**
   * Validation was measured, and will be stored next.
   *
   * @param model what was measured; to be made use of at once, and only then made
   */
  default void measured(TrainingRecord.Epoch epoch, Supplier<LanguageModel> model) {}

  /**
   * An epoch, or a part of one after which validation is measured, is complete and stored.
   *
   * @param best whether it is the best so far on validation
   */
  void epoch(TrainingRecord.Epoch epoch, boolean best);

  /**
   * Something was not as it should be, and training goes on all the same.
   *
   * @param what one sentence for people
   */
  void trouble(String what);

  /** Whether to store what was learned and stop now. */
  boolean stop();
}
