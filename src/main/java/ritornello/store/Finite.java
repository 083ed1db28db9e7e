package ritornello.store;

import java.io.IOException;

/** The check that weights are numbers. */
final class Finite {
  private Finite() {}

  /**
   * @param file in which they stand
   * @throws IOException if one is infinite or not a number
   */
  static void check(String file, String tensor, float[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw notFinite(file, tensor, i, values[i]);
      }
    }
  }

  /** As above. */
  static void check(String file, String tensor, double[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw notFinite(file, tensor, i, values[i]);
      }
    }
  }

  private static IOException notFinite(String file, String tensor, int index, double value) {
    return new IOException(
        String.format(
            "%s: value %d of tensor '%s' is %s; only finite numbers are kept in a model",
            file, index, tensor, value));
  }
}
