package ritornello.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearModelTest {
  /** Three clouds in a plane, and one number that says nothing. */
  private static List<LinearModel.Example> clouds(long seed, int count, double width) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] middles = {{0, 0}, {3, 0}, {0, 3}};
    List<LinearModel.Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(3);
      double[] features = {
        middles[label][0] + width * random.nextGaussian(),
        100 * (middles[label][1] + width * random.nextGaussian()),
        7
      };
      examples.add(new LinearModel.Example(features, label));
    }
    return examples;
  }

  private static double right(LinearModel model, List<LinearModel.Example> asked) {
    return asked.stream().filter(e -> model.label(e.features()) == e.label()).count()
        / (double) asked.size();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("clouds that straight lines part are told apart, whatever the scale of a number")
  void partsClouds(long seed) {
    LinearModel model = LinearModel.best(clouds(seed, 150, 0.5), clouds(seed + 10, 50, 0.5), 3);
    assertThat(right(model, clouds(seed + 20, 300, 0.5))).isGreaterThan(0.97);
  }

  @Test
  @DisplayName("what says nothing of the label is given the shares of the labels")
  void knowsNoMoreThanShares() {
    SplittableRandom random = new SplittableRandom(4);
    List<LinearModel.Example> training = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      double[] noise = {random.nextGaussian(), random.nextGaussian()};
      training.add(new LinearModel.Example(noise, random.nextInt(4) == 0 ? 1 : 0));
    }
    LinearModel model = LinearModel.best(training, training, 2);
    assertThat(model.probabilities(new double[] {0, 0})[1]).isCloseTo(0.25, within(0.06));
  }

  @Test
  @DisplayName("probabilities sum to 1, and the minimum is one: the slope of the loss is 0 there")
  void isAtItsMinimum() {
    List<LinearModel.Example> training = clouds(5, 80, 1.5);
    LinearModel model = LinearModel.best(training, clouds(6, 40, 1.5), 3);
    double[] shares = new double[3];
    double[] counts = new double[3];
    for (LinearModel.Example example : training) {
      double[] p = model.probabilities(example.features());
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
      for (int label = 0; label < 3; label++) {
        shares[label] += p[label];
      }
      counts[example.label()]++;
    }
    // The biases are not pulled to 0, so their slope is that of the loss alone.
    assertThat(shares).containsExactly(counts, within(1e-3 * training.size()));
  }

  @Test
  @DisplayName("noisy pieces are learned with a stronger pull to 0 than clear ones")
  void choosesItsStrength() {
    LinearModel clear = LinearModel.best(clouds(7, 60, 0.3), clouds(8, 200, 0.3), 3);
    LinearModel noisy = LinearModel.best(clouds(7, 12, 3), clouds(8, 200, 3), 3);
    assertThat(noisy.strength()).isGreaterThan(clear.strength());
  }
}
