package ritornello.store;

/** The types of number in a safetensors file that the program reads and writes, largest first. */
enum NumberType {
  F64(8),
  I64(8),
  F32(4),
  I32(4);

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one number. */
  int bytes() {
    return bytes;
  }

  static NumberType of(Tensor tensor) {
    if (tensor instanceof Tensor.F64) {
      return F64;
    } else if (tensor instanceof Tensor.I64) {
      return I64;
    } else if (tensor instanceof Tensor.F32) {
      return F32;
    }
    return I32;
  }
}
