package ritornello.nn;

import java.util.Arrays;
import ritornello.nn.FloatArithmetic.FloatValues;

/** A row in single precision. */
final class FloatRow extends Row {
  final float[] value;

  FloatRow(int length) {
    value = new float[length];
  }

  private static float[] of(Row row) {
    return ((FloatRow) row).value;
  }

  @Override
  public int length() {
    return value.length;
  }

  @Override
  public void load(Values from, int at) {
    ((FloatValues) from).buffer.get(at, value, 0, value.length);
  }

  @Override
  public void store(Values to, int at) {
    ((FloatValues) to).buffer.put(at, value, 0, value.length);
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
    value[i] = (float) number;
  }

  @Override
  void add(Row other) {
    float[] y = value;
    float[] x = of(other);
    for (int i = 0; i < y.length; i++) {
      y[i] += x[i];
    }
  }

  @Override
  void product(Row rowA, Row rowB) {
    float[] y = value;
    float[] a = of(rowA);
    float[] b = of(rowB);
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] * b[i];
    }
  }

  @Override
  void addProduct(Row rowA, Row rowB) {
    float[] y = value;
    float[] a = of(rowA);
    float[] b = of(rowB);
    for (int i = 0; i < y.length; i++) {
      y[i] += a[i] * b[i];
    }
  }

  @Override
  void scale(double factor) {
    float[] y = value;
    float by = (float) factor;
    for (int i = 0; i < y.length; i++) {
      y[i] *= by;
    }
  }

  /** σ(x) = (1 + tanh(x/2)) / 2. */
  @Override
  void sigmoid() {
    float[] y = value;
    for (int i = 0; i < y.length; i++) {
      y[i] = 0.5f + 0.5f * tanh(0.5f * y[i]);
    }
  }

  @Override
  void tanh(Row of) {
    float[] y = value;
    float[] x = of(of);
    for (int i = 0; i < y.length; i++) {
      y[i] = tanh(x[i]);
    }
  }

  /**
   * tanh within 4e-7: Lambert's continued fraction, cut after x²/13, at a quarter of x (where it is
   * exact to single precision), then twice tanh(2y) = 2 tanh(y) / (1 + tanh²(y)), carried as
   * numerator and denominator so that there is one division. Without branches and with arithmetic
   * only, so that loops over it become vector instructions.
   */
  static float tanh(float x) {
    float q = 0.25f * Math.max(-9.1f, Math.min(9.1f, x));
    float s = q * q;
    float n = q * (135135f + s * (17325f + s * (378f + s)));
    float d = 135135f + s * (62370f + s * (3150f + s * 28f));
    float n2 = 2 * n * d;
    float d2 = d * d + n * n;
    return 2 * n2 * d2 / (d2 * d2 + n2 * n2);
  }

  @Override
  void timesSigmoidSlope(Row row) {
    float[] d = value;
    float[] y = of(row);
    for (int i = 0; i < d.length; i++) {
      d[i] *= y[i] * (1 - y[i]);
    }
  }

  @Override
  void timesTanhSlope(Row row) {
    float[] d = value;
    float[] y = of(row);
    for (int i = 0; i < d.length; i++) {
      d[i] *= 1 - y[i] * y[i];
    }
  }

  @Override
  void subtract(Row other) {
    float[] y = value;
    float[] x = of(other);
    for (int i = 0; i < y.length; i++) {
      y[i] -= x[i];
    }
  }

  @Override
  void addScaled(double factor, Row other) {
    float[] y = value;
    float[] x = of(other);
    float by = (float) factor;
    for (int i = 0; i < y.length; i++) {
      y[i] += by * x[i];
    }
  }

  @Override
  void shift(double by) {
    float[] y = value;
    float added = (float) by;
    for (int i = 0; i < y.length; i++) {
      y[i] += added;
    }
  }

  @Override
  double sum() {
    double sum = 0;
    for (float x : value) {
      sum += x;
    }
    return sum;
  }

  @Override
  double dot(Row other) {
    float[] y = value;
    float[] x = of(other);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (double) y[i] * x[i];
    }
    return sum;
  }

  @Override
  void relu() {
    float[] y = value;
    for (int i = 0; i < y.length; i++) {
      // Unlike a comparison, max lets NaN through, so that it is noticed.
      y[i] = Math.max(y[i], 0);
    }
  }

  @Override
  void timesReluSlope(Row row) {
    float[] d = value;
    float[] y = of(row);
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
      value[i] = (float) power;
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
      value[i] = (float) ((x > 0 ? 1 : small) / (1 + small));
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
    for (float x : value) {
      sum += (double) x * x;
    }
    return sum;
  }

  @Override
  void adam(Row rowG, Row rowM, Row rowV, Adam.Step step) {
    float[] p = value;
    float[] g = of(rowG);
    float[] m = of(rowM);
    float[] v = of(rowV);
    float b1 = (float) step.meanDecay();
    float b2 = (float) step.squareDecay();
    float rate = (float) step.rate();
    float epsilon = (float) step.epsilon();
    for (int i = 0; i < p.length; i++) {
      float gradient = g[i];
      m[i] = b1 * m[i] + (1 - b1) * gradient;
      v[i] = b2 * v[i] + (1 - b2) * gradient * gradient;
      p[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }

  @Override
  void rmsProp(Row rowG, Row rowV, double decay, double rate, double epsilon) {
    float[] p = value;
    float[] g = of(rowG);
    float[] v = of(rowV);
    float keep = (float) decay;
    float by = (float) rate;
    float least = (float) epsilon;
    for (int i = 0; i < p.length; i++) {
      float gradient = g[i];
      v[i] = keep * v[i] + (1 - keep) * gradient * gradient;
      p[i] -= by * gradient / ((float) Math.sqrt(v[i]) + least);
    }
  }

  @Override
  void clamp(double limit) {
    float[] y = value;
    float most = (float) limit;
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(-most, Math.min(most, y[i]));
    }
  }

  @Override
  void dropoutMask(double keep, long key) {
    int limit = (int) Math.round(keep * (1 << 24));
    float kept = (float) (1 / keep);
    long state = key;
    for (int i = 0; i < value.length; i++) {
      value[i] = (Mix.next(state += Mix.GOLDEN) >>> 40) < limit ? kept : 0;
    }
  }
}
