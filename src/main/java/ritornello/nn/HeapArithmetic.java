package ritornello.nn;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Single precision in arrays, and products in plain loops: what a trained network runs on. It needs
 * no library, so it starts at once, and for one sequence at a time, where a product is bound by
 * reading the weights, it is as fast as BLAS.
 */
final class HeapArithmetic extends Arithmetic {
  static final Arithmetic ON_HEAP = new HeapArithmetic();

  private HeapArithmetic() {}

  @Override
  public Values values(int size) {
    return new OnHeap(new float[size]);
  }

  @Override
  public Row row(int length) {
    return new FloatRow(length);
  }

  @Override
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Block a,
      Block b,
      double beta,
      Block c) {
    float[] left = numbers(a);
    int stepOverRows = transposeA ? 1 : a.columns();
    int stepOverColumns = transposeA ? a.columns() : 1;
    float[] sums = numbers(c);
    for (int row = 0; row < m; row++) {
      int from = a.at() + row * stepOverRows;
      int to = c.at() + row * c.columns();
      begin(sums, to, n, beta);
      for (int i = 0; i < k; i++) {
        float factor = left[from + i * stepOverColumns];
        if (transposeB) {
          addColumn(factor, numbers(b), b.at() + i, b.columns(), sums, to, n);
        } else {
          addRow(factor, numbers(b), b.at() + i * b.columns(), sums, to, n);
        }
      }
    }
  }

  private static float[] numbers(Block block) {
    return ((OnHeap) block.values()).array;
  }

  private static void begin(float[] sums, int at, int n, double beta) {
    if (beta == 0) {
      Arrays.fill(sums, at, at + n, 0);
    } else if (beta != 1) {
      for (int i = 0; i < n; i++) {
        sums[at + i] *= (float) beta;
      }
    }
  }

  /** Neighbours times a factor onto neighbours, so the loop becomes vector instructions. */
  private static void addRow(float factor, float[] row, int from, float[] sums, int to, int n) {
    for (int i = 0; i < n; i++) {
      sums[to + i] += factor * row[from + i];
    }
  }

  private static void addColumn(
      float factor, float[] matrix, int from, int columns, float[] sums, int to, int n) {
    for (int i = 0; i < n; i++) {
      sums[to + i] += factor * matrix[from + i * columns];
    }
  }

  private static final class OnHeap extends FloatArithmetic.FloatValues {
    final float[] array;

    OnHeap(float[] array) {
      super(FloatBuffer.wrap(array));
      this.array = array;
    }
  }
}
