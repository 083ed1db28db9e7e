package ritornello.nn;

import java.io.File;
import java.util.Locale;
import org.bytedeco.openblas.global.openblas_nolapack;

/** The library that multiplies matrices while learning. */
public enum Blas {
  /** What comes with the program. */
  OPENBLAS(2),
  /** Intel's Math Kernel Library, for who has it; it is not free software. */
  MKL(3);

  private final int vendor; // as blas_get_vendor tells it

  Blas(int vendor) {
    this.vendor = vendor;
  }

  /**
   * Takes this library from here on. The environment variable MKLROOT tells where MKL is, if the
   * system does not know.
   *
   * @throws IllegalStateException if it is not there, or another is in use already
   */
  public void use() {
    if (this == MKL) {
      System.setProperty("org.bytedeco.openblas.load", "mkl_rt");
      String root = System.getenv("MKLROOT");
      if (root != null) {
        String path = System.getProperty("java.library.path", "");
        System.setProperty(
            "java.library.path",
            new File(root, "lib") + File.pathSeparator + root + File.pathSeparator + path);
      }
    }
    openblas_nolapack.blas_set_num_threads(1); // before, it does not know its vendor
    if (openblas_nolapack.blas_get_vendor() != vendor) {
      throw new IllegalStateException(
          toString()
              + " cannot be used: its library (mkl_rt) is not found; install Intel's oneAPI MKL"
              + " and set MKLROOT to the folder it is in, or do without --blas");
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
