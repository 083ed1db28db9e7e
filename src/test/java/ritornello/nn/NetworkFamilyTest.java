package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.nn.Layout.Parameter;
import ritornello.nn.NetworkSpec.Deep;

/** What holds for every network of the family. */
class NetworkFamilyTest {
  private static final Map<String, NetworkSpec> ALL = NetworkFamily.all();
  private static final int STEPS = 6;
  private static final int ROWS = 3;

  static Collection<String> all() {
    return ALL.keySet();
  }

  static Collection<String> ofEveryKind() {
    return NetworkFamily.ofEveryKind().keySet();
  }

  static Collection<String> generators() {
    return NetworkFamily.generators();
  }

  private static float[] randomState(NetworkSpec spec, Learner learner, SplittableRandom random) {
    float[] zero = learner.saveState();
    // Only what a window left is a state that a network with a past can go on from.
    learner.restoreState(zero);
    Window before = new Window(STEPS, ROWS, 2);
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < ROWS; b++) {
        before.set(t, b, NetworkFamily.looked(random), Window.NO_TARGET, t == b);
      }
    }
    if (spec.variational().isPresent()) {
      // Without a target there is no step, but there are masks.
      spec.encoder().ifPresent(e -> before.setSource(NetworkFamily.heard(STEPS, ROWS, random)));
      learner.learn(before, 0, 1e9, 4);
    } else {
      learner.measure(before);
    }
    return learner.saveState();
  }

  /** dL/dp by central differences, for every parameter, to 1e-6 of it. */
  @ParameterizedTest
  @MethodSource("all")
  void gradientIsThatOfTheLoss(String name) {
    NetworkSpec spec = ALL.get(name);
    SplittableRandom random = new SplittableRandom(name.hashCode());
    try (Learner learner =
        NetworkFamily.learner(spec, Arithmetic.doubles(), ROWS, STEPS, 1 + random.nextInt(2))) {
      float[] state = randomState(spec, learner, random);
      Window window = NetworkFamily.window(spec, STEPS, ROWS, random);
      meanLoss(learner, window, state);
      double[] gradient = gradient(learner);
      for (Parameter parameter : learner.layout().parameters()) {
        for (int at = parameter.at(); at < parameter.at() + parameter.size(); at++) {
          checkSlope(
              gradient[at],
              learner,
              at,
              parameter.name() + "[" + (at - parameter.at()) + "]",
              () -> lossAlone(spec, learner, window, state));
        }
      }
    }
  }

  private static void checkSlope(
      double gradient, Learner learner, int at, String name, DoubleSupplier loss) {
    double before = learner.parameters().get(at);
    double numeric =
        CentralDifference.slope(
            distance -> {
              learner.parameters().set(at, before + distance);
              return loss.getAsDouble();
            },
            gradient);
    learner.parameters().set(at, before);
    assertThat(gradient).as(name).isCloseTo(numeric, within(CentralDifference.tolerance(numeric)));
  }

  /** Without the way back where that has no part in it. */
  private static double lossAlone(NetworkSpec spec, Learner learner, Window window, float[] state) {
    if (NetworkFamily.drops(spec)) {
      return meanLoss(learner, window, state);
    }
    learner.restoreState(state);
    return learner.measure(window) / Math.max(1, window.targets());
  }

  /** A learning rate of 0 leaves the parameters as they are. */
  private static double meanLoss(Learner learner, Window window, float[] state) {
    learner.restoreState(state);
    learner.setStepsTaken(0); // the same dropout
    return learner.learn(window, 0, 1e9, 9).loss() / Math.max(1, window.targets());
  }

  private static double[] gradient(Learner learner) {
    double[] gradient = new double[learner.layout().size()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = learner.gradient().get(i);
    }
    return gradient;
  }

  @ParameterizedTest
  @MethodSource("all")
  void singlePrecisionAgreesWithDoubleAndTwoThreadsWithOne(String name) {
    NetworkSpec spec = ALL.get(name);
    Window window = NetworkFamily.window(spec, 12, 4, new SplittableRandom(name.hashCode()));
    try (Learner floats = NetworkFamily.learner(spec, Arithmetic.floats(), 4, 12, 2);
        Learner doubles = NetworkFamily.learner(spec, Arithmetic.doubles(), 4, 12, 1)) {
      double loss = doubles.learn(window, 0, 1e9, 2).loss();
      assertThat(floats.learn(window, 0, 1e9, 2).loss()).isCloseTo(loss, within(1e-5 * loss));
      double[] exact = gradient(doubles);
      double[] rough = gradient(floats);
      for (int i = 0; i < exact.length; i++) {
        assertThat(rough[i]).isCloseTo(exact[i], within(5e-6 * Math.max(1, Math.abs(exact[i]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void paddingChangesNothing(String name) {
    NetworkSpec spec = NetworkFamily.withoutDropout(ALL.get(name));
    int longer = STEPS + 3;
    try (Learner exact = NetworkFamily.learner(spec, Arithmetic.doubles(), ROWS, STEPS, 1);
        Learner padded = NetworkFamily.learner(spec, Arithmetic.doubles(), ROWS + 1, longer, 1)) {
      SplittableRandom random = new SplittableRandom(name.hashCode());
      Window tight = NetworkFamily.window(spec, STEPS, ROWS, random);
      Window loose = copy(tight, longer, ROWS + 1);
      assertThat(padded.learn(loose, 0, 1e9, 1).loss())
          .isCloseTo(exact.learn(tight, 0, 1e9, 1).loss(), within(1e-11));
      assertThat(gradient(padded)).containsExactly(gradient(exact), within(1e-11));
    }
  }

  /** The same steps in a window of another size; what was heard is padded too. */
  private static Window copy(Window from, int steps, int rows) {
    Window to = new Window(steps, rows, 2);
    for (int b = 0; b < from.rows(); b++) {
      for (int t = 0; t < from.length(b); t++) {
        int[] wanted = from.wanted(t, b);
        if (!from.hasTarget(t, b)) {
          to.set(t, b, from.indices(t, b), Window.NO_TARGET, from.fresh(t, b));
        } else if (wanted.length == 1) {
          to.set(t, b, from.indices(t, b), wanted[0], from.fresh(t, b));
        } else {
          to.setFrame(t, b, from.indices(t, b), wanted, from.fresh(t, b));
        }
      }
    }
    from.source().ifPresent(source -> to.setSource(copy(source, steps + 1, rows)));
    return to;
  }

  @ParameterizedTest
  @MethodSource("generators")
  void stepByStepEqualsTheWholeSequence(String name) {
    NetworkSpec spec = ALL.get(name);
    SplittableRandom random = new SplittableRandom(name.hashCode());
    int steps = 17;
    try (Learner learner = NetworkFamily.learner(spec, Arithmetic.floats(), 1, steps, 1)) {
      Stepper stepper = new Stepper(spec, GradientTest.parameters(learner), steps);
      Window window = new Window(steps, 1, 2);
      spec.encoder().ifPresent(e -> window.setSource(NetworkFamily.heard(9, 1, random)));
      window.source().ifPresent(source -> stepper.hear(rowOf(source)));
      for (int t = 0; t < steps; t++) {
        window.set(t, 0, NetworkFamily.looked(random), Window.NO_TARGET, t == 0);
      }
      learner.measure(window);
      Stepper.State state = stepper.zeroState();
      List<Stepper.State> past = new ArrayList<>();
      for (int t = 0; t < steps; t++) {
        past.add(state);
        state = stepper.step(state, window.indices(t, 0));
        assertThat(stepper.logits()).containsExactly(learner.answer(t, 0), within(2e-5f));
        float[] looked = stepper.attention();
        assertThat(looked)
            .containsExactly(
                spec.attention().isPresent() ? learner.attention(t, 0) : new float[0],
                within(2e-5f));
      }
      // Any state can be gone on from again.
      stepper.step(past.get(5), window.indices(5, 0));
      assertThat(stepper.logits()).containsExactly(learner.answer(5, 0), within(2e-5f));
    }
  }

  private static List<int[]> rowOf(Window source) {
    List<int[]> steps = new ArrayList<>();
    for (int t = 0; t < source.length(0); t++) {
      steps.add(source.indices(t, 0));
    }
    return steps;
  }

  @ParameterizedTest
  @MethodSource("generators")
  void oneWindowEqualsTwoWithTheStateCarried(String name) {
    NetworkSpec spec = ALL.get(name);
    SplittableRandom random = new SplittableRandom(name.hashCode());
    Window whole = NetworkFamily.window(spec, 9, 2, random);
    try (Learner once = NetworkFamily.learner(spec, Arithmetic.doubles(), 2, 9, 1);
        Learner twice = NetworkFamily.learner(spec, Arithmetic.doubles(), 2, 9, 2)) {
      double first = twice.measure(part(whole, 0, 4));
      float[] between = twice.saveState();
      double second = twice.measure(part(whole, 4, 9));
      assertThat(first + second).isCloseTo(once.measure(whole), within(1e-10));
      twice.restoreState(between);
      assertThat(twice.measure(part(whole, 4, 9)))
          .as("the state is all that goes on; it is kept in single precision")
          .isCloseTo(second, within(1e-5));
    }
  }

  private static Window part(Window whole, int from, int to) {
    Window part = new Window(to - from, whole.rows(), 2);
    for (int b = 0; b < whole.rows(); b++) {
      for (int t = from; t < Math.min(to, whole.length(b)); t++) {
        int target = whole.hasTarget(t, b) ? whole.wanted(t, b)[0] : Window.NO_TARGET;
        part.set(t - from, b, whole.indices(t, b), target, whole.fresh(t, b));
      }
    }
    whole.source().ifPresent(part::setSource);
    return part;
  }

  @Test
  void aSequenceKeepsItsMasksInTheNextWindow() {
    NetworkSpec spec =
        NetworkFamily.plain("lstm", 2, 0).with(new NetworkSpec.Variational(0.5, 0.5));
    Window whole = new Window(9, 2, 2);
    SplittableRandom random = new SplittableRandom(5);
    for (int t = 0; t < 9; t++) {
      for (int b = 0; b < 2; b++) {
        whole.set(t, b, NetworkFamily.looked(random), random.nextInt(6), t == 0);
      }
    }
    try (Learner once = NetworkFamily.learner(spec, Arithmetic.doubles(), 2, 9, 1);
        Learner twice = NetworkFamily.learner(spec, Arithmetic.doubles(), 2, 9, 2)) {
      double loss = once.learn(whole, 0, 1e9, 1).loss();
      double first = twice.learn(part(whole, 0, 4), 0, 1e9, 1).loss();
      twice.restoreState(twice.saveState());
      double second = twice.learn(part(whole, 4, 9), 0, 1e9, 1).loss();
      assertThat(first + second).isCloseTo(loss, within(1e-5));
      assertThat(once.measure(whole)).as("without masks").isNotCloseTo(loss, within(1e-2));
      once.setStepsTaken(1);
      assertThat(once.learn(whole, 0, 1e9, 1).loss())
          .as("with others")
          .isNotCloseTo(loss, within(1e-2));
    }
  }

  /** An answer that is half sure of all: what is wanted is spread, and the gradient is its own. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm", "SIGMOIDS by STEP", "SOFTMAX by MEAN"})
  void gradientIsThatOfTheSmoothedLoss(String name) {
    NetworkSpec spec = ALL.get(name);
    LearnerOptions smooth = new LearnerOptions(Adam.DEFAULT, 0, 0.3);
    SplittableRandom random = new SplittableRandom(name.hashCode());
    try (Learner learner = new Learner(spec, Arithmetic.doubles(), ROWS, STEPS, 0, 2, smooth)) {
      NetworkFamily.fill(learner, 11);
      Window window = NetworkFamily.window(spec, STEPS, ROWS, random);
      float[] state = learner.saveState();
      meanLoss(learner, window, state);
      double[] gradient = gradient(learner);
      for (int at = 0; at < gradient.length; at++) {
        checkSlope(gradient[at], learner, at, name, () -> meanLoss(learner, window, state));
      }
    }
  }

  /** (1 − ε) (−ln p(wanted)) + ε / V Σ −ln p, from the probabilities that are answered. */
  @Test
  void theSmoothedLossIsTheMixOfBoth() {
    NetworkSpec spec = NetworkFamily.plain("lstm", 1, 0);
    LearnerOptions smooth = new LearnerOptions(Adam.DEFAULT, 0, 0.2);
    Window window = new Window(1, 1, 2);
    window.set(0, 0, new int[] {1, 2}, 4, true);
    try (Learner learner = new Learner(spec, Arithmetic.doubles(), 1, 1, 0, 1, smooth)) {
      NetworkFamily.fill(learner, 2);
      double plain = learner.measure(window);
      double even = 0;
      for (float p : learner.answer(0, 0)) {
        even -= Math.log(p) / 6;
      }
      assertThat(plain).isCloseTo(-Math.log(learner.answer(0, 0)[4]), within(1e-6));
      assertThat(learner.learn(window, 0, 1, 1).loss())
          .isCloseTo(0.8 * plain + 0.2 * even, within(1e-6));
    }
  }

  /** K windows of whole sequences, one after another, are one batch of K times the rows. */
  @ParameterizedTest
  @MethodSource("all")
  void gatheredWindowsAreOneBigBatch(String name) {
    NetworkSpec spec = NetworkFamily.withoutDropout(ALL.get(name));
    SplittableRandom random = new SplittableRandom(name.hashCode());
    Window big = NetworkFamily.window(spec, STEPS, 6, random);
    Pace pace = new Pace(0.01, 0.5, 0.05);
    try (Learner once = NetworkFamily.learner(spec, Arithmetic.doubles(), 6, STEPS, 2);
        Learner thrice = NetworkFamily.learner(spec, Arithmetic.doubles(), 2, STEPS, 1)) {
      for (int round = 0; round < 2; round++) {
        once.restoreState(new float[once.saveState().length]);
        Learner.Step whole = once.learn(big, pace, 1);
        for (int part = 0; part < 3; part++) {
          thrice.restoreState(new float[thrice.saveState().length]);
          thrice.gather(rows(big, 2 * part, 2 * part + 2), 1);
        }
        Learner.Step gathered = thrice.take(pace);
        assertThat(gathered.loss()).isCloseTo(whole.loss(), within(1e-10));
        assertThat(gathered.targets()).isEqualTo(whole.targets());
        assertThat(gathered.gradientNorm()).isCloseTo(whole.gradientNorm(), within(1e-10));
      }
      assertThat(once.stepsTaken()).isEqualTo(2);
      assertThat(thrice.stepsTaken()).isEqualTo(2);
      for (int i = 0; i < once.layout().size(); i++) {
        assertThat(thrice.parameters().get(i)).isCloseTo(once.parameters().get(i), within(1e-9));
      }
    }
  }

  /** These rows of a window. */
  private static Window rows(Window from, int first, int end) {
    Window to = new Window(from.steps(), end - first, 2);
    for (int b = first; b < end; b++) {
      for (int t = 0; t < from.length(b); t++) {
        put(from, t, b, to, b - first);
      }
    }
    from.source().ifPresent(source -> to.setSource(rowsHeard(source, first, end)));
    return to;
  }

  private static void put(Window from, int t, int b, Window to, int row) {
    int[] looked = from.indices(t, b);
    if (!from.hasTarget(t, b)) {
      to.set(t, row, looked, Window.NO_TARGET, from.fresh(t, b));
    } else if (from.wanted(t, b).length == 1) {
      to.set(t, row, looked, from.wanted(t, b)[0], from.fresh(t, b));
    } else {
      to.setFrame(t, row, looked, from.wanted(t, b), from.fresh(t, b));
    }
  }

  private static Window rowsHeard(Window from, int first, int end) {
    Window to = new Window(from.steps(), end - first, 1);
    for (int b = first; b < end; b++) {
      for (int t = 0; t < from.length(b); t++) {
        to.set(t, b - first, from.indices(t, b), Window.NO_TARGET, from.fresh(t, b));
      }
    }
    return to;
  }

  @Test
  void lookingUpRowsEqualsOneHotVectorsTimesTheMatrix() {
    NetworkSpec direct = ALL.get("one-hot");
    int rows = direct.rowsInAll();
    NetworkSpec identity =
        new NetworkSpec(direct.inputSizes(), rows, "lstm", 2, 5, NetworkFamily.OUTPUTS, 0);
    Window window = NetworkFamily.window(direct, STEPS, ROWS, new SplittableRandom(4));
    try (Learner looksUp = NetworkFamily.learner(direct, Arithmetic.doubles(), ROWS, STEPS, 1);
        Learner multiplies = new Learner(identity, Arithmetic.doubles(), ROWS, STEPS, 1)) {
      int table = rows * rows;
      for (int i = 0; i < table; i++) {
        multiplies.parameters().set(i, i / rows == i % rows ? 1 : 0);
      }
      for (int i = 0; i < looksUp.layout().size(); i++) {
        multiplies.parameters().set(table + i, looksUp.parameters().get(i));
      }
      assertThat(multiplies.learn(window, 0, 1e9, 1).loss())
          .isCloseTo(looksUp.learn(window, 0, 1e9, 1).loss(), within(1e-12));
      for (int i = 0; i < looksUp.layout().size(); i++) {
        assertThat(multiplies.gradient().get(table + i))
            .isCloseTo(looksUp.gradient().get(i), within(1e-12));
      }
    }
  }

  @Test
  void whatComesLaterReachesOnlyABidirectionalNetwork() {
    NetworkSpec one = NetworkFamily.plain("gru", 1, 0);
    NetworkSpec both = one.with(new Deep(true, false, false, 1));
    assertThat(firstAnswerChangesWithTheLastInput(one)).isFalse();
    assertThat(firstAnswerChangesWithTheLastInput(both)).isTrue();
    assertThatThrownBy(both::checkGenerates)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a bidirectional network cannot generate");
  }

  private static boolean firstAnswerChangesWithTheLastInput(NetworkSpec spec) {
    try (Learner learner = NetworkFamily.learner(spec, Arithmetic.doubles(), 1, 4, 1)) {
      float[][] answers = new float[2][];
      for (int last = 0; last < 2; last++) {
        Window window = new Window(4, 1, 2);
        for (int t = 0; t < 4; t++) {
          window.set(t, 0, new int[] {t == 3 ? last : 2, 0}, Window.NO_TARGET, t == 0);
        }
        learner.measure(window);
        answers[last] = learner.answer(0, 0);
      }
      return !Arrays.equals(answers[0], answers[1]);
    }
  }

  @ParameterizedTest
  @MethodSource("ofEveryKind")
  void learnsOneWindowByHeart(String name) {
    NetworkSpec spec = NetworkFamily.withoutDropout(ALL.get(name));
    // One sequence in which no two steps look up the same, so that it can be known by heart.
    Window window = new Window(STEPS, 1, 2);
    for (int t = 0; t < STEPS; t++) {
      boolean counts = !spec.answersOnce() || t == STEPS - 1;
      window.set(t, 0, new int[] {t, t % 3}, counts ? t : Window.NO_TARGET, t == 0);
    }
    spec.encoder()
        .ifPresent(e -> window.setSource(NetworkFamily.heard(5, 1, new SplittableRandom(1))));
    try (Learner learner = new Learner(spec, Arithmetic.floats(), 1, STEPS, STEPS, 1)) {
      learner.initialise(3);
      double loss = 9;
      for (int step = 0; step < 500 && loss > 0.1; step++) {
        // Each time from the zero state.
        learner.restoreState(new float[learner.saveState().length]);
        loss = learner.learn(window, 0.02, 5, 0).loss() / window.targets();
      }
      assertThat(loss).isLessThanOrEqualTo(0.1);
    }
  }
}
