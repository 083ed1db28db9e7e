package ritornello.nn;

import java.util.Arrays;
import ritornello.nn.DoubleArithmetic.DoubleValues;

/** A row in double precision, the twin of {@link FloatRow}. */
final class DoubleRow extends Row {
  final double[] value;

  DoubleRow(int length) {
    value = new double[length];
  }

  private static double[] of(Row row) {
    return ((DoubleRow) row).value;
  }

  @Override
  public int length() {
    return value.length;
  }

  @Override
  public void load(Values from, int at) {
    ((DoubleValues) from).buffer.get(at, value, 0, value.length);
  }

  @Override
  public void store(Values to, int at) {
    ((DoubleValues) to).buffer.put(at, value, 0, value.length);
  }

  @Override
  public void zero() {
    Arrays.fill(value, 0);
  }

  @Override
  public double get(int i) {
    return value[i];
  }

  @Override
  public void set(int i, double number) {
    value[i] = number;
  }

  @Override
  void add(Row other) {
    double[] y = value;
    double[] x = of(other);
    for (int i = 0; i < y.length; i++) {
      y[i] += x[i];
    }
  }

  @Override
  void product(Row rowA, Row rowB) {
    double[] y = value;
    double[] a = of(rowA);
    double[] b = of(rowB);
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] * b[i];
    }
  }

  @Override
  void addProduct(Row rowA, Row rowB) {
    double[] y = value;
    double[] a = of(rowA);
    double[] b = of(rowB);
    for (int i = 0; i < y.length; i++) {
      y[i] += a[i] * b[i];
    }
  }

  @Override
  void scale(double factor) {
    double[] y = value;
    double by = factor;
    for (int i = 0; i < y.length; i++) {
      y[i] *= by;
    }
  }

  @Override
  void sigmoid() {
    for (int i = 0; i < value.length; i++) {
      value[i] = 1 / (1 + Math.exp(-value[i]));
    }
  }

  @Override
  void tanh(Row of) {
    double[] x = of(of);
    for (int i = 0; i < value.length; i++) {
      value[i] = Math.tanh(x[i]);
    }
  }

  @Override
  void timesSigmoidSlope(Row row) {
    double[] d = value;
    double[] y = of(row);
    for (int i = 0; i < d.length; i++) {
      d[i] *= y[i] * (1 - y[i]);
    }
  }

  @Override
  void timesTanhSlope(Row row) {
    double[] d = value;
    double[] y = of(row);
    for (int i = 0; i < d.length; i++) {
      d[i] *= 1 - y[i] * y[i];
    }
  }

  @Override
  void subtract(Row other) {
    double[] y = value;
    double[] x = of(other);
    for (int i = 0; i < y.length; i++) {
      y[i] -= x[i];
    }
  }

  @Override
  void addScaled(double factor, Row other) {
    double[] y = value;
    double[] x = of(other);
    double by = factor;
    for (int i = 0; i < y.length; i++) {
      y[i] += by * x[i];
    }
  }

  @Override
  void shift(double by) {
    double[] y = value;
    double added = by;
    for (int i = 0; i < y.length; i++) {
      y[i] += added;
    }
  }

  @Override
  double sum() {
    double sum = 0;
    for (double x : value) {
      sum += x;
    }
    return sum;
  }

  @Override
  double dot(Row other) {
    double[] y = value;
    double[] x = of(other);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += y[i] * x[i];
    }
    return sum;
  }

  @Override
  void relu() {
    double[] y = value;
    for (int i = 0; i < y.length; i++) {
      // Unlike a comparison, max lets NaN through, so that it is noticed.
      y[i] = Math.max(y[i], 0);
    }
  }

  @Override
  void timesReluSlope(Row row) {
    double[] d = value;
    double[] y = of(row);
    for (int i = 0; i < d.length; i++) {
      d[i] = y[i] > 0 ? d[i] : 0;
    }
  }

  @Override
  double softmax(int from, int to) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      most = Math.max(most, value[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      double power = Math.exp(value[i] - most);
      value[i] = power;
      sum += power;
    }
    Arrays.fill(value, 0, from, 0);
    Arrays.fill(value, to, value.length, 0);
    scale(from < to ? 1 / sum : 0);
    return from < to ? most + Math.log(sum) : most;
  }

  /** ln(1 + exp(x)) = max(x, 0) + ln(1 + exp(−|x|)); one logarithm does for many factors. */
  @Override
  double logistic() {
    double sum = 0;
    double unsure = 1;
    for (int i = 0; i < value.length; i++) {
      double x = value[i];
      double small = Math.exp(-Math.abs(x));
      sum += Math.max(x, 0);
      unsure *= 1 + small;
      value[i] = (x > 0 ? 1 : small) / (1 + small);
      if (unsure > 1e100) {
        sum += Math.log(unsure);
        unsure = 1;
      }
    }
    return sum + Math.log(unsure);
  }

  @Override
  double sumOfSquares() {
    double sum = 0;
    for (double x : value) {
      sum += x * x;
    }
    return sum;
  }

  @Override
  void adam(Row rowG, Row rowM, Row rowV, Adam.Step step) {
    double[] p = value;
    double[] g = of(rowG);
    double[] m = of(rowM);
    double[] v = of(rowV);
    double b1 = step.meanDecay();
    double b2 = step.squareDecay();
    double rate = step.rate();
    double epsilon = step.epsilon();
    for (int i = 0; i < p.length; i++) {
      double gradient = g[i];
      m[i] = b1 * m[i] + (1 - b1) * gradient;
      v[i] = b2 * v[i] + (1 - b2) * gradient * gradient;
      p[i] -= rate * m[i] / (Math.sqrt(v[i]) + epsilon);
    }
  }

  @Override
  void rmsProp(Row rowG, Row rowV, double decay, double rate, double epsilon) {
    double[] p = value;
    double[] g = of(rowG);
    double[] v = of(rowV);
    double keep = decay;
    double by = rate;
    double least = epsilon;
    for (int i = 0; i < p.length; i++) {
      double gradient = g[i];
      v[i] = keep * v[i] + (1 - keep) * gradient * gradient;
      p[i] -= by * gradient / (Math.sqrt(v[i]) + least);
    }
  }

  @Override
  void clamp(double limit) {
    double[] y = value;
    double most = limit;
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(-most, Math.min(most, y[i]));
    }
  }

  @Override
  void dropoutMask(double keep, long key) {
    int limit = (int) Math.round(keep * (1 << 24));
    double kept = (1 / keep);
    long state = key;
    for (int i = 0; i < value.length; i++) {
      value[i] = (Mix.next(state += Mix.GOLDEN) >>> 40) < limit ? kept : 0;
    }
  }
}
