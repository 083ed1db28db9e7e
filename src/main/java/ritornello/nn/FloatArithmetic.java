package ritornello.nn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Single precision. ND4J holds the numbers; products go straight to the BLAS that it brings,
 * without the cost of an ND4J operation for each, which is several times that of the product when
 * there are few rows.
 */
final class FloatArithmetic extends Arithmetic {
  /** Loads ND4J when numbers are asked for, not before. */
  static final Arithmetic OFF_HEAP = new FloatArithmetic();

  private FloatArithmetic() {}

  @Override
  public Values values(int size) {
    // Splitting a batch over our own threads beats splitting each product.
    openblas_nolapack.blas_set_num_threads(1);
    return new OffHeap(Nd4j.zeros(DataType.FLOAT, Math.max(1, size)));
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
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        transposeA ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        transposeB ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        m,
        n,
        k,
        1f,
        pointer(a),
        a.columns(),
        pointer(b),
        b.columns(),
        (float) beta,
        pointer(c),
        c.columns());
  }

  private static FloatPointer pointer(Block block) {
    return new FloatPointer(((OffHeap) block.values()).pointer()).position(block.at());
  }

  /** Numbers that a {@link FloatRow} reads and writes in bulk. */
  abstract static class FloatValues implements Values {
    FloatBuffer buffer;

    FloatValues(FloatBuffer buffer) {
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
      buffer.put(at, (float) value);
    }

    @Override
    public void read(int at, float[] into, int intoAt, int size) {
      buffer.get(at, into, intoAt, size);
    }

    @Override
    public void write(int at, float[] from, int fromAt, int size) {
      buffer.put(at, from, fromAt, size);
    }

    @Override
    public void clear() {
      float[] zeros = new float[Math.min(size(), 8192)];
      for (int at = 0; at < size(); at += zeros.length) {
        buffer.put(at, zeros, 0, Math.min(zeros.length, size() - at));
      }
    }
  }

  private static final class OffHeap extends FloatValues {
    /** Of the kind that is there before, so that code stays as fast. */
    private static final FloatBuffer FREED =
        ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder()).asFloatBuffer();

    private final INDArray array; // owns the memory: it lives as long as this
    private FloatPointer pointer;

    OffHeap(INDArray array) {
      super(((FloatPointer) array.data().pointer()).asBuffer());
      this.array = array;
      this.pointer = (FloatPointer) array.data().pointer();
    }

    FloatPointer pointer() {
      if (pointer.isNull()) {
        throw new IllegalStateException("a matrix is used whose memory was given back");
      }
      return pointer;
    }

    @Override
    public void free() {
      buffer = FREED;
      pointer = new FloatPointer();
      array.close();
    }
  }
}
