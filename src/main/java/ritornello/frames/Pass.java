package ritornello.frames;

import java.util.List;
import java.util.Map;
import ritornello.nn.Arithmetic;
import ritornello.nn.Layout;
import ritornello.nn.Learner;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Window;

/** Leads a network through known sequences, many side by side. Loads ND4J. */
final class Pass {
  private static final int MOST_ROWS = 32;
  private static final int STEPS = 128;

  /** Takes what the network answered. */
  interface Sink {
    /**
     * @param logits (V), after having seen all steps before this one
     */
    void step(int sequence, int step, float[] logits);
  }

  private final View.Script script;
  private final List<int[]> sequences;
  private final int semitones;
  private final Window window;
  private final int[] sequenceOfRow;
  private final int[] nextOfRow;
  private final View.Eye[] eyeOfRow;
  private int nextSequence;

  private Pass(View.Script script, List<int[]> sequences, int semitones) {
    this.script = script;
    this.sequences = sequences;
    this.semitones = semitones;
    int rows = Math.min(MOST_ROWS, sequences.size());
    window = new Window(STEPS, rows, 1);
    sequenceOfRow = new int[rows];
    nextOfRow = new int[rows];
    eyeOfRow = new View.Eye[rows];
  }

  /**
   * Goes through all sequences.
   *
   * @param sequences symbols of the script, one sequence or more, each of one step or more
   * @param semitones how much higher the network sees them
   */
  static void through(
      NetworkSpec network,
      Map<String, float[]> parameters,
      View.Script script,
      List<int[]> sequences,
      int semitones,
      int threads,
      Sink sink) {
    Pass pass = new Pass(script, sequences, semitones);
    try (Learner learner =
        new Learner(network, Arithmetic.floats(), pass.window.rows(), STEPS, threads)) {
      for (Layout.Parameter parameter : learner.layout().parameters()) {
        float[] values = parameters.get(parameter.name());
        learner.parameters().write(parameter.at(), values, 0, values.length);
      }
      pass.run(learner, sink);
    }
  }

  private void run(Learner learner, Sink sink) {
    int[][] sequence = new int[window.rows()][STEPS];
    int[][] step = new int[window.rows()][STEPS];
    int[] filled = new int[window.rows()];
    while (fill(sequence, step, filled)) {
      learner.measure(window);
      for (int row = 0; row < filled.length; row++) {
        for (int t = 0; t < filled[row]; t++) {
          sink.step(sequence[row][t], step[row][t], learner.answer(t, row));
        }
      }
    }
  }

  /** What stands where in the window; false if there is nothing left. */
  private boolean fill(int[][] sequence, int[][] step, int[] filled) {
    window.clear();
    boolean any = false;
    for (int row = 0; row < filled.length; row++) {
      filled[row] = 0;
      while (filled[row] < STEPS && hasNext(row)) {
        int t = filled[row]++;
        sequence[row][t] = sequenceOfRow[row];
        step[row][t] = nextOfRow[row];
        View.Eye eye = eyeOfRow[row];
        // Without a target the answers are logits, and not probabilities in single precision.
        window.set(t, row, eye.rows(), Window.NO_TARGET, nextOfRow[row] == 0);
        eye.skip(sequences.get(sequenceOfRow[row])[nextOfRow[row]++]);
        any = true;
      }
    }
    return any;
  }

  private boolean hasNext(int row) {
    boolean over =
        eyeOfRow[row] == null || nextOfRow[row] == sequences.get(sequenceOfRow[row]).length;
    if (over && nextSequence < sequences.size()) {
      sequenceOfRow[row] = nextSequence++;
      nextOfRow[row] = 0;
      eyeOfRow[row] = script.begin(semitones);
      return true;
    }
    return !over;
  }
}
