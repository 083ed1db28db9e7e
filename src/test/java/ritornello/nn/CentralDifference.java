package ritornello.nn;

import java.util.function.DoubleUnaryOperator;

/**
 * The slope of a function without knowing its formula, so exactly that six digits of a gradient can
 * be checked.
 */
final class CentralDifference {
  private static final double FIRST_DISTANCE = 1e-3;
  private static final double LAST_DISTANCE = 1e-7;

  /** Slopes smaller than that are told apart from 0 by no more digits than it is. */
  private static final double SMALL = 1e-4;

  private CentralDifference() {}

  /**
   * f'(0) ≈ (8 (f(h) − f(−h)) − (f(2h) − f(−2h))) / 12h, whose error is of the order of h⁴. Where a
   * ReLU bends within 2h that is something else, so smaller distances are tried, if it is not what
   * is expected.
   */
  static double slope(DoubleUnaryOperator function, double expected) {
    double near = rise(function, FIRST_DISTANCE);
    double slope = slope(near, rise(function, 2 * FIRST_DISTANCE), FIRST_DISTANCE);
    double distance = FIRST_DISTANCE / 2;
    while (Math.abs(slope - expected) > tolerance(slope) && distance > LAST_DISTANCE) {
      double nearer = rise(function, distance);
      slope = slope(nearer, near, distance);
      near = nearer;
      distance /= 2;
    }
    return slope;
  }

  private static double slope(double near, double far, double distance) {
    return (8 * near - far) / (12 * distance);
  }

  private static double rise(DoubleUnaryOperator function, double distance) {
    return function.applyAsDouble(distance) - function.applyAsDouble(-distance);
  }

  /** How far from this slope a gradient may be: a millionth of it. */
  static double tolerance(double slope) {
    return 1e-6 * Math.max(SMALL, Math.abs(slope));
  }
}
