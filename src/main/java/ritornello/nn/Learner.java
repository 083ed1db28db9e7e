package ritornello.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private final Arithmetic arithmetic;
  private final Layout layout;
  private final Values parameters;
  private final ParameterUpdate update;
  private final List<Sweep> sweeps = new ArrayList<>();
  private final List<Integer> firstRows = new ArrayList<>();
  private final ExecutorService executor;
  private final int batch;
  private long stepsTaken;

  /**
   * What a step of learning did.
   *
   * @param loss Σ −ln p over the targets, in nats
   * @param targets how many targets counted
   * @param gradientNorm global norm before clipping; the step is left out if it is not finite
   */
  public record Step(double loss, int targets, double gradientNorm) {
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
    this(spec, arithmetic, batch, steps, heardSteps, threads, Adam.DEFAULT);
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
      Optimiser optimiser) {
    this.spec = spec;
    this.arithmetic = arithmetic;
    this.batch = batch;
    this.layout = new Layout(spec);
    this.parameters = arithmetic.values(layout.size());
    this.update = new ParameterUpdate(arithmetic, layout, parameters, optimiser);
    int shares = Math.min(threads, batch);
    for (int share = 0; share < shares; share++) {
      int first = batch * share / shares;
      int rows = batch * (share + 1) / shares - first;
      Share part = new Share(arithmetic, layout, parameters, first, rows, steps, true);
      sweeps.add(new Sweep(spec, part, heardSteps));
      firstRows.add(first);
    }
    this.executor =
        Executors.newFixedThreadPool(
            shares,
            task -> {
              Thread thread = new Thread(task, "learner");
              thread.setDaemon(true);
              return thread;
            });
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
    int targets = window.targets();
    long key = Mix.key(dropoutSeed, stepsTaken) | 1;
    double scale = 1.0 / Math.max(1, targets);
    double loss =
        each(
            sweep -> {
              double share = sweep.forward(window, key);
              sweep.backward(window, key, scale);
              sweep.carryState(window);
              return share;
            });
    double norm = Math.sqrt(addGradients());
    Step step = new Step(loss, targets, norm);
    if (step.taken() && targets > 0) {
      stepsTaken++;
      update.step(stepsTaken, gradient(), 1, norm, pace);
    }
    if (!step.taken()) {
      beginAgainWhereStateIsNotFinite();
    }
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
    List<Future<Double>> running = new ArrayList<>();
    for (Sweep sweep : sweeps) {
      running.add(executor.submit(() -> work.applyAsDouble(sweep)));
    }
    double sum = 0;
    for (Future<Double> share : running) {
      sum += finished(share);
    }
    return sum;
  }

  private static <T> T finished(Future<T> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          // The step is finished first, so that what was learned can be kept.
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("a step of learning failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Adds the gradients of all shares to the first; returns the sum of squares. */
  private double addGradients() {
    Values total = sweeps.get(0).gradient();
    double squares = 0;
    for (int at = 0; at < layout.size(); at += CHUNK) {
      Row sum = arithmetic.row(Math.min(CHUNK, layout.size() - at));
      Row part = arithmetic.row(sum.length());
      sum.load(total, at);
      for (Sweep sweep : sweeps.subList(1, sweeps.size())) {
        part.load(sweep.gradient(), at);
        sum.add(part);
      }
      sum.store(total, at);
      squares += sum.sumOfSquares();
    }
    return squares;
  }

  public Layout layout() {
    return layout;
  }

  /** All parameters, in the order of {@link #layout}. */
  public Values parameters() {
    return parameters;
  }

  /** The gradient of the last step's mean loss, in the order of {@link #layout}. */
  Values gradient() {
    return sweeps.get(0).gradient();
  }

  /** What the optimiser remembers, by name, each in the order of {@link #layout}. */
  public Map<String, Values> moments() {
    return update.moments();
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

  @Override
  public void close() {
    executor.shutdown();
  }
}
