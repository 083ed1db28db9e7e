package ritornello.nn;

import java.util.List;
import java.util.function.IntFunction;

/**
 * How parameters follow their gradients. Formulas and defaults are those of PyTorch 2
 * (torch.optim), so that what is known of its settings holds here.
 */
public sealed interface Optimiser permits Sgd, RmsProp, Adam, AdamW {

  /** What it is called in options. */
  String name();

  /**
   * λ: what pulls weights towards 0. Biases and the gains of norms are not pulled.
   *
   * @return 0 for none
   */
  double weightDecay();

  /** Names of the numbers that it keeps for each parameter, all 0 at first. */
  List<String> moments();

  /**
   * The step to take.
   *
   * @param number of the step, from 1
   * @param rate learning rate η
   */
  Move move(long number, double rate);

  /** One step, for any run of parameters. */
  interface Move {
    /**
     * Takes the step.
     *
     * @param parameters changed
     * @param gradient scaled and clipped; changed
     * @param moments by their place in {@link Optimiser#moments}, changed
     * @param decays whether weight decay is for these parameters
     */
    void take(Row parameters, Row gradient, IntFunction<Row> moments, boolean decays);
  }

  /** λ as it may be. */
  static void checkDecay(double weightDecay) {
    if (!(weightDecay >= 0 && weightDecay <= 1)) {
      throw new IllegalArgumentException(
          "weight decay is " + weightDecay + "; it must be from 0 to 1");
    }
  }

  /** A share of what was before, as it may be. */
  static void checkShare(String what, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          what + " is " + share + "; it must be 0 or more, and less than 1");
    }
  }

  /** ε as it may be. */
  static void checkEpsilon(double epsilon) {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon is " + epsilon + "; it must be above 0");
    }
  }
}
