package ritornello.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GradientExperimentTest {
  private static final GradientExperiment SMALL = new GradientExperiment(8, 4, 30, 0.01, 5, 1);

  @Test
  void onlyTheLastAnswerIsWantedWhereGradientsAreWatched() {
    GradientTask copy = new GradientTask.Copy(3, 5);
    assertThat(copy.steps()).isEqualTo(11);
    assertThat(copy.window(4, false, new SplittableRandom(1)).targets()).isEqualTo(12);
    assertThat(copy.window(4, true, new SplittableRandom(1)).targets()).isEqualTo(4);
    GradientTask tunes = tunes(8);
    assertThat(tunes.window(4, false, new SplittableRandom(1)).targets()).isEqualTo(32);
    assertThat(tunes.window(4, true, new SplittableRandom(1)).targets()).isEqualTo(4);
  }

  private static GradientTask tunes(int steps) {
    List<int[]> tunes = List.of(IntStream.range(0, 40).map(t -> t % 4).toArray(), new int[3]);
    return new GradientTask.Tunes(tunes, steps, 4);
  }

  @Test
  @DisplayName("clipping changes nothing before learning, and all cells learn the same sequences")
  void beforeLearningThereIsNothingToClip() {
    AtomicInteger steps = new AtomicInteger();
    List<GradientFlow> clipped = SMALL.run(tunes(8), "rnn", true, (cell, done) -> steps.set(done));
    List<GradientFlow> free = SMALL.run(tunes(8), "rnn", false, (cell, done) -> {});
    assertThat(steps).hasValue(30);
    assertThat(clipped.get(0).norms()).containsExactly(free.get(0).norms(), within(0.0));
    assertThat(clipped.get(0).farthest()).isEqualTo(7);
    assertThat(clipped.get(1).loss()).isLessThan(clipped.get(0).loss());
    assertThat(clipped.get(1).steps()).isEqualTo(30);
    assertThat(clipped.get(1).largestGradient()).isPositive();
    assertThat(clipped.get(0).loss()).isEqualTo(free.get(0).loss());
  }

  @Test
  @DisplayName("the gradient of an untrained RNN falls with every step back")
  void gradientsVanish() {
    double[] norms =
        SMALL.run(new GradientTask.Copy(1, 12), "rnn", true, (cell, done) -> {}).get(0).norms();
    for (int back = 1; back < norms.length; back++) {
      assertThat(norms[back]).isPositive().isLessThan(norms[back - 1]);
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> tunes(40)).hasMessageContaining("no tune has more than 40 tokens");
    assertThatThrownBy(() -> new GradientTask.Copy(0, 5)).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> new GradientExperiment(8, 4, 30, 0, 5, 1))
        .hasMessageContaining("learning rate is 0.0");
  }
}
