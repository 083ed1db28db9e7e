package ritornello.report;

import java.util.List;

/**
 * Distances between pieces by one measure: Euclidean, between those of a set or of two.
 *
 * <p>A piece may count several times, as in a bootstrap sample; the distance of a piece to itself
 * never does.
 */
final class Distances {
  /** By row and column; within one set, only the columns before the row. */
  private final double[][] distances;

  private final boolean within;

  private Distances(double[][] distances, boolean within) {
    this.distances = distances;
    this.within = within;
  }

  /** Of each piece of a set to each other. */
  static Distances within(List<double[]> pieces) {
    double[][] distances = new double[pieces.size()][];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = row(pieces.get(i), pieces.subList(0, i));
    }
    return new Distances(distances, true);
  }

  /** Of each piece of a set to each of the other. */
  static Distances between(List<double[]> these, List<double[]> others) {
    double[][] distances = new double[these.size()][];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = row(these.get(i), others);
    }
    return new Distances(distances, false);
  }

  private static double[] row(double[] piece, List<double[]> others) {
    double[] row = new double[others.size()];
    for (int j = 0; j < row.length; j++) {
      double[] other = others.get(j);
      double squares = 0;
      for (int k = 0; k < piece.length; k++) {
        squares += (piece[k] - other[k]) * (piece[k] - other[k]);
      }
      row[j] = Math.sqrt(squares);
    }
    return row;
  }

  /** The smallest of all; infinite if there are none. */
  double least() {
    double least = Double.POSITIVE_INFINITY;
    for (double[] row : distances) {
      for (double distance : row) {
        least = Math.min(least, distance);
      }
    }
    return least;
  }

  /** The greatest of all; 0 if there are none. */
  double greatest() {
    double greatest = 0;
    for (double[] row : distances) {
      for (double distance : row) {
        greatest = Math.max(greatest, distance);
      }
    }
    return greatest;
  }

  /**
   * What their density is made of.
   *
   * @param rows how often each piece of the first set counts
   * @param columns how often each of the second does; the same where there is one set
   */
  Density.Sum sum(int[] rows, int[] columns, Density.Axis axis) {
    Density.Sum sum = new Density.Sum(axis);
    // Yang and Lerch take each distance within a set twice, from either of its pieces.
    int times = within ? 2 : 1;
    for (int i = 0; i < distances.length; i++) {
      double[] row = distances[i];
      for (int j = 0; rows[i] > 0 && j < row.length; j++) {
        sum.add(row[j], times * rows[i] * columns[j]);
      }
    }
    return sum;
  }
}
