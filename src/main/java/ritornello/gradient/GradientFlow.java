package ritornello.gradient;

/**
 * How much of the gradient of one loss reaches the states before it.
 *
 * @param task what was learned
 * @param cell of the network
 * @param clipped whether gradients were clipped while learning
 * @param steps of learning that were taken before it was measured
 * @param loss mean −ln p of the wanted answers, in nats
 * @param norms of the gradient at the state 1, 2, 3 and so on steps before the answer, mean over
 *     many sequences
 * @param largestGradient longest gradient of all parameters that a step of learning had, before it
 *     was clipped; 0 before learning
 * @param stepsLeftOut steps whose loss or gradient was no number
 */
public record GradientFlow(
    String task,
    String cell,
    boolean clipped,
    int steps,
    double loss,
    double[] norms,
    double largestGradient,
    int stepsLeftOut) {
  public GradientFlow {
    norms = norms.clone();
  }

  @Override
  public double[] norms() {
    return norms.clone();
  }

  /** Of the gradient so many steps back, 1 or more. */
  public double norm(int back) {
    return norms[back - 1];
  }

  /** How many steps back it was measured. */
  public int farthest() {
    return norms.length;
  }
}
