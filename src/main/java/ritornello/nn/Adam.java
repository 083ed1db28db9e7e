package ritornello.nn;

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1).
 *
 * @param meanDecay β1
 * @param squareDecay β2
 * @param epsilon ε
 */
public record Adam(double meanDecay, double squareDecay, double epsilon) {

  /** The paper's own values. */
  public static final Adam DEFAULT = new Adam(0.9, 0.999, 1e-8);

  /**
   * The constants of one step, with the corrections of both moments worked in.
   *
   * @param gradientScale what gradients are multiplied with: below 1 where they are clipped
   */
  record Step(
      double meanDecay, double squareDecay, double rate, double epsilon, double gradientScale) {}

  /**
   * @param number of the step, from 1
   */
  Step step(long number, double rate, double gradientScale) {
    double mean = 1 - Math.pow(meanDecay, (double) number);
    double square = Math.sqrt(1 - Math.pow(squareDecay, (double) number));
    return new Step(meanDecay, squareDecay, rate * square / mean, epsilon * square, gradientScale);
  }
}
