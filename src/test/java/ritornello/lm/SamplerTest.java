package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
