package ritornello.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  private static final Confusion SOME =
      Confusion.of(
          List.of("jig", "reel", "waltz"),
          new int[] {0, 0, 0, 0, 1, 1, 1, 2},
          new int[] {0, 0, 0, 1, 1, 1, 0, 1});

  @Test
  void countsByLabelAndAnswer() {
    assertThat(SOME.counts()).isDeepEqualTo(new int[][] {{3, 1, 0}, {1, 2, 0}, {0, 1, 0}});
    assertThat(SOME.pieces()).isEqualTo(8);
    assertThat(SOME.right()).isEqualTo(5);
    assertThat(SOME.accuracy()).isEqualTo(5 / 8.0);
  }

  @Test
  void macroF1CountsRareLabelsAsMuchAsFrequentOnes() {
    assertThat(SOME.f1(0)).isCloseTo(0.75, within(1e-12));
    assertThat(SOME.precision(1)).isEqualTo(0.5);
    assertThat(SOME.recall(1)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(SOME.f1(1)).isCloseTo(4 / 7.0, within(1e-12));
    assertThat(SOME.f1(2)).isZero();
    assertThat(SOME.macroF1()).isCloseTo((0.75 + 4 / 7.0) / 3, within(1e-12));
  }

  /** Wilson's interval for 5 of 8, as R's prop.test(5, 8, correct = FALSE) has it. */
  @Test
  void theIntervalIsWilsons() {
    assertThat(SOME.accuracyInterval())
        .containsExactly(new double[] {0.3057, 0.8632}, within(1e-3));
    Confusion none = Confusion.of(List.of("a", "b"), new int[0], new int[0]);
    assertThat(none.accuracy()).isZero();
    assertThat(none.macroF1()).isZero();
  }
}
