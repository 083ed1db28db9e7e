package ritornello.store;

import java.util.Arrays;

/** A named array of numbers, in row-major order; the array is not copied. */
public sealed interface Tensor {

  /** As {@code lstm.0.weights}; unique in a file, not empty. */
  String name();

  /** Length along each dimension, 0 or more; empty for a single number. */
  int[] shape();

  /** 32-bit floating point, all finite. */
  record F32(String name, int[] shape, float[] values) implements Tensor {
    public F32 {
      Tensor.check(name, shape, values.length);
    }
  }

  /** 64-bit floating point, all finite. */
  record F64(String name, int[] shape, double[] values) implements Tensor {
    public F64 {
      Tensor.check(name, shape, values.length);
    }
  }

  /** 32-bit integers. */
  record I32(String name, int[] shape, int[] values) implements Tensor {
    public I32 {
      Tensor.check(name, shape, values.length);
    }
  }

  /** 64-bit integers. */
  record I64(String name, int[] shape, long[] values) implements Tensor {
    public I64 {
      Tensor.check(name, shape, values.length);
    }
  }

  private static void check(String name, int[] shape, int length) {
    if (name.isEmpty() || name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("a tensor can't have the name '" + name + "'");
    }
    long product = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "tensor " + name + " has the shape " + Arrays.toString(shape));
      }
      product = Math.multiplyExact(product, size);
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "tensor " + name + " has " + length + " values for the shape " + Arrays.toString(shape));
    }
  }
}
