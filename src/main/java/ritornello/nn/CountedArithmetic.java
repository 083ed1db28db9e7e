package ritornello.nn;

/** Hands out no memory, but counts it: how much a network needs is known before it is there. */
final class CountedArithmetic extends Arithmetic {
  private long numbers;

  /** Numbers that were asked for. */
  long numbers() {
    return numbers;
  }

  @Override
  public Values values(int size) {
    numbers += size;
    return new Size(size);
  }

  @Override
  public Row row(int length) {
    return new FloatRow(0);
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
    throw none();
  }

  private static IllegalStateException none() {
    return new IllegalStateException("there are no numbers here");
  }

  private record Size(int size) implements Values {
    @Override
    public double get(int at) {
      throw none();
    }

    @Override
    public void set(int at, double value) {
      throw none();
    }

    @Override
    public void read(int at, float[] into, int intoAt, int length) {
      throw none();
    }

    @Override
    public void write(int at, float[] from, int fromAt, int length) {
      throw none();
    }

    @Override
    public void clear() {
      throw none();
    }

    @Override
    public void free() {}
  }
}
