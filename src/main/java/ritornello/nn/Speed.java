package ritornello.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import ritornello.nn.Layout.Parameter;

/** How fast a network learns and answers on this machine, on random tokens. */
public final class Speed {
  private static final long SEED = 1;
  private static final int NOTES_OF_A_CHORD = 4;

  private Speed() {}

  /**
   * What was measured.
   *
   * @param rates tokens a second of each run, in the order in which they were made
   * @param operationsPerToken additions and multiplications in matrix products
   * @param productShare share of the time that is spent in them, of all threads; measured in runs
   *     of its own, for measuring it takes time
   * @param parameters of the network
   * @param bytes of memory for them and all that is computed
   */
  public record Measured(
      double[] rates, double operationsPerToken, double productShare, int parameters, long bytes) {

    /** The median of the runs. */
    public double tokensPerSecond() {
      double[] sorted = rates.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Thousand millions of operations in products a second. */
    public double gflops() {
      return tokensPerSecond() * operationsPerToken / 1e9;
    }
  }

  /**
   * Steps of learning: forward, backward, clipped by the global norm, Adam.
   *
   * @param batch B, rows
   * @param steps T
   * @param runs how many are measured, after one that is not
   * @param seconds how long each run lasts at least
   */
  public static Measured learning(
      NetworkSpec spec, int batch, int steps, int threads, int runs, double seconds) {
    Window window = randomWindow(spec, batch, steps);
    int parameters = new Layout(spec).size();
    double[] rates = new double[runs];
    try (Learner learner = new Learner(spec, Arithmetic.floats(), batch, steps, threads)) {
      learner.initialise(SEED);
      rate(seconds, (long) batch * steps, () -> learner.learn(window, 1e-3, 1, SEED));
      for (int run = 0; run < runs; run++) {
        rates[run] =
            rate(seconds, (long) batch * steps, () -> learner.learn(window, 1e-3, 1, SEED));
      }
    }
    TimedArithmetic timed = new TimedArithmetic(Arithmetic.floats());
    try (Learner learner = new Learner(spec, timed, batch, steps, threads)) {
      learner.initialise(SEED);
      rate(seconds, 1, () -> learner.learn(window, 1e-3, 1, SEED));
      timed.reset();
      long begun = System.nanoTime();
      double stepRate = rate(seconds, 1, () -> learner.learn(window, 1e-3, 1, SEED));
      double took = System.nanoTime() - begun;
      double learned = stepRate * took / 1e9;
      return new Measured(
          rates,
          timed.operations() / (learned * batch * steps),
          timed.nanos() / (took * Math.min(threads, batch)),
          parameters,
          Learner.bytes(spec, batch, steps, 0, threads, LearnerOptions.PLAIN));
    }
  }

  /** One sequence, token after token, as generating does it, on one thread. */
  public static Measured sampling(NetworkSpec spec, int runs, double seconds) {
    Stepper stepper = new Stepper(spec, randomParameters(spec));
    SplittableRandom random = new SplittableRandom(SEED);
    int[] inputs = new int[spec.inputSizes().length];
    Stepper.State[] state = {stepper.zeroState()};
    Runnable token =
        () -> {
          Arrays.setAll(inputs, i -> random.nextInt(spec.inputSizes()[i]));
          state[0] = stepper.step(state[0], inputs);
        };
    double[] rates = rates(runs, seconds, 1, token);
    TimedArithmetic timed = new TimedArithmetic(Arithmetic.heap());
    Sweep sweep = TrainedSweep.of(spec, randomParameters(spec), 1, 0, timed);
    Window window = new Window(1, 1, inputs.length);
    window.set(0, 0, inputs, Window.NO_TARGET, false);
    Runnable timedToken =
        () -> {
          sweep.forward(window, 0);
          sweep.carryState(window);
        };
    return timed(spec, timed, rates, seconds, 1, 1, timedToken);
  }

  /**
   * Many sequences side by side, token after token, as generating many takes at once does it.
   *
   * @param batch B, sequences
   */
  public static Measured sampling(
      NetworkSpec spec, int batch, int threads, int runs, double seconds) {
    Map<String, float[]> parameters = randomParameters(spec);
    double[] rates;
    try (BatchStepper stepper = new BatchStepper(spec, parameters, batch, threads)) {
      rates = rates(runs, seconds, batch, randomStep(spec, stepper, batch));
    }
    TimedArithmetic timed = new TimedArithmetic(Arithmetic.floats());
    try (BatchStepper stepper = new BatchStepper(spec, parameters, batch, threads, timed)) {
      Runnable step = randomStep(spec, stepper, batch);
      return timed(spec, timed, rates, seconds, batch, Math.min(threads, batch), step);
    }
  }

  private static Runnable randomStep(NetworkSpec spec, BatchStepper stepper, int batch) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] sizes = spec.inputSizes();
    int[][] inputs = new int[batch][sizes.length];
    return () -> {
      for (int[] row : inputs) {
        Arrays.setAll(row, i -> random.nextInt(sizes[i]));
      }
      stepper.step(inputs);
    };
  }

  private static double[] rates(int runs, double seconds, int tokens, Runnable work) {
    rate(seconds, tokens, work);
    double[] rates = new double[runs];
    for (int run = 0; run < runs; run++) {
      rates[run] = rate(seconds, tokens, work);
    }
    return rates;
  }

  /** Measures the share of products in a run of its own. */
  private static Measured timed(
      NetworkSpec spec,
      TimedArithmetic timed,
      double[] rates,
      double seconds,
      int tokens,
      int threads,
      Runnable work) {
    rate(seconds, tokens, work);
    timed.reset();
    long begun = System.nanoTime();
    double rate = rate(seconds, tokens, work);
    double took = System.nanoTime() - begun;
    int parameters = new Layout(spec).size();
    return new Measured(
        rates,
        timed.operations() / (rate * took / 1e9),
        timed.nanos() / (took * threads),
        parameters,
        (long) parameters * Float.BYTES);
  }

  /** Does it again and again for so long; gives how many tokens that is a second. */
  private static double rate(double seconds, long tokens, Runnable work) {
    long begun = System.nanoTime();
    long done = 0;
    long nanos;
    do {
      work.run();
      done += tokens;
      nanos = System.nanoTime() - begun;
    } while (nanos < seconds * 1e9);
    return done * 1e9 / nanos;
  }

  private static Window randomWindow(NetworkSpec spec, int batch, int steps) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] sizes = spec.inputSizes();
    Window window = new Window(steps, batch, sizes.length);
    int[] inputs = new int[sizes.length];
    for (int row = 0; row < batch; row++) {
      for (int step = 0; step < steps; step++) {
        Arrays.setAll(inputs, i -> random.nextInt(sizes[i]));
        boolean counts = !spec.answersOnce() || step == steps - 1;
        if (spec.headOrPlain().answer() == NetworkSpec.Answer.SIGMOIDS) {
          window.setFrame(
              step, row, chord(random, sizes[0]), chord(random, spec.outputs()), step == 0);
          continue;
        }
        int target = counts ? random.nextInt(spec.outputs()) : Window.NO_TARGET;
        window.set(step, row, inputs, target, step == 0);
      }
    }
    return window;
  }

  /** As many keys as a chord has. */
  private static int[] chord(SplittableRandom random, int keys) {
    return random.ints(0, keys).distinct().limit(Math.min(keys, NOTES_OF_A_CHORD)).toArray();
  }

  private static Map<String, float[]> randomParameters(NetworkSpec spec) {
    SplittableRandom random = new SplittableRandom(SEED);
    double bound = 1 / Math.sqrt(spec.hidden());
    Map<String, float[]> parameters = new LinkedHashMap<>();
    for (Parameter parameter : new Layout(spec).parameters()) {
      float[] values = new float[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-bound, bound);
      }
      parameters.put(parameter.name(), values);
    }
    return parameters;
  }
}
