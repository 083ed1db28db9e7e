package ritornello.lm;

import java.util.Iterator;
import java.util.Optional;
import ritornello.nn.Learner;
import ritornello.nn.Window;
import ritornello.token.TokenSource;

/**
 * Measures what the learner's weights, as they are, make of pieces. Between two steps of learning:
 * the state that the next window starts from stays as it is.
 */
final class LossMeter {
  private final Learner learner;
  private final Reading reading;
  private final int steps;
  private final int rows;

  /**
   * @param steps of a window, at most those that the learner has room for
   * @param rows of a window
   */
  LossMeter(Learner learner, Reading reading, int steps, int rows) {
    this.learner = learner;
    this.reading = reading;
    this.steps = steps;
    this.rows = rows;
  }

  /** Mean −ln p of all tokens, each after all that comes before it in its piece, in nats. */
  double measure(TokenSource source) {
    return measure(source.epoch(0), Batching.AS_AT_FIRST);
  }

  /**
   * Mean −ln p, in nats a token, of the first pieces.
   *
   * @param tokens on how many tokens, about
   * @param batching how the pieces become windows; the loss of a passage is that from its zero
   *     state on
   */
  double measure(TokenSource source, long tokens, Batching batching) {
    return measure(new First(source.epoch(0), tokens), batching);
  }

  private double measure(Iterator<int[]> pieces, Batching batching) {
    WindowFeed feed = batching.feed(pieces, reading, steps, rows, 0);
    float[] state = learner.saveState();
    double loss = 0;
    long targets = 0;
    for (Optional<Window> next = feed.next(); next.isPresent(); next = feed.next()) {
      loss += learner.measure(next.get());
      targets += next.get().targets();
    }
    learner.restoreState(state);
    return loss / Math.max(1, targets);
  }

  /** Pieces until there are so many tokens. */
  private static final class First implements Iterator<int[]> {
    private final Iterator<int[]> pieces;
    private long left;

    First(Iterator<int[]> pieces, long tokens) {
      this.pieces = pieces;
      this.left = tokens;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && pieces.hasNext();
    }

    @Override
    public int[] next() {
      int[] piece = pieces.next();
      left -= piece.length;
      return piece;
    }
  }
}
