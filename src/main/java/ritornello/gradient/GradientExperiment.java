package ritornello.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Window;

/**
 * Watches gradients of a network with one layer, before and after it learns by Adam.
 *
 * @param hidden units of the layer
 * @param batch sequences of a step of learning
 * @param steps of learning
 * @param rate learning rate
 * @param seed of first weights and sequences; the same for all cells
 * @param threads that share the work
 */
public record GradientExperiment(
    int hidden, int batch, int steps, double rate, long seed, int threads) {
  /** Longest gradient where it is clipped. */
  public static final double CLIP_NORM = 1;

  private static final int MEASURED_WINDOWS = 8;

  public GradientExperiment {
    if (hidden < 1 || batch < 1 || steps < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "units, sequences, steps and threads must be 1 or more, and are "
              + hidden
              + ", "
              + batch
              + ", "
              + steps
              + " and "
              + threads);
    }
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "learning rate is " + rate + "; it must be above 0, and 1 at most");
    }
  }

  /** Is told how far it is. */
  public interface Progress {
    /** After a step of learning. */
    void step(String cell, int done);
  }

  /**
   * A network with this cell, at first and in the end.
   *
   * @param clipped whether long gradients are shortened to {@link #CLIP_NORM}
   * @return two, before and after learning
   */
  public List<GradientFlow> run(
      GradientTask task, String cell, boolean clipped, Progress progress) {
    NetworkSpec spec =
        new NetworkSpec(new int[] {task.symbols()}, 0, cell, 1, hidden, task.symbols(), 0);
    List<GradientFlow> flows = new ArrayList<>();
    try (Learner learner = new Learner(spec, Arithmetic.floats(), batch, task.steps(), threads)) {
      learner.initialise(seed);
      flows.add(measured(learner, task, cell, clipped, 0, 0, 0));
      SplittableRandom random = new SplittableRandom(seed);
      double largest = 0;
      int leftOut = 0;
      for (int step = 0; step < steps; step++) {
        Window window = task.window(batch, false, random);
        double clip = clipped ? CLIP_NORM : Double.MAX_VALUE;
        Learner.Step taken = learner.learn(window, rate, clip, seed);
        leftOut += taken.taken() ? 0 : 1;
        largest = taken.taken() ? Math.max(largest, taken.gradientNorm()) : largest;
        progress.step(cell, step + 1);
      }
      flows.add(measured(learner, task, cell, clipped, steps, largest, leftOut));
    }
    return flows;
  }

  /** On sequences that are the same for all. */
  private GradientFlow measured(
      Learner learner,
      GradientTask task,
      String cell,
      boolean clipped,
      int taken,
      double largest,
      int leftOut) {
    SplittableRandom random = new SplittableRandom(~seed);
    double[] norms = new double[task.steps() - 1];
    double loss = 0;
    long targets = 0;
    for (int i = 0; i < MEASURED_WINDOWS; i++) {
      double[][] back = learner.gradientsBack(task.window(batch, true, random));
      for (int t = 1; t < task.steps(); t++) {
        for (double norm : back[t]) {
          norms[task.steps() - 1 - t] += norm / (MEASURED_WINDOWS * batch);
        }
      }
      Window whole = task.window(batch, false, random);
      loss += learner.measure(whole);
      targets += whole.targets();
    }
    return new GradientFlow(
        task.name(), cell, clipped, taken, loss / targets, norms, largest, leftOut);
  }
}
