package ritornello.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes one safetensors file from front to back, a small piece at a time. */
final class SafetensorsWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final String file;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * @param file what to call it in an error
   */
  SafetensorsWriter(OutputStream out, String file) {
    this.out = out;
    this.file = file;
  }

  void write(Safetensors content) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.of(content.tensors(), content.metadata());
    byte[] json = header.bytes();
    view.putLong(0, json.length);
    out.write(buffer, 0, Long.BYTES);
    out.write(json);
    for (SafetensorsHeader.Entry entry : header.entries()) {
      write(content.tensor(entry.name()));
    }
  }

  private void write(Tensor tensor) throws IOException {
    if (tensor instanceof Tensor.F32 floats) {
      write(floats);
    } else if (tensor instanceof Tensor.F64 doubles) {
      write(doubles);
    } else if (tensor instanceof Tensor.I32 ints) {
      write(ints);
    } else if (tensor instanceof Tensor.I64 longs) {
      write(longs);
    }
  }

  private void write(Tensor.F32 tensor) throws IOException {
    float[] values = tensor.values();
    Finite.check(file, tensor.name(), values);
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, BUFFER_BYTES / Float.BYTES);
      view.asFloatBuffer().put(values, done, count);
      out.write(buffer, 0, count * Float.BYTES);
      done += count;
    }
  }

  private void write(Tensor.F64 tensor) throws IOException {
    double[] values = tensor.values();
    Finite.check(file, tensor.name(), values);
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, BUFFER_BYTES / Double.BYTES);
      view.asDoubleBuffer().put(values, done, count);
      out.write(buffer, 0, count * Double.BYTES);
      done += count;
    }
  }

  private void write(Tensor.I32 tensor) throws IOException {
    int[] values = tensor.values();
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, BUFFER_BYTES / Integer.BYTES);
      view.asIntBuffer().put(values, done, count);
      out.write(buffer, 0, count * Integer.BYTES);
      done += count;
    }
  }

  private void write(Tensor.I64 tensor) throws IOException {
    long[] values = tensor.values();
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, BUFFER_BYTES / Long.BYTES);
      view.asLongBuffer().put(values, done, count);
      out.write(buffer, 0, count * Long.BYTES);
      done += count;
    }
  }
}
