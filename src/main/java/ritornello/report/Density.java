package ritornello.report;

/**
 * A probability density on an axis, estimated by Gaussian kernels whose width follows D. W. Scott
 * ("Multivariate density estimation", 1992): the standard deviation times n^(−1/5).
 */
final class Density {
  /** So many widths away a kernel is nothing. */
  private static final int REACH = 6;

  /** Shares of probability below this count as this, so that a logarithm is finite. */
  private static final double LEAST = 1e-8;

  private final Axis axis;

  /** At each point of the axis; empty where all values are one. */
  private final double[] density;

  private final double mean;

  private Density(Axis axis, double[] density, double mean) {
    this.axis = axis;
    this.density = density;
    this.mean = mean;
  }

  /**
   * Points at equal distances.
   *
   * @param from the first
   * @param to the last
   */
  record Axis(double from, double to, int points) {
    double step() {
      return (to - from) / (points - 1);
    }
  }

  /** Values that are counted. */
  static final class Sum {
    private final Axis axis;
    private final double[] bins;
    private double count;
    private double sum;
    private double squares;

    Sum(Axis axis) {
      this.axis = axis;
      this.bins = new double[axis.points()];
    }

    /** Adds a value on the axis, shared by the two points beside it. */
    void add(double value, int times) {
      if (times == 0) {
        return;
      }
      // From the first point, so that the squares are not of large numbers that hardly differ.
      double offset = value - axis.from();
      count += times;
      sum += times * offset;
      squares += times * offset * offset;
      double place = axis.to() > axis.from() ? offset / axis.step() : 0;
      int bin = Math.min((int) place, bins.length - 2);
      bins[bin] += times * (bin + 1 - place);
      bins[bin + 1] += times * (place - bin);
    }

    /** How many values there are. */
    double count() {
      return count;
    }

    /**
     * The width of a kernel; 0 where all values are one.
     *
     * @param values n, how many values the width is for
     */
    double width(double values) {
      double variance = (squares - sum * sum / count) / (count - 1);
      boolean none = !(variance > 1e-12 * squares / count);
      return none ? 0 : Math.sqrt(variance) * Math.pow(values, -0.2);
    }

    /**
     * Their density.
     *
     * @param values as for {@link #width}
     */
    Density density(double values) {
      double width = width(values);
      double mean = axis.from() + sum / count;
      return new Density(axis, width == 0 ? new double[0] : smoothed(width), mean);
    }

    private double[] smoothed(double width) {
      int reach = (int) Math.min(bins.length - 1, Math.ceil(REACH * width / axis.step()));
      double[] kernel = new double[reach + 1];
      for (int i = 0; i <= reach; i++) {
        double z = i * axis.step() / width;
        kernel[i] = Math.exp(-z * z / 2) / (width * Math.sqrt(2 * Math.PI) * count);
      }
      double[] density = new double[bins.length];
      for (int bin = 0; bin < bins.length; bin++) {
        if (bins[bin] > 0) {
          int last = Math.min(bins.length - 1, bin + reach);
          for (int i = Math.max(0, bin - reach); i <= last; i++) {
            density[i] += bins[bin] * kernel[Math.abs(i - bin)];
          }
        }
      }
      return density;
    }
  }

  /** Whether all values are one, so that there is no density. */
  boolean isPoint() {
    return density.length == 0;
  }

  double mean() {
    return mean;
  }

  /** The area under the lower of two densities of one axis, 0 to 1, by the trapezoidal rule. */
  double overlap(Density other) {
    double area = 0;
    for (int i = 0; i < density.length; i++) {
      boolean atEnd = i == 0 || i == density.length - 1;
      area += Math.min(density[i], other.density[i]) * (atEnd ? 0.5 : 1);
    }
    return area * axis.step();
  }

  /** The Kullback-Leibler distance Σ p ln(p/q) of this density p to another q of one axis. */
  double klDistance(Density other) {
    double[] p = Histogram.normalised(density);
    double[] q = Histogram.normalised(other.density);
    double distance = 0;
    for (int i = 0; i < p.length; i++) {
      distance += p[i] * Math.log(Math.max(LEAST, p[i]) / Math.max(LEAST, q[i]));
    }
    return distance;
  }
}
