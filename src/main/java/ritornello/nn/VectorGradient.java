package ritornello.nn;

/** Adds up the gradients of a layer's vectors, block by block, over the steps of a window. */
final class VectorGradient {
  private final int hidden;
  private final Row[] sums;
  private final Row sum;

  VectorGradient(Arithmetic arithmetic, int hidden, int blocks) {
    this.hidden = hidden;
    sums = new Row[blocks];
    for (int block = 0; block < blocks; block++) {
      sums[block] = arithmetic.row(hidden);
    }
    sum = arithmetic.row(hidden);
  }

  void add(int block, Row gradient) {
    sums[block].add(gradient);
  }

  void addProduct(int block, Row a, Row b) {
    sums[block].addProduct(a, b);
  }

  /** Adds the sums to what stands at {@code at}, and begins again. */
  void addTo(Values gradient, int at) {
    for (int block = 0; block < sums.length; block++) {
      sum.load(gradient, at + block * hidden);
      sum.add(sums[block]);
      sum.store(gradient, at + block * hidden);
      sums[block].zero();
    }
  }
}
