package ritornello.lm;

import java.util.Iterator;
import java.util.Optional;
import ritornello.nn.Window;

/**
 * For truncated backpropagation through time: each row of the batch goes through one passage after
 * another in windows of the same number of steps, so the state that is carried from window to
 * window fits, and no step is padding until the passages run out.
 */
final class CarryingFeed implements WindowFeed {
  private final Iterator<Passage> passages;
  private final Window window;
  private final Passage[] rows; // null until a row's first

  CarryingFeed(Iterator<Passage> passages, int steps, int rows, int inputs) {
    this.passages = passages;
    this.window = new Window(steps, rows, inputs);
    this.rows = new Passage[rows];
  }

  @Override
  public Optional<Window> next() {
    window.clear();
    boolean any = false;
    for (int row = 0; row < rows.length; row++) {
      for (int step = 0; step < window.steps() && hasNext(row); step++) {
        any = true;
        rows[row].put(window, step, row);
      }
    }
    return any ? Optional.of(window) : Optional.empty();
  }

  private boolean hasNext(int row) {
    if ((rows[row] == null || rows[row].isOver()) && passages.hasNext()) {
      rows[row] = passages.next();
    }
    return rows[row] != null && !rows[row].isOver();
  }
}
