package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of gradients through time, against the slopes of the loss itself. */
class StateGradientsTest {
  private static final int STEPS = 7;
  private static final int CUT = 3;
  private static final int HIDDEN = 5;
  private static final int SYMBOLS = 6;

  private static Window window(int from, int to, int[] symbols, int target) {
    Window window = new Window(to - from, 1, 1);
    for (int t = from; t < to; t++) {
      int wanted = t + 1 == STEPS ? target : Window.NO_TARGET;
      window.set(t - from, 0, new int[] {symbols[t]}, wanted, t == 0);
    }
    return window;
  }

  @ParameterizedTest(name = "{0}, {1} threads")
  @CsvSource({
    "rnn, 1",
    "rnn-relu, 1",
    "gru, 1",
    "gru-reset-after, 1",
    "lstm, 1",
    "lstm-peephole, 1",
    "lstm-plain, 2"
  })
  @DisplayName("the norm is that of the slopes of the loss by the state that was handed on")
  void isTheSlopeOfTheLoss(String cell, int threads) {
    SplittableRandom random = new SplittableRandom(cell.hashCode());
    int[] symbols = random.ints(STEPS, 0, SYMBOLS).toArray();
    NetworkSpec spec = new NetworkSpec(new int[] {SYMBOLS}, 4, cell, 1, HIDDEN, SYMBOLS, 0);
    try (Learner learner = new Learner(spec, Arithmetic.doubles(), 1, STEPS, threads)) {
      learner.initialise(3);
      double[][] norms = learner.gradientsBack(window(0, STEPS, symbols, 2));
      // Up to the cut, and on from there: what the second window makes of a changed state.
      learner.measure(window(0, CUT, symbols, 2));
      float[] state = learner.saveState();
      Window rest = window(CUT, STEPS, symbols, 2);
      double squares = 0;
      for (double slope : slopes(learner, rest, state, cell)) {
        squares += slope * slope;
      }
      assertThat(norms[CUT][0]).isCloseTo(Math.sqrt(squares), within(2e-3 * norms[CUT][0] + 1e-6));
      assertThat(norms[0][0]).isZero();
    }
  }

  /** By the activation, and by the memory; of a GRU, whose activation is its memory, by both. */
  private static double[] slopes(Learner learner, Window rest, float[] state, String cell) {
    boolean same = cell.startsWith("gru");
    boolean memory = cell.startsWith("lstm");
    double[] slopes = new double[memory ? 2 * HIDDEN : HIDDEN];
    for (int i = 0; i < slopes.length; i++) {
      double[] losses = new double[2];
      for (int side = 0; side < 2; side++) {
        float[] moved = state.clone();
        float distance = side == 0 ? -0.01f : 0.01f;
        moved[i] += distance;
        if (same) {
          moved[i + HIDDEN] += distance;
        }
        learner.restoreState(moved);
        losses[side] = learner.measure(rest);
      }
      slopes[i] = (losses[1] - losses[0]) / 0.02;
    }
    return slopes;
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  @DisplayName("each row has its own, whatever its neighbours and threads are")
  void rowsAreApart(int threads) {
    NetworkSpec spec = new NetworkSpec(new int[] {SYMBOLS}, 4, "lstm", 1, HIDDEN, SYMBOLS, 0);
    int[] first = {0, 1, 2, 3, 4, 5, 0};
    int[] second = {5, 3, 1, 1, 2, 4, 4};
    double[][] both;
    try (Learner learner = new Learner(spec, Arithmetic.doubles(), 2, STEPS, threads)) {
      learner.initialise(3);
      Window window = new Window(STEPS, 2, 1);
      for (int t = 0; t < STEPS; t++) {
        int wanted = t + 1 == STEPS ? 1 : Window.NO_TARGET;
        window.set(t, 0, new int[] {first[t]}, wanted, t == 0);
        window.set(t, 1, new int[] {second[t]}, wanted, t == 0);
      }
      both = learner.gradientsBack(window);
    }
    try (Learner learner = new Learner(spec, Arithmetic.doubles(), 1, STEPS, 1)) {
      learner.initialise(3);
      double[][] one = learner.gradientsBack(window(0, STEPS, second, 1));
      for (int t = 1; t < STEPS; t++) {
        assertThat(both[t][1]).isCloseTo(one[t][0], within(1e-12));
        assertThat(both[t][1]).isPositive();
      }
    }
  }
}
