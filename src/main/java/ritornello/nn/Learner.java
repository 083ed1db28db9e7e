package ritornello.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Learns the parameters of a network: truncated backpropagation through time over windows,
 * gradients clipped, an {@link Optimiser}.
 *
 * <p>The rows of a batch are divided among threads; each goes through all steps of the window on
 * its own, and the gradients are added in a fixed order, so that a run repeats bit for bit.
 */
public final class Learner implements AutoCloseable {
  private static final int CHUNK = 4096;

  private final NetworkSpec spec;
  private final OwnMemory arithmetic;
  private final Layout layout;
  private final Values parameters;
  private final ParameterUpdate update;
  private final List<Sweep> sweeps = new ArrayList<>();
  private final List<Integer> firstRows = new ArrayList<>();
  private final Workers workers;
  private final Row[] chunkSums; // of each worker
  private final Row[] chunkParts;
  private final int batch;
  private final GradientSum gathered;
  private int latestTargets;
  private double latestSquares;
  private long stepsTaken;

  /**
   * What a step of learning did.
   *
   * @param loss Σ −ln p over the targets, in nats; of the smoothed targets if they are
   * @param targets how many targets counted
   * @param gradientNorm global norm before clipping; the step is left out if it is not finite
   */
  public record Step(double loss, long targets, double gradientNorm) {
    /** Whether the parameters were changed. */
    public boolean taken() {
      return Double.isFinite(loss) && Double.isFinite(gradientNorm);
    }
  }

  /**
   * For a network that hears nothing before it answers, by Adam.
   *
   * @param batch B, rows of a window
   * @param steps T, steps of a window at most
   * @param threads how many share the rows, at most {@code batch}
   */
  public Learner(NetworkSpec spec, Arithmetic arithmetic, int batch, int steps, int threads) {
    this(spec, arithmetic, batch, steps, 0, threads);
  }

  /**
   * By Adam.
   *
   * @param batch B, rows of a window
   * @param steps T, steps of a window at most
   * @param heardSteps steps of what an encoder hears at most
   * @param threads how many share the rows, at most {@code batch}
   */
  public Learner(
      NetworkSpec spec, Arithmetic arithmetic, int batch, int steps, int heardSteps, int threads) {
    this(spec, arithmetic, batch, steps, heardSteps, threads, LearnerOptions.PLAIN);
  }

  /**
   * @param batch B, rows of a window
   * @param steps T, steps of a window at most
   * @param heardSteps steps of what an encoder hears at most
   * @param threads how many share the rows, at most {@code batch}
   */
  public Learner(
      NetworkSpec spec,
      Arithmetic arithmetic,
      int batch,
      int steps,
      int heardSteps,
      int threads,
      LearnerOptions options) {
    this.spec = spec;
    this.arithmetic = new OwnMemory(arithmetic);
    this.batch = batch;
    this.layout = new Layout(spec);
    this.parameters = this.arithmetic.values(layout.size());
    int shares = Math.min(threads, batch);
    this.workers = new Workers(shares, "learner");
    this.update = new ParameterUpdate(this.arithmetic, layout, parameters, workers, options);
    this.gathered = new GradientSum(this.arithmetic, layout.size());
    this.chunkSums = new Row[shares];
    this.chunkParts = new Row[shares];
    for (int share = 0; share < shares; share++) {
      int first = batch * share / shares;
      int rows = batch * (share + 1) / shares - first;
      Share part = new Share(this.arithmetic, layout, parameters, first, rows, steps, true);
      sweeps.add(new Sweep(spec, part, heardSteps, options.labelSmoothing()));
      firstRows.add(first);
      chunkSums[share] = arithmetic.row(CHUNK);
      chunkParts[share] = arithmetic.row(CHUNK);
    }
  }

  /**
   * Bytes of memory that such a learner takes, known without making it.
   *
   * @throws IllegalArgumentException if that is more than the program can hold
   */
  public static long bytes(
      NetworkSpec spec, int batch, int steps, int heardSteps, int threads, LearnerOptions options) {
    CountedArithmetic counted = new CountedArithmetic();
    new Learner(spec, counted, batch, steps, heardSteps, threads, options).close();
    return counted.numbers() * Float.BYTES;
  }

  /** Gives every parameter its first value, see {@link FirstValues}. */
  public void initialise(long seed) {
    FirstValues.put(spec, layout, parameters, seed);
  }

  /**
   * One step of learning on the window, from the state that the last window left.
   *
   * @param rate learning rate
   * @param clipNorm longest gradient that is not shortened
   * @param dropoutSeed what dropout is drawn from, together with the number of the step
   */
  public Step learn(Window window, double rate, double clipNorm, long dropoutSeed) {
    return learn(window, new Pace(rate, clipNorm), dropoutSeed);
  }

  /**
   * One step of learning on the window, from the state that the last window left.
   *
   * @param dropoutSeed what dropout is drawn from, together with the number of the step
   */
  public Step learn(Window window, Pace pace, long dropoutSeed) {
    gather(window, dropoutSeed);
    return take(pace);
  }

  /**
   * Adds the gradient on the window, from the state that the last window left, to those gathered
   * since the last step: {@link #take} takes one step on all of them, as on one batch of all their
   * rows.
   *
   * @param dropoutSeed what dropout is drawn from, together with the number of the step
   */
  public void gather(Window window, long dropoutSeed) {
    if (gathered.windows() > 0) {
      putAside();
    }
    latestTargets = window.targets();
    long key = dropoutKey(dropoutSeed);
    double scale = 1.0 / Math.max(1, latestTargets);
    double loss =
        each(
            sweep -> {
              double share = sweep.forward(window, key);
              sweep.backward(window, key, scale);
              sweep.carryState(window);
              return share;
            });
    latestSquares = addGradients();
    gathered.count(loss, latestTargets);
  }

  private long dropoutKey(long seed) {
    int windows = gathered.windows();
    return (windows == 0 ? Mix.key(seed, stepsTaken) : Mix.key(seed, stepsTaken, windows)) | 1;
  }

  /** The sweeps' own gradient is that of the latest window, of its mean loss. */
  private void putAside() {
    gathered.add(gradient(), latestTargets);
  }

  /** One step of learning on all that was gathered; left out if that is not finite. */
  public Step take(Pace pace) {
    boolean several = gathered.windows() > 1;
    if (several) {
      putAside();
    }
    Values gradient = several ? gathered.values() : gradient();
    double scale = several ? 1.0 / Math.max(1, gathered.targets()) : 1;
    double norm = scale * Math.sqrt(several ? gathered.sumOfSquares() : latestSquares);
    Step step = new Step(gathered.loss(), gathered.targets(), norm);
    if (step.taken() && step.targets() > 0) {
      stepsTaken++;
      update.step(stepsTaken, gradient, scale, norm, pace);
    }
    if (!step.taken()) {
      beginAgainWhereStateIsNotFinite();
    }
    gathered.clear();
    return step;
  }

  /** A state that is no number would spoil all windows that come after in its row. */
  private void beginAgainWhereStateIsNotFinite() {
    float[] state = saveState();
    int size = state.length / batch;
    for (int row = 0; row < batch; row++) {
      for (int i = row * size; i < (row + 1) * size; i++) {
        if (!Float.isFinite(state[i])) {
          Arrays.fill(state, row * size, (row + 1) * size, 0);
        }
      }
    }
    restoreState(state);
  }

  /** Σ −ln p over the targets of the window, without dropout; the state is carried on. */
  public double measure(Window window) {
    return each(
        sweep -> {
          double share = sweep.forward(window, 0);
          sweep.carryState(window);
          return share;
        });
  }

  /**
   * How much of the gradient reaches back through time, without dropout: the norm of dL/d(a⟨t−1⟩,
   * c⟨t−1⟩) for each step t and row, L being the sum of the losses of the row, and (a, c) the state
   * that the last layer hands on from the step before. 0 where a sequence begins, and at step 0.
   * Changes neither the parameters nor the state, but is not for between {@link #gather} and {@link
   * #take}.
   *
   * @return (T, B)
   */
  public double[][] gradientsBack(Window window) {
    StateGradients observer = new StateGradients(window.steps(), window.rows());
    each(
        sweep -> {
          sweep.forward(window, 0);
          sweep.observedBackward(window, observer);
          return 0;
        });
    return observer.norms();
  }

  /**
   * What the network answered at a step of the last window that was measured: probabilities where
   * there was a target, logits elsewhere.
   *
   * @return (V)
   */
  public float[] answer(int step, int row) {
    int share = shareOf(row);
    return sweeps.get(share).answer(step, row - firstRows.get(share));
  }

  /**
   * How much a step of the last window looked at each activation that it may attend to, the
   * earliest first; sums to 1 unless there is none.
   */
  public float[] attention(int step, int row) {
    int share = shareOf(row);
    return sweeps.get(share).attention(step, row - firstRows.get(share));
  }

  private int shareOf(int row) {
    int share = firstRows.size() - 1;
    while (firstRows.get(share) > row) {
      share--;
    }
    return share;
  }

  private double each(ToDoubleFunction<Sweep> work) {
    return workers.each(share -> work.applyAsDouble(sweeps.get(share)));
  }

  /** Adds the gradients of all shares to the first; returns the sum of squares. */
  private double addGradients() {
    int chunks = (layout.size() + CHUNK - 1) / CHUNK;
    return workers.divide(
        chunks,
        (worker, chunk) -> addGradients(chunk * CHUNK, chunkSums[worker], chunkParts[worker]));
  }

  /** The last chunk overlaps with none: its rows are as short as it is. */
  private double addGradients(int at, Row usualSum, Row usualPart) {
    int length = Math.min(CHUNK, layout.size() - at);
    Row sum = length == CHUNK ? usualSum : arithmetic.row(length);
    Row part = length == CHUNK ? usualPart : arithmetic.row(length);
    Values total = sweeps.get(0).gradient();
    sum.load(total, at);
    for (Sweep sweep : sweeps.subList(1, sweeps.size())) {
      part.load(sweep.gradient(), at);
      sum.add(part);
    }
    if (sweeps.size() > 1) {
      sum.store(total, at);
    }
    return sum.sumOfSquares();
  }

  public Layout layout() {
    return layout;
  }

  /** All parameters, in the order of {@link #layout}. */
  public Values parameters() {
    return parameters;
  }

  /** A copy of all parameters, by the names of {@link #layout}, row-major. */
  public Map<String, float[]> copyOfParameters() {
    Map<String, float[]> copy = new LinkedHashMap<>();
    for (Layout.Parameter parameter : layout.parameters()) {
      float[] numbers = new float[parameter.size()];
      parameters.read(parameter.at(), numbers, 0, numbers.length);
      copy.put(parameter.name(), numbers);
    }
    return copy;
  }

  /** The gradient of the last window's mean loss, in the order of {@link #layout}. */
  Values gradient() {
    return sweeps.get(0).gradient();
  }

  /** What the optimiser remembers, by name, each in the order of {@link #layout}. */
  public Map<String, Values> moments() {
    return update.moments();
  }

  /**
   * The exponential moving average of the parameters, if there is one, in the order of {@link
   * #layout}; all 0 before the first step.
   */
  public Optional<Values> average() {
    return update.average();
  }

  /**
   * Puts the average where the parameters are, and the parameters where the average was; done twice
   * all is as before. Not for learning in between.
   */
  public void exchangeAverage() {
    update.exchangeAverage();
  }

  /** Steps of learning so far. */
  public long stepsTaken() {
    return stepsTaken;
  }

  /** Goes on counting from here, after a resume. */
  public void setStepsTaken(long steps) {
    stepsTaken = steps;
  }

  /** The state that the next window starts from: (B, numbers a row carries). */
  public float[] saveState() {
    float[] state = new float[batch * sweeps.get(0).stateSize()];
    sweeps.forEach(sweep -> sweep.saveState(state));
    return state;
  }

  /** Takes what {@link #saveState} gave. */
  public void restoreState(float[] state) {
    sweeps.forEach(sweep -> sweep.restoreState(state));
  }

  /** How many numbers it holds in memory, parameters and all. */
  long size() {
    return arithmetic.size();
  }

  /** Gives all memory back: parameters and what else it handed out are gone with it. */
  @Override
  public void close() {
    workers.close();
    arithmetic.free();
  }
}
