package ritornello.nn;

/**
 * A short run of numbers on the heap that fits the processor's cache: where kernels do element-wise
 * work. All rows of one call have the same length and come from one {@link Arithmetic}.
 *
 * <p>Each operation is one plain loop over arrays, which the JVM's compiler turns into vector
 * instructions; so nothing here needs an incubating module.
 */
public abstract class Row {

  public abstract int length();

  /** Takes the numbers from {@code at} on. */
  public abstract void load(Values from, int at);

  public abstract void store(Values to, int at);

  public abstract void zero();

  public abstract double get(int i);

  public abstract void set(int i, double value);

  abstract void add(Row other);

  abstract void subtract(Row other);

  abstract void product(Row a, Row b);

  abstract void addProduct(Row a, Row b);

  abstract void addScaled(double factor, Row other);

  abstract void scale(double factor);

  /** Adds a number to each. */
  abstract void shift(double by);

  abstract double sum();

  abstract double dot(Row other);

  /** σ of each number, in place. */
  abstract void sigmoid();

  abstract void tanh(Row of);

  /** Times y(1 − y), the slope of y = σ(x). */
  abstract void timesSigmoidSlope(Row y);

  /** Times 1 − y², the slope of y = tanh(x). */
  abstract void timesTanhSlope(Row y);

  /** max(0, x) of each number, in place. */
  abstract void relu();

  /** Times 1 where y = max(0, x) is above 0, times 0 elsewhere. */
  abstract void timesReluSlope(Row y);

  /** Makes logits probabilities, in place; returns ln Σ exp(logit). */
  final double softmax() {
    return softmax(0, length());
  }

  /**
   * Makes the logits from {@code from} to before {@code to} probabilities and all others 0, in
   * place; returns ln Σ exp(logit), which is −∞ if there are none.
   */
  abstract double softmax(int from, int to);

  /** Makes each logit the probability of its own yes, in place; returns Σ ln(1 + exp(logit)). */
  abstract double logistic();

  abstract double sumOfSquares();

  /** Makes what is above the limit the limit, and what is below its negative that. */
  abstract void clamp(double limit);

  /**
   * Takes a step of {@link Adam}; this row holds the parameters.
   *
   * @param mean first moment of the gradient, brought up to date
   * @param square second moment, brought up to date
   * @param step the constants of this step
   */
  abstract void adam(Row gradient, Row mean, Row square, Adam.Step step);

  /**
   * Takes a step of {@link RmsProp}; this row holds the parameters.
   *
   * @param square second moment of the gradient, brought up to date
   */
  abstract void rmsProp(Row gradient, Row square, double decay, double rate, double epsilon);

  /** Fills with 0 or 1/keep: the mask of dropout, a function of the key alone. */
  abstract void dropoutMask(double keep, long key);
}
