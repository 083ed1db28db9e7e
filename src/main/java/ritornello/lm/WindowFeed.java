package ritornello.lm;

import java.util.Iterator;
import ritornello.nn.Window;
import ritornello.token.Codec;
import ritornello.token.Context;

/**
 * Turns an epoch's sequences into windows: each row of the batch goes through one sequence after
 * another, so the state that is carried from window to window fits, and no step is padding until
 * the sequences run out.
 */
final class WindowFeed {
  private final Iterator<int[]> sequences;
  private final Codec codec;
  private final RowFeed[] rows;
  private final int[] indices;

  private static final class RowFeed {
    int[] tokens = new int[0];
    int next;
    Context context;
  }

  WindowFeed(Iterator<int[]> sequences, Codec codec, int batch) {
    this.sequences = sequences;
    this.codec = codec;
    this.rows = new RowFeed[batch];
    for (int row = 0; row < batch; row++) {
      rows[row] = new RowFeed();
    }
    this.indices = new int[codec.inputSizes().length];
  }

  /** Fills the window with what comes next; false if nothing does. */
  boolean next(Window window) {
    window.clear();
    boolean any = false;
    for (int row = 0; row < rows.length; row++) {
      for (int step = 0; step < window.steps() && hasNext(rows[row]); step++) {
        any = true;
        RowFeed feed = rows[row];
        feed.context.inputs(indices);
        int target = feed.tokens[feed.next];
        window.set(step, row, indices, target, feed.next == 0);
        feed.context.accept(target);
        feed.next++;
      }
    }
    return any;
  }

  private boolean hasNext(RowFeed feed) {
    while (feed.next == feed.tokens.length) {
      if (!sequences.hasNext()) {
        return false;
      }
      feed.tokens = sequences.next();
      feed.next = 0;
      feed.context = codec.start();
    }
    return true;
  }
}
