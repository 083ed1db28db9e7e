package ritornello.token;

/**
 * Velocities 1 to 127 as 32 bins of four, the last of three; a bin stands for the second lowest of
 * its velocities, so that none is off by more than 2.
 */
final class VelocityBins {
  static final int COUNT = 32;
  private static final int WIDTH = 4;

  private VelocityBins() {}

  /** The bin of a velocity from 1 to 127. */
  static int of(int velocity) {
    return (velocity - 1) / WIDTH;
  }

  /** What a bin stands for: 2, 6, … 126. */
  static int velocity(int bin) {
    return bin * WIDTH + 2;
  }
}
