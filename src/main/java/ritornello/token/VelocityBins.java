package ritornello.token;

import java.util.Arrays;

/**
 * Velocities 1 to 127 as 32 bins of four, the last of three; a bin stands for the second lowest of
 * its velocities, so that none is off by more than 2.
 */
final class VelocityBins {
  static final int COUNT = 32;
  private static final int WIDTH = 4;

  private VelocityBins() {}

  /** As {@link Codec#velocityRange}, of tokens that are bins from a first one on. */
  static int[] range(int[] tokens, int first) {
    return Pitches.range(
        Arrays.stream(tokens).filter(t -> t >= first && t < first + COUNT).map(t -> t - first));
  }

  /** As {@link Codec#louder}, of tokens that are bins from a first one on. */
  static int[] louder(int[] tokens, int first, int bins) {
    int[] range = range(tokens, first);
    if (range.length > 0 && (range[0] + bins < 0 || range[1] + bins >= COUNT)) {
      throw new IllegalArgumentException(
          "velocities from " + range[0] + " to " + range[1] + " can't be moved by " + bins);
    }
    return Arrays.stream(tokens).map(t -> t >= first && t < first + COUNT ? t + bins : t).toArray();
  }

  /** The bin of a velocity from 1 to 127. */
  static int of(int velocity) {
    return (velocity - 1) / WIDTH;
  }

  /** What a bin stands for: 2, 6, … 126. */
  static int velocity(int bin) {
    return bin * WIDTH + 2;
  }
}
