package ritornello.nn;

import java.util.concurrent.atomic.LongAdder;
import ritornello.nn.Share.Slice;

/** Another arithmetic whose products are counted and timed. */
final class TimedArithmetic extends Arithmetic {
  private final Arithmetic other;
  private final LongAdder nanos = new LongAdder();
  private final LongAdder operations = new LongAdder();

  TimedArithmetic(Arithmetic other) {
    this.other = other;
  }

  @Override
  public Values values(int size) {
    return other.values(size);
  }

  @Override
  public Row row(int length) {
    return other.row(length);
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
    long begun = System.nanoTime();
    other.multiply(transposeA, transposeB, m, n, k, a, b, beta, c);
    nanos.add(System.nanoTime() - begun);
    operations.add(2L * m * n * k);
  }

  @Override
  void multiplyByWeights(int m, Block a, Values parameters, Slice weight, double beta, Block c) {
    long begun = System.nanoTime();
    other.multiplyByWeights(m, a, parameters, weight, beta, c);
    nanos.add(System.nanoTime() - begun);
    operations.add(2L * m * weight.columns() * weight.rows());
  }

  /** Forgets what was counted. */
  void reset() {
    nanos.reset();
    operations.reset();
  }

  /** Time in products, of all threads together. */
  long nanos() {
    return nanos.sum();
  }

  /** Additions and multiplications of products. */
  long operations() {
    return operations.sum();
  }
}
