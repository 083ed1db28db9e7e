package ritornello.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path that is found is the best of all there are. */
class ViterbiTest {
  private static double score(int[] path, double[][] scores, double[][] steps, double weight) {
    double sum = 0;
    for (int t = 0; t < path.length; t++) {
      sum += scores[t][path[t]] + (t == 0 ? 0 : weight * steps[path[t - 1]][path[t]]);
    }
    return sum;
  }

  private static double[][] random(Random random, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, i -> -3 * random.nextDouble());
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noOtherPathIsBetter(long seed) {
    Random random = new Random(seed);
    int labels = 3;
    int count = 6;
    double weight = random.nextDouble() * 2;
    double[][] scores = random(random, count, labels);
    double[][] steps = random(random, labels, labels);
    double best = Double.NEGATIVE_INFINITY;
    for (int number = 0; number < Math.pow(labels, count); number++) {
      int[] path = new int[count];
      for (int t = 0, left = number; t < count; t++, left /= labels) {
        path[t] = left % labels;
      }
      best = Math.max(best, score(path, scores, steps, weight));
    }
    int[] found = Viterbi.best(scores, steps, weight);
    assertThat(score(found, scores, steps, weight)).isCloseTo(best, within(1e-12));
  }

  @Test
  void withoutWeightEachIsTheBestOfItsOwn() {
    double[][] scores = {{0, -1}, {-1, 0}, {0, -1}};
    double[][] steps = {{0, -9}, {-9, 0}};
    assertThat(Viterbi.best(scores, steps, 0)).containsExactly(0, 1, 0);
    assertThat(Viterbi.best(scores, steps, 1)).containsExactly(0, 0, 0);
    assertThat(Viterbi.best(new double[0][], steps, 1)).isEmpty();
  }

  @Test
  void progressionsAreDistributions() {
    List<int[]> sequences = List.of(new int[] {0, 1, 1, -1, 2, 0}, new int[] {1, 2});
    double[][] steps = Progressions.learn(sequences, 4);
    for (double[] row : steps) {
      assertThat(Arrays.stream(row).map(Math::exp).sum()).isCloseTo(1, within(1e-12));
    }
    assertThat(steps[1][1]).as("came once").isGreaterThan(steps[1][0]);
    assertThat(steps[2][0]).as("over what is not known nothing follows").isGreaterThan(steps[1][0]);
    assertThat(steps[3][1]).as("never seen: as often as it comes").isGreaterThan(steps[3][3]);
  }
}
