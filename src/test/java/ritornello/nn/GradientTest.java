package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.nn.Layout.Parameter;

/** Gradients against central differences, and every way through the network against the others. */
class GradientTest {
  private static final int[] INPUTS = {7, 3};
  private static final int OUTPUTS = 6;

  private static NetworkSpec spec(int layers, double dropout) {
    return new NetworkSpec(INPUTS, 4, "lstm", layers, 5, OUTPUTS, dropout);
  }

  /** Sequences that begin in the middle, targets that do not count. */
  private static Window randomWindow(int steps, int rows, SplittableRandom random) {
    Window window = new Window(steps, rows, INPUTS.length);
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < rows; b++) {
        int[] indices = {random.nextInt(INPUTS[0]), random.nextInt(INPUTS[1])};
        int target = random.nextInt(6) == 0 ? Window.NO_TARGET : random.nextInt(OUTPUTS);
        window.set(t, b, indices, target, random.nextInt(5) == 0);
      }
    }
    return window;
  }

  private static float[] randomState(int size, SplittableRandom random) {
    float[] state = new float[size];
    for (int i = 0; i < size; i++) {
      state[i] = (float) random.nextDouble(-0.9, 0.9);
    }
    return state;
  }

  @ParameterizedTest(name = "{0} layers, dropout {1}, {2} threads")
  @CsvSource({"1, 0, 1", "1, 0, 2", "2, 0, 2", "2, 0.4, 2", "3, 0.3, 1"})
  void gradientIsThatOfTheLoss(int layers, double dropout, int threads) {
    SplittableRandom random = new SplittableRandom(layers * 10 + threads);
    int steps = 6;
    int rows = 3;
    try (Learner learner =
        new Learner(spec(layers, dropout), Arithmetic.doubles(), rows, steps, threads)) {
      learner.initialise(5);
      Window window = randomWindow(steps, rows, random);
      float[] state = randomState(learner.saveState().length, random);
      learner.restoreState(state);
      // A learning rate of 0 leaves the parameters as they are.
      learner.learn(window, 0, 1e9, 9);
      double[] gradient = new double[learner.layout().size()];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = learner.gradient().get(i);
      }
      for (Parameter parameter : learner.layout().parameters()) {
        for (int at = parameter.at(); at < parameter.at() + parameter.size(); at++) {
          double numeric = centralDifference(learner, window, state, at, gradient[at]);
          assertThat(gradient[at])
              .as("%s[%d]", parameter.name(), at - parameter.at())
              .isCloseTo(numeric, within(CentralDifference.tolerance(numeric)));
        }
      }
    }
  }

  private static double centralDifference(
      Learner learner, Window window, float[] state, int at, double expected) {
    double before = learner.parameters().get(at);
    double slope =
        CentralDifference.slope(
            distance -> {
              learner.parameters().set(at, before + distance);
              return meanLoss(learner, window, state);
            },
            expected);
    learner.parameters().set(at, before);
    return slope;
  }

  private static double meanLoss(Learner learner, Window window, float[] state) {
    learner.restoreState(state);
    learner.setStepsTaken(0); // the same dropout
    return learner.learn(window, 0, 1e9, 9).loss() / window.targets();
  }

  @Test
  void singlePrecisionAgreesWithDouble() {
    SplittableRandom random = new SplittableRandom(3);
    NetworkSpec spec = spec(2, 0.25);
    Window window = randomWindow(12, 4, random);
    try (Learner floats = new Learner(spec, Arithmetic.floats(), 4, 12, 2);
        Learner doubles = new Learner(spec, Arithmetic.doubles(), 4, 12, 1)) {
      floats.initialise(1);
      for (int i = 0; i < floats.layout().size(); i++) {
        doubles.parameters().set(i, floats.parameters().get(i));
      }
      Learner.Step step = floats.learn(window, 0, 1e9, 2);
      assertThat(step.loss()).isCloseTo(doubles.learn(window, 0, 1e9, 2).loss(), within(1e-4));
      for (int i = 0; i < floats.layout().size(); i++) {
        assertThat(floats.gradient().get(i)).isCloseTo(doubles.gradient().get(i), within(2e-6));
      }
    }
  }

  @Test
  void stepByStepEqualsTheWholeSequence() {
    NetworkSpec spec = spec(2, 0.5);
    SplittableRandom random = new SplittableRandom(8);
    try (Learner learner = new Learner(spec, Arithmetic.floats(), 1, 1, 1)) {
      learner.initialise(4);
      Stepper stepper = new Stepper(spec, parameters(learner));
      Stepper.State state = stepper.zeroState();
      for (int t = 0; t < 20; t++) {
        int[] indices = {random.nextInt(INPUTS[0]), random.nextInt(INPUTS[1])};
        int target = random.nextInt(OUTPUTS);
        Window window = new Window(1, 1, INPUTS.length);
        window.set(0, 0, indices, target, t == 0);
        state = stepper.step(state, indices);
        assertThat(-logProbability(stepper.logits(), target))
            .isCloseTo(learner.measure(window), within(1e-5));
      }
    }
  }

  @Test
  void oneWindowEqualsTwoWithTheStateCarried() {
    NetworkSpec spec = spec(2, 0);
    SplittableRandom random = new SplittableRandom(21);
    Window whole = new Window(8, 2, INPUTS.length);
    List<Window> halves = List.of(new Window(4, 2, INPUTS.length), new Window(4, 2, INPUTS.length));
    for (int t = 0; t < 8; t++) {
      for (int b = 0; b < 2; b++) {
        int[] indices = {random.nextInt(INPUTS[0]), random.nextInt(INPUTS[1])};
        int target = random.nextInt(OUTPUTS);
        whole.set(t, b, indices, target, t == 0);
        halves.get(t / 4).set(t % 4, b, indices, target, t == 0);
      }
    }
    try (Learner once = new Learner(spec, Arithmetic.doubles(), 2, 8, 1);
        Learner twice = new Learner(spec, Arithmetic.doubles(), 2, 4, 1)) {
      once.initialise(2);
      twice.initialise(2);
      double sum = 0;
      for (Window half : halves) {
        sum += twice.measure(half);
      }
      assertThat(sum).isCloseTo(once.measure(whole), within(1e-10));
    }
  }

  @Test
  void rowsWithoutTargetsChangeNothing() {
    NetworkSpec spec = spec(1, 0);
    SplittableRandom random = new SplittableRandom(2);
    Window one = new Window(5, 1, INPUTS.length);
    Window padded = new Window(5, 2, INPUTS.length);
    for (int t = 0; t < 5; t++) {
      int[] indices = {random.nextInt(INPUTS[0]), random.nextInt(INPUTS[1])};
      int target = random.nextInt(OUTPUTS);
      one.set(t, 0, indices, target, t == 0);
      padded.set(t, 0, indices, target, t == 0);
    }
    try (Learner alone = new Learner(spec, Arithmetic.doubles(), 1, 5, 1);
        Learner together = new Learner(spec, Arithmetic.doubles(), 2, 5, 1)) {
      alone.initialise(2);
      together.initialise(2);
      assertThat(together.learn(padded, 0, 1e9, 1).loss())
          .isCloseTo(alone.learn(one, 0, 1e9, 1).loss(), within(1e-12));
      for (int i = 0; i < alone.layout().size(); i++) {
        assertThat(together.gradient().get(i)).isCloseTo(alone.gradient().get(i), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void learnsToCopyWhatItSawFourStepsAgo(int threads) {
    NetworkSpec spec = new NetworkSpec(new int[] {4}, 8, "lstm", 1, 32, 4, 0);
    SplittableRandom random = new SplittableRandom(6);
    try (Learner learner = new Learner(spec, Arithmetic.floats(), 8, 20, threads)) {
      learner.initialise(7);
      double loss = 9;
      for (int step = 0; step < 600; step++) {
        Window window = new Window(20, 8, 1);
        for (int b = 0; b < 8; b++) {
          int[] said = random.ints(20, 0, 4).toArray();
          for (int t = 0; t < 20; t++) {
            int target = t < 4 ? Window.NO_TARGET : said[t - 4];
            window.set(t, b, new int[] {said[t]}, target, t == 0);
          }
        }
        loss = learner.learn(window, 0.01, 1, 0).loss() / window.targets();
      }
      assertThat(loss).as("ln 4 is what guessing costs").isLessThan(0.1);
    }
  }

  @Test
  void gradientThatIsNotFiniteChangesNothing() {
    NetworkSpec spec = spec(1, 0);
    try (Learner learner = new Learner(spec, Arithmetic.floats(), 2, 3, 1)) {
      learner.initialise(1);
      learner.parameters().set(0, Double.NaN);
      Window window = new Window(3, 2, INPUTS.length);
      window.set(0, 0, new int[] {0, 0}, 1, true);
      double before = learner.parameters().get(learner.layout().size() - 1);
      assertThat(learner.learn(window, 0.1, 1, 0).taken()).isFalse();
      assertThat(learner.parameters().get(learner.layout().size() - 1)).isEqualTo(before);
    }
  }

  @Test
  void tanhIsRightToSinglePrecision() {
    double worst = 0;
    for (int i = -200_000; i <= 200_000; i++) {
      float x = i * 1e-4f;
      worst = Math.max(worst, Math.abs(FloatRow.tanh(x) - Math.tanh(x)));
    }
    assertThat(worst).isLessThan(4e-7);
    assertThat(FloatRow.tanh(Float.NaN)).isNaN();
    assertThat(FloatRow.tanh(1e30f)).isEqualTo(1f);
  }

  static Map<String, float[]> parameters(Learner learner) {
    Map<String, float[]> parameters = new HashMap<>();
    for (Parameter parameter : new ArrayList<>(learner.layout().parameters())) {
      float[] values = new float[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) learner.parameters().get(parameter.at() + i);
      }
      parameters.put(parameter.name(), values);
    }
    return parameters;
  }

  private static double logProbability(float[] logits, int target) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    return logits[target] - Math.log(sum);
  }
}
