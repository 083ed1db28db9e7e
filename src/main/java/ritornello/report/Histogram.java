package ritornello.report;

import java.util.Arrays;

/** Shares that add up to 1. */
final class Histogram {
  private Histogram() {}

  /**
   * @param counts not all 0
   */
  static double[] normalised(double[] counts) {
    double all = Arrays.stream(counts).sum();
    return Arrays.stream(counts).map(count -> count / all).toArray();
  }
}
