package ritornello.harmony;

import java.util.Arrays;
import java.util.List;

/**
 * How often one label follows another: log p(next given this), with additive smoothing towards how
 * often the next comes at all.
 */
final class Progressions {
  /** How many chords the smoothing counts for. */
  private static final double SMOOTHING = 2;

  /** A label that is not known. */
  static final int UNKNOWN = -1;

  private Progressions() {}

  /**
   * Counts.
   *
   * @param sequences of labels, or {@link #UNKNOWN}
   * @return (L, L): rows sum to 1 when exponentiated
   */
  static double[][] learn(List<int[]> sequences, int labels) {
    double[] alone = shares(sequences, labels);
    double[][] follows = new double[labels][labels];
    for (int[] sequence : sequences) {
      for (int i = 1; i < sequence.length; i++) {
        if (sequence[i - 1] != UNKNOWN && sequence[i] != UNKNOWN) {
          follows[sequence[i - 1]][sequence[i]]++;
        }
      }
    }
    for (double[] row : follows) {
      double sum = Arrays.stream(row).sum();
      for (int next = 0; next < labels; next++) {
        row[next] = Math.log((row[next] + SMOOTHING * alone[next]) / (sum + SMOOTHING));
      }
    }
    return follows;
  }

  /** How often each label comes, with one more of each. */
  static double[] shares(List<int[]> sequences, int labels) {
    double[] shares = new double[labels];
    Arrays.fill(shares, 1);
    sequences.stream()
        .flatMapToInt(Arrays::stream)
        .filter(label -> label != UNKNOWN)
        .forEach(label -> shares[label]++);
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }
}
