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
  double softmax() {
    double most = Double.NEGATIVE_INFINITY;
    for (double logit : value) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (int i = 0; i < value.length; i++) {
      double power = Math.exp(value[i] - most);
      value[i] = power;
      sum += power;
    }
    scale(1 / sum);
    return most + Math.log(sum);
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
    double clip = step.gradientScale();
    for (int i = 0; i < p.length; i++) {
      double gradient = g[i] * clip;
      m[i] = b1 * m[i] + (1 - b1) * gradient;
      v[i] = b2 * v[i] + (1 - b2) * gradient * gradient;
      p[i] -= rate * m[i] / (Math.sqrt(v[i]) + epsilon);
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
