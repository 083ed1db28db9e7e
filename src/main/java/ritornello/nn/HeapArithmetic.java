package ritornello.nn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ritornello.nn.Share.Slice;

/**
 * Single precision in arrays, and products in plain loops: what a trained network runs on. It needs
 * no library, so it starts at once. For one sequence at a time a product is bound by reading the
 * weights.
 *
 * <p>Traps: the JVM's compiler (of JDK 17) makes vector instructions of a loop over arrays that all
 * begin at 0; an offset into one of them costs four to five times as much, and so do more than two
 * rows in one loop. So each row of a matrix of parameters is an array of its own.
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

  /** Short products, of activations with each other; those with parameters are below. */
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
    float[] right = numbers(b);
    float[] sums = numbers(c);
    int stepOverRows = transposeA ? 1 : a.columns();
    int stepOverColumns = transposeA ? a.columns() : 1;
    for (int row = 0; row < m; row++) {
      int from = a.at() + row * stepOverRows;
      int to = c.at() + row * c.columns();
      begin(sums, to, n, beta);
      for (int i = 0; i < k; i++) {
        float factor = left[from + i * stepOverColumns];
        int first = b.at() + i * (transposeB ? 1 : b.columns());
        int step = transposeB ? b.columns() : 1;
        for (int j = 0; j < n; j++) {
          sums[to + j] += factor * right[first + j * step];
        }
      }
    }
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

  @Override
  void multiplyByWeights(int m, Block a, Values parameters, Slice weight, double beta, Block c) {
    Rows matrix = ((OnHeap) parameters).rows(weight);
    float[] left = numbers(a);
    float[] sums = numbers(c);
    int n = weight.columns();
    for (int row = 0; row < m; row++) {
      int to = c.at() + row * c.columns();
      begin(sums, to, n, beta);
      System.arraycopy(sums, to, matrix.sum, 0, n);
      matrix.addTimes(left, a.at() + row * a.columns());
      System.arraycopy(matrix.sum, 0, sums, to, n);
    }
  }

  private static float[] numbers(Block block) {
    return ((OnHeap) block.values()).array;
  }

  /** A matrix of parameters for products from the left. */
  private static final class Rows {
    final float[][] rows;
    final float[] sum;

    Rows(float[] parameters, Slice weight) {
      rows = new float[weight.rows()][];
      for (int i = 0; i < rows.length; i++) {
        int from = weight.at() + i * weight.stride();
        rows[i] = Arrays.copyOfRange(parameters, from, from + weight.columns());
      }
      sum = new float[weight.columns()];
    }

    /** Adds x · W to the sum, row after row. */
    void addTimes(float[] x, int at) {
      addTimes(x, at, rows, sum);
    }

    private static void addTimes(float[] x, int at, float[][] rows, float[] sum) {
      int n = sum.length;
      int last = rows.length - 1;
      for (int i = 0; i < last; i += 2) {
        float x0 = x[at + i];
        float x1 = x[at + i + 1];
        float[] row0 = rows[i];
        float[] row1 = rows[i + 1];
        for (int j = 0; j < n; j++) {
          sum[j] = sum[j] + x0 * row0[j] + x1 * row1[j];
        }
      }
      if (rows.length % 2 == 1) {
        float x0 = x[at + last];
        float[] row = rows[last];
        for (int j = 0; j < n; j++) {
          sum[j] += x0 * row[j];
        }
      }
    }
  }

  private static final class OnHeap extends FloatArithmetic.FloatValues {
    private final Map<Slice, Rows> rows = new HashMap<>();
    private float[] array;

    OnHeap(float[] array) {
      super(FloatBuffer.wrap(array));
      this.array = array;
    }

    /** The matrix as it is now: parameters are in place before the first product. */
    Rows rows(Slice weight) {
      return rows.computeIfAbsent(weight, slice -> new Rows(array, slice));
    }

    @Override
    public void free() {
      array = new float[0];
      buffer = FloatBuffer.wrap(array);
      rows.clear();
    }
  }
}
