package ritornello.nn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Double precision, the twin of {@link FloatArithmetic}: what gradients are checked in. */
final class DoubleArithmetic extends Arithmetic {
  static final Arithmetic OFF_HEAP = new DoubleArithmetic();

  private DoubleArithmetic() {}

  @Override
  public Values values(int size) {
    // Splitting a batch over our own threads beats splitting each product.
    openblas_nolapack.blas_set_num_threads(1);
    return new OffHeap(Nd4j.zeros(DataType.DOUBLE, Math.max(1, size)));
  }

  @Override
  public Row row(int length) {
    return new DoubleRow(length);
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
    openblas_nolapack.cblas_dgemm(
        openblas_nolapack.CblasRowMajor,
        transposeA ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        transposeB ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        m,
        n,
        k,
        1,
        pointer(a),
        a.columns(),
        pointer(b),
        b.columns(),
        beta,
        pointer(c),
        c.columns());
  }

  private static DoublePointer pointer(Block block) {
    return new DoublePointer(((OffHeap) block.values()).pointer()).position(block.at());
  }

  /** Numbers that a {@link DoubleRow} reads and writes in bulk. */
  abstract static class DoubleValues implements Values {
    DoubleBuffer buffer;

    DoubleValues(DoubleBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public int size() {
      return buffer.capacity();
    }

    @Override
    public double get(int at) {
      return buffer.get(at);
    }

    @Override
    public void set(int at, double value) {
      buffer.put(at, value);
    }

    @Override
    public void read(int at, float[] into, int intoAt, int size) {
      for (int i = 0; i < size; i++) {
        into[intoAt + i] = (float) get(at + i);
      }
    }

    @Override
    public void write(int at, float[] from, int fromAt, int size) {
      for (int i = 0; i < size; i++) {
        set(at + i, from[fromAt + i]);
      }
    }

    @Override
    public void clear() {
      double[] zeros = new double[Math.min(size(), 8192)];
      for (int at = 0; at < size(); at += zeros.length) {
        buffer.put(at, zeros, 0, Math.min(zeros.length, size() - at));
      }
    }
  }

  private static final class OffHeap extends DoubleValues {
    /** Of the kind that is there before, so that code stays as fast. */
    private static final DoubleBuffer FREED =
        ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder()).asDoubleBuffer();

    private final INDArray array; // owns the memory: it lives as long as this
    private DoublePointer pointer;

    OffHeap(INDArray array) {
      super(((DoublePointer) array.data().pointer()).asBuffer());
      this.array = array;
      this.pointer = (DoublePointer) array.data().pointer();
    }

    DoublePointer pointer() {
      if (pointer.isNull()) {
        throw new IllegalStateException("a matrix is used whose memory was given back");
      }
      return pointer;
    }

    @Override
    public void free() {
      buffer = FREED;
      pointer = new DoublePointer();
      array.close();
    }
  }
}
