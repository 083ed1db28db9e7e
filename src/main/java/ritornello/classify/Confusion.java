package ritornello.classify;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was answered for pieces whose labels are known.
 *
 * @param labels in order
 * @param counts of pieces, by the label that they have and the one that was answered
 */
public record Confusion(List<String> labels, int[][] counts) {
  /** Of a 95 % interval. */
  private static final double Z = 1.959964;

  public Confusion {
    labels = List.copyOf(labels);
    counts = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  /**
   * Counts answers.
   *
   * @param wanted number of the label of each piece
   * @param answered number of the label that was answered for each
   */
  public static Confusion of(List<String> labels, int[] wanted, int[] answered) {
    int[][] counts = new int[labels.size()][labels.size()];
    for (int i = 0; i < wanted.length; i++) {
      counts[wanted[i]][answered[i]]++;
    }
    return new Confusion(labels, counts);
  }

  @Override
  public int[][] counts() {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  /** Pieces. */
  public int pieces() {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
  }

  /** Pieces with the right answer. */
  public int right() {
    return IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
  }

  /** Share of right answers. */
  public double accuracy() {
    return right() / (double) Math.max(1, pieces());
  }

  /**
   * Where the share of right answers would lie of many more such pieces, in 95 of 100 cases: the
   * interval of Wilson (1927).
   */
  public double[] accuracyInterval() {
    double n = Math.max(1, pieces());
    double p = accuracy();
    double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return new double[] {middle - half, middle + half};
  }

  /** Share of the pieces that got this answer that have the label; 0 if none got it. */
  public double precision(int label) {
    int answered = Arrays.stream(counts).mapToInt(row -> row[label]).sum();
    return answered == 0 ? 0 : counts[label][label] / (double) answered;
  }

  /** Share of the pieces of this label that got the right answer; 0 if there are none. */
  public double recall(int label) {
    int wanted = Arrays.stream(counts[label]).sum();
    return wanted == 0 ? 0 : counts[label][label] / (double) wanted;
  }

  /** Harmonic mean of precision and recall; 0 if one of them is. */
  public double f1(int label) {
    double both = precision(label) + recall(label);
    return both == 0 ? 0 : 2 * precision(label) * recall(label) / both;
  }

  /** Mean of all labels' F1, whether they are frequent or not. */
  public double macroF1() {
    return IntStream.range(0, labels.size()).mapToDouble(this::f1).average().orElse(0);
  }
}
