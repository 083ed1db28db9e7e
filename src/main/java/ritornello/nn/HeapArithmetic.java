package ritornello.nn;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Single precision in arrays, and products in plain loops: what a trained network runs on. It needs
 * no library, so it starts at once, and for one sequence at a time, where a product is bound by
 * reading the weights, it is as fast as BLAS.
 */
final class HeapArithmetic extends Arithmetic {
  private static final int UNROLLED = 4;

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
      int i = 0;
      for (; !transposeB && i + UNROLLED <= k; i += UNROLLED) {
        addRows(left, from + i * stepOverColumns, stepOverColumns, b, i, sums, to, n);
      }
      for (; i < k; i++) {
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

  /**
   * As {@link #addRow} of {@value #UNROLLED} rows from the i-th on, one after the other: the same
   * sums to the bit, but read and written once and not each time.
   */
  private static void addRows(
      float[] left, int leftAt, int leftStep, Block b, int i, float[] sums, int to, int n) {
    float[] rows = numbers(b);
    int row0 = b.at() + i * b.columns();
    int row1 = row0 + b.columns();
    int row2 = row1 + b.columns();
    int row3 = row2 + b.columns();
    float factor0 = left[leftAt];
    float factor1 = left[leftAt + leftStep];
    float factor2 = left[leftAt + 2 * leftStep];
    float factor3 = left[leftAt + 3 * leftStep];
    for (int j = 0; j < n; j++) {
      sums[to + j] =
          sums[to + j]
              + factor0 * rows[row0 + j]
              + factor1 * rows[row1 + j]
              + factor2 * rows[row2 + j]
              + factor3 * rows[row3 + j];
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
    float[] array;

    OnHeap(float[] array) {
      super(FloatBuffer.wrap(array));
      this.array = array;
    }

    @Override
    public void free() {
      array = new float[0];
      buffer = FloatBuffer.wrap(array);
    }
  }
}
