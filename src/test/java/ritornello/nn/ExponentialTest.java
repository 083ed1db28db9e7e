package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialTest {
  private static final double ALLOWED = 3e-7;

  @Test
  void isThatOfTheLibrary() {
    SplittableRandom random = new SplittableRandom(1);
    float[] x = new float[1000];
    for (int round = 0; round < 200; round++) {
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) -random.nextDouble(round % 2 == 0 ? 87 : 1);
      }
      float[] powers = x.clone();
      new Exponential(x.length).apply(powers, x.length);
      for (int i = 0; i < x.length; i++) {
        double expected = Math.exp(x[i]);
        assertThat((double) powers[i]).isCloseTo(expected, within(ALLOWED * expected));
      }
    }
  }

  @Test
  void knowsTheEnds() {
    float[] x = {0, -87, -1000, Float.NEGATIVE_INFINITY, Float.NaN, -0f, -1};
    new Exponential(7).apply(x, 6);
    assertThat(x[0]).isEqualTo(1);
    assertThat(x[5]).isEqualTo(1);
    assertThat(x[1]).isPositive().isLessThan(2e-38f).isEqualTo(x[2]).isEqualTo(x[3]);
    assertThat(x[4]).isNaN();
    assertThat(x[6]).as("not among the first six").isEqualTo(-1);
  }

  @Test
  void softmaxIsThatOfDoublePrecisionWhereverItIsInTheRow() {
    SplittableRandom random = new SplittableRandom(2);
    for (int from = 0; from < 7; from++) {
      FloatRow row = new FloatRow(20);
      DoubleRow exact = new DoubleRow(20);
      for (int i = 0; i < 20; i++) {
        row.set(i, random.nextDouble(-30, 30));
        exact.set(i, row.get(i));
      }
      int to = 20 - random.nextInt(5);
      assertThat(row.softmax(from, to)).isCloseTo(exact.softmax(from, to), within(1e-5));
      for (int i = 0; i < 20; i++) {
        assertThat(row.get(i)).isCloseTo(exact.get(i), within(1e-6 * exact.get(i) + 1e-12));
      }
    }
  }

  @Test
  void logisticIsThatOfDoublePrecision() {
    FloatRow row = new FloatRow(400);
    DoubleRow exact = new DoubleRow(400);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 400; i++) {
      row.set(i, random.nextDouble(-40, 40));
      exact.set(i, row.get(i));
    }
    double sum = exact.logistic();
    assertThat(row.logistic()).isCloseTo(sum, within(1e-6 * sum));
    for (int i = 0; i < 400; i++) {
      assertThat(row.get(i)).isCloseTo(exact.get(i), within(1e-6));
    }
  }
}
