package ritornello.nn;

/**
 * How far one step of learning goes.
 *
 * @param rate learning rate
 * @param clipNorm longest gradient of all parameters together; a longer one is shortened to it
 *     (Pascanu, Mikolov and Bengio 2013)
 * @param clipValue largest element of the gradient after that; a larger one is made it
 */
public record Pace(double rate, double clipNorm, double clipValue) {
  /** Clipped by the global norm alone. */
  public Pace(double rate, double clipNorm) {
    this(rate, clipNorm, Double.POSITIVE_INFINITY);
  }
}
