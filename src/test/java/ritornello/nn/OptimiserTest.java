package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each optimiser against its formulas, as PyTorch's documentation writes them, number by number.
 */
class OptimiserTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(new int[] {7, 3}, 4, "lstm", 2, 5, 6, 0)
          .with(new NetworkSpec.Deep(false, false, true, 1));
  private static final int STEPS = 12;

  /** One parameter, by itself. */
  private interface Reference {
    double next(double p, double g, double rate, double decay);
  }

  static Stream<Optimiser> optimisers() {
    return Stream.of(
        new Sgd(0, 0),
        new Sgd(0.9, 0.1),
        new RmsProp(0.9, 1e-6, 0.1),
        new RmsProp(0),
        Adam.DEFAULT,
        new Adam(0.8, 0.99, 1e-4, 0.1),
        new AdamW(0.8, 0.99, 1e-4, 0.1),
        new AdamW(0.01));
  }

  private static Reference reference(Optimiser optimiser) {
    if (optimiser instanceof Sgd sgd) {
      return new SgdByHand(sgd.momentum());
    } else if (optimiser instanceof RmsProp rms) {
      return new RmsPropByHand(rms.squareDecay(), rms.epsilon());
    } else if (optimiser instanceof Adam adam) {
      return new AdamByHand(adam.meanDecay(), adam.squareDecay(), adam.epsilon(), false);
    }
    AdamW adam = (AdamW) optimiser;
    return new AdamByHand(adam.meanDecay(), adam.squareDecay(), adam.epsilon(), true);
  }

  /** torch.optim.SGD with dampening 0: its buffer begins with the first gradient. */
  private static final class SgdByHand implements Reference {
    private final double momentum;
    private double buffer = Double.NaN;

    SgdByHand(double momentum) {
      this.momentum = momentum;
    }

    @Override
    public double next(double p, double g, double rate, double decay) {
      double pulled = g + decay * p;
      buffer = Double.isNaN(buffer) ? pulled : momentum * buffer + pulled;
      return p - rate * buffer;
    }
  }

  /** torch.optim.RMSprop, neither centered nor with momentum. */
  private static final class RmsPropByHand implements Reference {
    private final double alpha;
    private final double epsilon;
    private double square;

    RmsPropByHand(double alpha, double epsilon) {
      this.alpha = alpha;
      this.epsilon = epsilon;
    }

    @Override
    public double next(double p, double g, double rate, double decay) {
      double pulled = g + decay * p;
      square = alpha * square + (1 - alpha) * Math.pow(pulled, 2);
      return p - rate * pulled / (Math.sqrt(square) + epsilon);
    }
  }

  /** torch.optim.Adam and AdamW, without amsgrad. */
  private static final class AdamByHand implements Reference {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final boolean decoupled;
    private double mean;
    private double square;
    private int step;

    AdamByHand(double beta1, double beta2, double epsilon, boolean decoupled) {
      this.beta1 = beta1;
      this.beta2 = beta2;
      this.epsilon = epsilon;
      this.decoupled = decoupled;
    }

    @Override
    public double next(double p, double g, double rate, double decay) {
      step++;
      double from = decoupled ? p - rate * decay * p : p;
      double pulled = decoupled ? g : g + decay * p;
      mean = beta1 * mean + (1 - beta1) * pulled;
      square = beta2 * square + (1 - beta2) * Math.pow(pulled, 2);
      double meanHat = mean / (1 - Math.pow(beta1, step));
      double squareHat = square / (1 - Math.pow(beta2, step));
      return from - rate * meanHat / (Math.sqrt(squareHat) + epsilon);
    }
  }

  private static Window window(SplittableRandom random) {
    Window window = new Window(5, 3, 2);
    for (int t = 0; t < 5; t++) {
      for (int b = 0; b < 3; b++) {
        int[] looked = {random.nextInt(7), random.nextInt(3)};
        window.set(t, b, looked, random.nextInt(6), t == 0);
      }
    }
    return window;
  }

  private static Learner learner(Arithmetic arithmetic, Optimiser optimiser) {
    Learner learner = new Learner(SPEC, arithmetic, 3, 5, 0, 2, LearnerOptions.by(optimiser));
    NetworkFamily.fill(learner, 3);
    return learner;
  }

  private static double[] all(Values values) {
    double[] copy = new double[values.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values.get(i);
    }
    return copy;
  }

  /** What PyTorch's clip_grad_norm_ and then clip_grad_value_ leave. */
  private static DoubleUnaryOperator clipping(double[] gradient, Pace pace) {
    double squares = 0;
    for (double g : gradient) {
      squares += g * g;
    }
    double factor = Math.min(1, pace.clipNorm() / Math.sqrt(squares));
    return g -> Math.max(-pace.clipValue(), Math.min(pace.clipValue(), g * factor));
  }

  private static boolean isPulled(String name) {
    return !name.endsWith("bias") && !name.endsWith("gain");
  }

  private static void follows(Optimiser optimiser, Pace pace) {
    SplittableRandom random = new SplittableRandom(4);
    try (Learner learner = learner(Arithmetic.doubles(), optimiser)) {
      double[] expected = all(learner.parameters());
      Reference[] byHand = new Reference[expected.length];
      for (int i = 0; i < byHand.length; i++) {
        byHand[i] = reference(optimiser);
      }
      for (int step = 0; step < STEPS; step++) {
        learner.learn(window(random), pace, 1);
        double[] gradient = all(learner.gradient());
        DoubleUnaryOperator clip = clipping(gradient, pace);
        for (Layout.Parameter parameter : learner.layout().parameters()) {
          double decay = isPulled(parameter.name()) ? optimiser.weightDecay() : 0;
          for (int i = parameter.at(); i < parameter.at() + parameter.size(); i++) {
            double g = clip.applyAsDouble(gradient[i]);
            expected[i] = byHand[i].next(expected[i], g, pace.rate(), decay);
          }
        }
        assertThat(all(learner.parameters())).containsExactly(expected, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void followsItsFormulas(Optimiser optimiser) {
    follows(optimiser, new Pace(0.01, 1e9));
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void soItDoesWhereGradientsAreClipped(Optimiser optimiser) {
    follows(optimiser, new Pace(0.02, 0.3));
    follows(optimiser, new Pace(0.02, 1e9, 0.02));
    follows(optimiser, new Pace(0.02, 0.3, 0.02));
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void inSinglePrecisionItComesAsFar(Optimiser optimiser) {
    try (Learner floats = learner(Arithmetic.floats(), optimiser);
        Learner doubles = learner(Arithmetic.doubles(), optimiser)) {
      for (Learner learner : new Learner[] {floats, doubles}) {
        SplittableRandom random = new SplittableRandom(4);
        for (int step = 0; step < STEPS; step++) {
          learner.learn(window(random), new Pace(0.001, 0.5, 0.1), 1);
        }
      }
      assertThat(all(floats.parameters())).containsExactly(all(doubles.parameters()), within(2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("optimisers")
  void bringsTheLossDown(Optimiser optimiser) {
    Window window = window(new SplittableRandom(9));
    try (Learner learner = learner(Arithmetic.floats(), optimiser)) {
      double rate = optimiser instanceof Sgd ? 0.1 : 0.01;
      double first = learner.measure(window);
      for (int step = 0; step < 100; step++) {
        learner.learn(window, new Pace(rate, 1), 1);
      }
      assertThat(learner.measure(window)).isLessThan(first * 0.9);
    }
  }

  /** Σ βⁿ⁻ⁱ p⟨i⟩ / Σ βⁿ⁻ⁱ, which needs no value before the first. */
  @Test
  void theAverageIsTheWeightedMeanOfAllSteps() {
    double beta = 0.7;
    SplittableRandom random = new SplittableRandom(4);
    LearnerOptions options = new LearnerOptions(Adam.DEFAULT, beta, 0);
    try (Learner learner = new Learner(SPEC, Arithmetic.doubles(), 3, 5, 0, 2, options)) {
      NetworkFamily.fill(learner, 3);
      double[] sums = new double[learner.layout().size()];
      double weights = 0;
      for (int step = 0; step < STEPS; step++) {
        learner.learn(window(random), new Pace(0.05, 1), 1);
        double[] latest = all(learner.parameters());
        weights = beta * weights + 1;
        for (int i = 0; i < sums.length; i++) {
          sums[i] = beta * sums[i] + latest[i];
          assertThat(learner.average().orElseThrow().get(i))
              .isCloseTo(sums[i] / weights, within(1e-12));
        }
      }
      double[] latest = all(learner.parameters());
      double[] average = all(learner.average().orElseThrow());
      learner.exchangeAverage();
      assertThat(all(learner.parameters())).isEqualTo(average).isNotEqualTo(latest);
      learner.exchangeAverage();
      assertThat(all(learner.parameters())).isEqualTo(latest);
      assertThat(all(learner.average().orElseThrow())).isEqualTo(average);
    }
  }

  @Test
  void biasesAndGainsAreNotPulled() {
    assertThat(new Layout(SPEC).parameters().stream().filter(p -> !p.decays()))
        .extracting(Layout.Parameter::name)
        .containsExactly(
            "layer.0.bias",
            "norm.1.gain",
            "norm.1.bias",
            "layer.1.bias",
            "norm.2.gain",
            "norm.2.bias",
            "output.bias");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesValuesThatMakeNoSense(double value) {
    assertThatThrownBy(() -> new Sgd(value, 0)).hasMessageContaining("momentum is " + value);
    assertThatThrownBy(() -> new AdamW(value)).hasMessageContaining("weight decay is " + value);
    assertThatThrownBy(() -> new RmsProp(value, 1e-8, 0)).hasMessageContaining("it must be");
    assertThatThrownBy(() -> new Adam(0.9, 0.9, -1, 0)).hasMessageContaining("epsilon is -1.0");
  }
}
