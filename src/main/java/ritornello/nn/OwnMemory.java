package ritornello.nn;

import java.util.ArrayList;
import java.util.List;
import ritornello.nn.Share.Slice;

/**
 * Another arithmetic that remembers all memory it gave, so that it can be given back together: what
 * lies off the heap is not seen by the garbage collector, which would come for it much too late.
 */
final class OwnMemory extends Arithmetic {
  private final Arithmetic other;
  private final List<Values> given = new ArrayList<>();

  OwnMemory(Arithmetic other) {
    this.other = other;
  }

  @Override
  public Values values(int size) {
    Values values = other.values(size);
    given.add(values);
    return values;
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
    other.multiply(transposeA, transposeB, m, n, k, a, b, beta, c);
  }

  @Override
  void multiplyByWeights(int m, Block a, Values parameters, Slice weight, double beta, Block c) {
    other.multiplyByWeights(m, a, parameters, weight, beta, c);
  }

  /** Numbers in all memory that was given and is not yet given back. */
  long size() {
    return given.stream().mapToLong(Values::size).sum();
  }

  /** Gives all memory back. */
  void free() {
    given.forEach(Values::free);
    given.clear();
  }
}
