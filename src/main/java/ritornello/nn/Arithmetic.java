package ritornello.nn;

import ritornello.nn.Share.Slice;

/**
 * One type of number and the memory it lives in. Networks are written once on top of it: trained in
 * {@link FloatArithmetic}, checked in {@link DoubleArithmetic}, used in {@link HeapArithmetic}.
 */
public abstract sealed class Arithmetic
    permits FloatArithmetic, HeapArithmetic, DoubleArithmetic, TimedArithmetic, OwnMemory {

  /** Single precision, off the heap, where ND4J's BLAS reaches it. */
  public static Arithmetic floats() {
    return FloatArithmetic.OFF_HEAP;
  }

  /** Single precision on the heap, without ND4J: starts at once, and suits one sequence. */
  public static Arithmetic heap() {
    return HeapArithmetic.ON_HEAP;
  }

  /** Double precision, for checking gradients. */
  public static Arithmetic doubles() {
    return DoubleArithmetic.OFF_HEAP;
  }

  /** That many zeros. */
  public abstract Values values(int size);

  /** A row of zeros. */
  public abstract Row row(int length);

  /**
   * C ← op(A) · op(B) + beta · C, row-major, on one thread: op(A) is (m, k), op(B) is (k, n), C is
   * (m, n).
   */
  abstract void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Block a,
      Block b,
      double beta,
      Block c);

  /**
   * C ← A · W + beta · C with a matrix of parameters, on one thread: A is (m, rows of W), C is (m,
   * columns of W).
   */
  void multiplyByWeights(int m, Block a, Values parameters, Slice weight, double beta, Block c) {
    Block w = new Block(parameters, weight.at(), weight.stride());
    multiply(false, false, m, weight.columns(), weight.rows(), a, w, beta, c);
  }

  /**
   * A matrix within values.
   *
   * @param at where its first number stands
   * @param columns numbers from one row to the next, as stored (before any transposition)
   */
  record Block(Values values, int at, int columns) {}
}
