package ritornello.nn;

import java.util.Arrays;
import java.util.Optional;
import ritornello.nn.FloatArithmetic.FloatValues;

/** A row in single precision. */
final class FloatRow extends Row {
  final float[] value;
  private Optional<Exponential> exponential = Optional.empty(); // there when it is first needed
  private float[] room = {};

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
    float[] y = value;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      most = Math.max(most, y[i]);
    }
    int count = Math.max(0, to - from);
    for (int i = 0; i < count; i++) {
      y[i] = y[from + i] - most;
    }
    exponential().apply(y, count);
    double sum = sum(y, count);
    System.arraycopy(y, 0, y, from, count);
    Arrays.fill(y, 0, from, 0);
    Arrays.fill(y, from + count, y.length, 0);
    scale(count > 0 ? 1 / sum : 0);
    return count > 0 ? most + Math.log(sum) : most;
  }

  /** Four sums, so that none waits for the one before. */
  private static double sum(float[] y, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      a += y[i];
      b += y[i + 1];
      c += y[i + 2];
      d += y[i + 3];
    }
    for (; i < count; i++) {
      a += y[i];
    }
    return (a + b) + (c + d);
  }

  private Exponential exponential() {
    if (exponential.isEmpty()) {
      exponential = Optional.of(new Exponential(value.length));
    }
    return exponential.get();
  }

  /** ln(1 + exp(x)) = max(x, 0) + ln(1 + exp(−|x|)); one logarithm does for many factors. */
  @Override
  double logistic() {
    float[] y = value;
    float[] small = smaller();
    for (int i = 0; i < y.length; i++) {
      small[i] = -Math.abs(y[i]);
    }
    exponential().apply(small, y.length);
    double sum = 0;
    double unsure = 1;
    for (int i = 0; i < y.length; i++) {
      sum += Math.max(y[i], 0);
      unsure *= 1.0 + small[i];
      y[i] = (y[i] > 0 ? 1 : small[i]) / (1 + small[i]);
      if (unsure > 1e100) {
        sum += Math.log(unsure);
        unsure = 1;
      }
    }
    return sum + Math.log(unsure);
  }

  private float[] smaller() {
    if (room.length == 0) {
      room = new float[value.length];
    }
    return room;
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
