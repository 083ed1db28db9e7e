package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final float[] LOGITS = {0.3f, -1f, 2f, 1.2f, 0f, -3f};

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.9, 1, 2})
  void drawnFrequenciesAreTheTemperedSoftmaxOfWhatIsAllowed(double temperature) {
    int draws = 200_000;
    int[] drawn = new int[LOGITS.length];
    SplittableRandom random = new SplittableRandom(11);
    Sampler sampler = new Sampler(temperature);
    for (int i = 0; i < draws; i++) {
      drawn[sampler.draw(LOGITS, token -> token != 2, random)]++;
    }
    double sum = 0;
    for (int token = 0; token < LOGITS.length; token++) {
      sum += token == 2 ? 0 : Math.exp(LOGITS[token] / temperature);
    }
    assertThat(drawn[2]).isZero();
    for (int token = 0; token < LOGITS.length; token++) {
      if (token != 2) {
        double expected = Math.exp(LOGITS[token] / temperature) / sum;
        assertThat(drawn[token] / (double) draws).isCloseTo(expected, within(0.006));
      }
    }
  }

  private static double[] frequencies(Sampler sampler, IntPredicate lately) {
    int draws = 100_000;
    double[] drawn = new double[LOGITS.length];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < draws; i++) {
      drawn[sampler.draw(LOGITS, token -> token != 4, lately, random)] += 1.0 / draws;
    }
    return drawn;
  }

  /** Of these tokens only. */
  private static double[] softmax(int... tokens) {
    double[] shares = new double[LOGITS.length];
    for (int token : tokens) {
      shares[token] =
          Math.exp(LOGITS[token])
              / IntStream.of(tokens).mapToDouble(other -> Math.exp(LOGITS[other])).sum();
    }
    return shares;
  }

  private static void draws(Sampler sampler, double[] expected) {
    double[] drawn = frequencies(sampler, token -> false);
    for (int token = 0; token < drawn.length; token++) {
      assertThat(drawn[token]).isCloseTo(expected[token], within(0.006));
    }
  }

  @Test
  void filtersLeaveTheLikeliestInTheirOrder() {
    // Shares are 0.592 of token 2, 0.266 of 3, 0.108 of 0, 0.030 of 1 and 0.004 of 5.
    draws(new Sampler(1, 2, 1, 0, 1), softmax(2, 3));
    draws(new Sampler(1, Sampler.ALL, 0.9, 0, 1), softmax(2, 3, 0));
    draws(new Sampler(1, Sampler.ALL, 1, 1 / 6.0, 1), softmax(2, 3, 0));
    // Two have 0.858 together, but 0.888 of what the three likeliest have.
    draws(new Sampler(1, 3, 0.88, 0, 1), softmax(2, 3));
    draws(new Sampler(1, Sampler.ALL, 0.88, 0, 1), softmax(2, 3, 0));
    draws(new Sampler(1, 1, 1, 0, 1), softmax(2));
    draws(new Sampler(1, Sampler.ALL, 1e-9, 0, 1), softmax(2));
    draws(new Sampler(1, Sampler.ALL, 1, 1, 1), softmax(2));
  }

  @Test
  void whatCameLatelyIsRarer() {
    double[] plain = softmax(0, 1, 2, 3, 5);
    double punished = Math.pow(plain[2], 3);
    double sum = 1 - plain[2] + punished;
    double[] drawn = frequencies(new Sampler(1, Sampler.ALL, 1, 0, 3), token -> token == 2);
    assertThat(drawn[2]).isCloseTo(punished / sum, within(0.006));
    assertThat(drawn[3]).isCloseTo(plain[3] / sum, within(0.006));
  }

  /** Whatever is asked for, what is drawn is allowed, and there is always something. */
  @Test
  void somethingAllowedIsDrawn() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2000; i++) {
      BitSet allowed = new BitSet();
      float[] logits = new float[1 + random.nextInt(40)];
      for (int token = 0; token < logits.length; token++) {
        logits[token] = (float) (random.nextInt(5) * random.nextDouble(-20, 20));
        allowed.set(token, random.nextBoolean());
      }
      allowed.set(random.nextInt(logits.length));
      Sampler sampler = any(random);
      for (int draw = 0; draw < 10; draw++) {
        int token = sampler.draw(logits, allowed::get, other -> other % 2 == 0, random);
        assertThat(allowed.get(token)).as("%s", sampler).isTrue();
      }
    }
  }

  private static Sampler any(SplittableRandom random) {
    return new Sampler(
        random.nextInt(3) * random.nextDouble(),
        1 + random.nextInt(5),
        1 - random.nextDouble(),
        random.nextDouble(),
        1 + random.nextInt(3));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 1, top-k is 0; it must be 1 or more",
    "1, 0, 0, 1, 'top-p is 0.0; it must be above 0, and 1 at most'",
    "1, NaN, 0, 1, 'top-p is NaN; it must be above 0, and 1 at most'",
    "1, 1, 1.1, 1, min-p is 1.1; it must be from 0 to 1",
    "1, 1, 0, 0.5, repetition penalty is 0.5; it must be from 1 to 100"
  })
  void whatMakesNoSenseIsRefused(
      int topK, double topP, double minP, double penalty, String message) {
    assertThatThrownBy(() -> new Sampler(1, topK, topP, minP, penalty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void temperatureZeroTakesTheLikeliestAllowed() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(new Sampler(0).draw(LOGITS, token -> true, random)).isEqualTo(2);
    assertThat(new Sampler(0).draw(LOGITS, token -> token != 2, random)).isEqualTo(3);
  }

  @Test
  void nothingAllowedOrNoNumberIsAnError() {
    SplittableRandom random = new SplittableRandom(1);
    assertThatThrownBy(() -> new Sampler(1).draw(LOGITS, token -> false, random))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no token is allowed");
    float[] bad = {0, Float.NaN, 1};
    assertThatThrownBy(() -> new Sampler(1).draw(bad, token -> true, random))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("token 1");
    assertThat(new Sampler(0).draw(bad, token -> token != 1, random)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 101, Double.NaN})
  void temperatureOutOfRangeIsRefused(double temperature) {
    assertThatThrownBy(() -> new Sampler(temperature))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("temperature");
  }
}
