package ritornello.nn;

/**
 * The latest K steps side by side, the step itself first; zeros where the sequence has not begun.
 */
final class Context {
  private final Share share;
  private final Flow in;
  private final Flow out;
  private final int steps;
  private final History history;
  private final Row row;
  private final Row other;

  /**
   * @param steps K
   */
  Context(Share share, Flow in, int steps) {
    this.share = share;
    this.in = in;
    this.steps = steps;
    out = share.flow(in.width() * steps);
    history = new History(share, in, steps - 1);
    row = share.arithmetic.row(in.width());
    other = share.arithmetic.row(in.width());
  }

  Flow out() {
    return out;
  }

  Stateful state() {
    return history;
  }

  void forward(Window window) {
    history.forward(window);
    for (int i = 0; i < window.steps() * share.rows; i++) {
      for (int back = 0; back < steps; back++) {
        int slot = slot(i, back);
        if (slot < 0) {
          row.zero();
        } else {
          row.load(history.values(), (slot * share.rows + i % share.rows) * in.width());
        }
        row.store(out.values(), i * out.width() + back * in.width());
      }
    }
  }

  /** Of the step that many before, or −1 if that is before the sequence. */
  private int slot(int i, int back) {
    int t = i / share.rows;
    int b = i % share.rows;
    int slot = history.to(t, b) - back;
    return slot < history.from(t, b) ? -1 : slot;
  }

  void backward(Window window) {
    history.clearGradient();
    for (int i = 0; i < window.steps() * share.rows; i++) {
      for (int back = 0; back < steps; back++) {
        int slot = slot(i, back);
        if (slot >= 0) {
          int at = (slot * share.rows + i % share.rows) * in.width();
          row.load(out.gradient(), i * out.width() + back * in.width());
          other.load(history.gradient(), at);
          other.add(row);
          other.store(history.gradient(), at);
        }
      }
    }
    in.gradient().clear();
    history.backward(window);
  }
}
