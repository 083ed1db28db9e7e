package ritornello.nn;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J and the BLAS that it brings, told to take one thread for a product: splitting a batch over
 * our own threads beats splitting each product. Telling it takes a millisecond, so it is told once.
 */
final class SingleThreadedBlas {
  static {
    Nd4j.zeros(DataType.FLOAT, 1).close(); // ND4J sets the number of threads when it is loaded
    openblas_nolapack.blas_set_num_threads(1);
  }

  private SingleThreadedBlas() {}

  /** Loads it where that is not done yet. */
  static void load() {}
}
