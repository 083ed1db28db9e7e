package ritornello.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads one safetensors file from front to back; allocates no more than the file's size. */
final class SafetensorsReader {
  /** More than this the format does not allow. */
  private static final long MOST_HEADER_BYTES = 100_000_000;

  private static final int BUFFER_BYTES = 1 << 18;

  private final InputStream in;
  private final long size;
  private final String source;
  private final byte[] buffer;
  private final ByteBuffer view;

  /**
   * @param size of the file in bytes
   */
  SafetensorsReader(InputStream in, long size, String source) {
    this.in = in;
    this.size = size;
    this.source = source;
    this.buffer = new byte[(int) Math.max(Long.BYTES, Math.min(size, BUFFER_BYTES))];
    this.view = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
  }

  SafetensorsHeader header() throws IOException {
    if (size < Long.BYTES) {
      throw damaged("it is only " + size + " bytes long");
    }
    fill(Long.BYTES);
    long length = view.getLong(0);
    if (length < 2 || length > MOST_HEADER_BYTES || length > size - Long.BYTES) {
      throw damaged(
          String.format(
              "a header of %s bytes does not fit into %d bytes",
              Long.toUnsignedString(length), size));
    }
    byte[] json = new byte[(int) length];
    fill(json, json.length);
    if (json[0] != '{') {
      throw damaged("its header does not begin with {");
    }
    try {
      return SafetensorsHeader.parse(json, size - Long.BYTES - length);
    } catch (IOException e) {
      throw damaged(e.getMessage());
    }
  }

  /** What the header tells of, in its order; the header has been read. */
  List<Tensor> tensors(SafetensorsHeader header) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (SafetensorsHeader.Entry entry : header.entries()) {
      tensors.add(
          switch (entry.type()) {
            case F32 -> new Tensor.F32(entry.name(), entry.shape(), floats(entry));
            case F64 -> new Tensor.F64(entry.name(), entry.shape(), doubles(entry));
            case I32 -> new Tensor.I32(entry.name(), entry.shape(), ints(entry));
            case I64 -> new Tensor.I64(entry.name(), entry.shape(), longs(entry));
          });
    }
    return tensors;
  }

  private float[] floats(SafetensorsHeader.Entry entry) throws IOException {
    float[] values = new float[entry.count()];
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, BUFFER_BYTES / Float.BYTES);
      fill(count * Float.BYTES);
      view.asFloatBuffer().get(values, done, count);
      done += count;
    }
    Finite.check(source, entry.name(), values);
    return values;
  }

  private double[] doubles(SafetensorsHeader.Entry entry) throws IOException {
    double[] values = new double[entry.count()];
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, BUFFER_BYTES / Double.BYTES);
      fill(count * Double.BYTES);
      view.asDoubleBuffer().get(values, done, count);
      done += count;
    }
    Finite.check(source, entry.name(), values);
    return values;
  }

  private int[] ints(SafetensorsHeader.Entry entry) throws IOException {
    int[] values = new int[entry.count()];
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, BUFFER_BYTES / Integer.BYTES);
      fill(count * Integer.BYTES);
      view.asIntBuffer().get(values, done, count);
      done += count;
    }
    return values;
  }

  private long[] longs(SafetensorsHeader.Entry entry) throws IOException {
    long[] values = new long[entry.count()];
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, BUFFER_BYTES / Long.BYTES);
      fill(count * Long.BYTES);
      view.asLongBuffer().get(values, done, count);
      done += count;
    }
    return values;
  }

  private void fill(int bytes) throws IOException {
    fill(buffer, bytes);
  }

  private void fill(byte[] into, int bytes) throws IOException {
    int count;
    try {
      count = in.readNBytes(into, 0, bytes);
    } catch (IOException e) {
      throw new IOException("cannot read " + source + ": " + e.getMessage(), e);
    }
    if (count < bytes) {
      throw damaged("it ended while it was read");
    }
  }

  private IOException damaged(String what) {
    return new IOException(source + " is damaged or not a safetensors file: " + what);
  }
}
