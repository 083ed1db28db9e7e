package ritornello.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A trained network, one step at a time, many sequences side by side: each weight that is read
 * serves them all, so that a token costs a fraction of what {@link Stepper} needs for it. Loads
 * ND4J. Logits are those of {@link Stepper} up to the rounding of single precision. For one thread,
 * which divides the rows among others of its own.
 */
public final class BatchStepper implements AutoCloseable {
  private final List<Sweep> sweeps = new ArrayList<>();
  private final List<Integer> firstRows = new ArrayList<>();
  private final OwnMemory memory;
  private final Workers workers;
  private final Window window;
  private final int rows;

  /**
   * All rows begin at the zero state.
   *
   * @param parameters by the names of {@link Layout}, row-major
   * @param rows B, sequences
   * @param threads how many share the rows
   * @throws IllegalArgumentException if a parameter is missing or of another size, or the network
   *     cannot go on where a sequence stops
   */
  public BatchStepper(NetworkSpec spec, Map<String, float[]> parameters, int rows, int threads) {
    this(spec, parameters, rows, threads, Arithmetic.floats());
  }

  BatchStepper(
      NetworkSpec spec,
      Map<String, float[]> parameters,
      int rows,
      int threads,
      Arithmetic arithmetic) {
    spec.checkGenerates();
    this.rows = rows;
    memory = new OwnMemory(arithmetic);
    workers = new Workers(Math.min(threads, rows), "batch");
    window = new Window(1, rows, spec.inputSizes().length);
    Layout layout = new Layout(spec);
    Values all = TrainedSweep.values(layout, parameters, memory);
    for (int worker = 0; worker < workers.count(); worker++) {
      int first = rows * worker / workers.count();
      int count = rows * (worker + 1) / workers.count() - first;
      Share share = new Share(memory, layout, all, first, count, 1, false);
      sweeps.add(new Sweep(spec, share, 0));
      firstRows.add(first);
    }
  }

  /**
   * One step of all rows.
   *
   * @param indices of each row, one to look up in each embedding
   */
  public void step(int[][] indices) {
    for (int row = 0; row < rows; row++) {
      window.set(0, row, indices[row], Window.NO_TARGET, false);
    }
    workers.each(
        worker -> {
          Sweep sweep = sweeps.get(worker);
          sweep.forward(window, 0);
          sweep.carryState(window);
          return 0;
        });
  }

  /** The logits of a row's last step, (V). */
  public float[] logits(int row) {
    int worker = firstRows.size() - 1;
    while (firstRows.get(worker) > row) {
      worker--;
    }
    return sweeps.get(worker).answer(0, row - firstRows.get(worker));
  }

  @Override
  public void close() {
    workers.close();
    memory.free();
  }
}
