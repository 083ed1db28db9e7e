package ritornello.lm;

import java.util.List;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.nn.Window;
import ritornello.token.Context;

/**
 * Leads a model through known sequences, many side by side: what it expects at each step, having
 * seen all tokens before. The same as {@link LanguageModel#nats} does one token at a time, in a
 * small part of the time; it loads ND4J.
 */
final class TeacherForcing {
  private static final int MOST_ROWS = 32;
  private static final int MOST_STEPS = 128;
  private static final int MOST_THREADS = 8;

  /** So that a window's logits stay below 64 MB, however large the vocabulary. */
  private static final int MOST_LOGITS = 1 << 24;

  /** Takes what the model expects. */
  interface Sink {
    /**
     * @param token that comes
     * @param logits (V), of it and all that might have come
     */
    void token(int token, float[] logits);
  }

  private final List<int[]> pieces;
  private final LanguageModel model;
  private final Row[] rows;
  private final Window window;
  private int nextPiece;

  /** What a row of the batch is reading: one piece after the other. */
  private static final class Row {
    int[] piece = new int[0];
    int next;
    Context context;

    /** Of the window, how many steps it has, and where in the piece each is. */
    int steps;

    int[] tokens = new int[MOST_STEPS];
  }

  private TeacherForcing(LanguageModel model, List<int[]> pieces) {
    this.model = model;
    this.pieces = pieces;
    int batch = Math.max(1, Math.min(MOST_ROWS, pieces.size()));
    int vocabulary = model.codec().vocabulary().size();
    int steps = Math.max(1, Math.min(MOST_STEPS, MOST_LOGITS / vocabulary / batch));
    rows = new Row[batch];
    for (int row = 0; row < batch; row++) {
      rows[row] = new Row();
    }
    window = new Window(steps, batch, model.network().inputSizes().length);
  }

  /**
   * Reads all pieces. The tokens of each come in order, those of different pieces in turns.
   *
   * @param pieces without BOS
   */
  static void read(LanguageModel model, List<int[]> pieces, Sink sink) {
    new TeacherForcing(model, pieces).read(sink);
  }

  private void read(Sink sink) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    try (Learner learner =
        new Learner(model.network(), Arithmetic.floats(), rows.length, window.steps(), threads)) {
      Checkpoint.load(model.parameters(), learner);
      while (fill()) {
        learner.measure(window);
        for (int row = 0; row < rows.length; row++) {
          for (int step = 0; step < rows[row].steps; step++) {
            // Without a target there are logits here, and not probabilities in single precision.
            sink.token(rows[row].tokens[step], learner.answer(step, row));
          }
        }
      }
    }
  }

  /** Fills the window with what comes next; false if nothing does. */
  private boolean fill() {
    window.clear();
    int[] indices = new int[model.network().inputSizes().length];
    boolean any = false;
    for (int b = 0; b < rows.length; b++) {
      Row row = rows[b];
      row.steps = 0;
      while (row.steps < window.steps() && hasNext(row)) {
        any = true;
        row.context.inputs(indices);
        window.set(row.steps, b, indices, Window.NO_TARGET, row.next == 0);
        int token = row.piece[row.next++];
        row.tokens[row.steps++] = token;
        row.context.accept(token);
      }
    }
    return any;
  }

  private boolean hasNext(Row row) {
    while (row.next == row.piece.length) {
      if (nextPiece == pieces.size()) {
        return false;
      }
      row.piece = pieces.get(nextPiece++);
      row.next = 0;
      row.context = model.codec().start();
    }
    return true;
  }
}
