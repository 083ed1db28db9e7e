package ritornello.nn;

/**
 * The latest N steps before each step of a window as well as its own: slot p of P = N + T holds
 * step p − N, so that the first N slots are what the windows before left.
 */
final class History implements Stateful, Attended {
  private final Share share;
  private final Flow flow;
  private final int span;
  private final Values slots; // (N + T, B, W)
  private final Values gradient; // (N + T, B, W)
  private final int[] earliest; // (T, B), slot of the first step of the sequence
  private final Values known; // (B), how many of the first N slots are of the sequence that goes on
  private final Row row;
  private final Row other;
  private int steps;

  /**
   * @param span N
   */
  History(Share share, Flow flow, int span) {
    this.share = share;
    this.flow = flow;
    this.span = span;
    int size = (span + share.capacity) * share.rows * flow.width();
    slots = share.arithmetic.values(size);
    gradient = share.gradients(size);
    earliest = new int[share.capacity * share.rows];
    known = share.arithmetic.values(share.rows);
    row = share.arithmetic.row(flow.width());
    other = share.arithmetic.row(flow.width());
  }

  /** Takes in what the flow holds now. */
  void forward(Window window) {
    steps = window.steps();
    for (int i = 0; i < steps * share.rows; i++) {
      row.load(flow.values(), i * flow.width());
      row.store(slots, (span * share.rows + i) * flow.width());
    }
    for (int b = 0; b < share.rows; b++) {
      int first = span - (int) known.get(b);
      for (int t = 0; t < steps; t++) {
        first = window.fresh(t, share.firstRow + b) ? span + t : first;
        earliest[t * share.rows + b] = first;
      }
    }
  }

  /** Makes the gradient of all slots zero. */
  void clearGradient() {
    gradient.clear();
  }

  /** Adds the gradient of the window's own slots to that of the flow; earlier windows are past. */
  void backward(Window window) {
    for (int i = 0; i < window.steps() * share.rows; i++) {
      row.load(gradient, (span * share.rows + i) * flow.width());
      other.load(flow.gradient(), i * flow.width());
      other.add(row);
      other.store(flow.gradient(), i * flow.width());
    }
  }

  @Override
  public int width() {
    return flow.width();
  }

  @Override
  public int positions() {
    return span + steps;
  }

  @Override
  public Values values() {
    return slots;
  }

  @Override
  public Values gradient() {
    return gradient;
  }

  /** The earliest slot of the step's own sequence, at most N before it. */
  @Override
  public int from(int t, int b) {
    return Math.max(t, earliest[t * share.rows + b]);
  }

  /** The step itself is not attended to. */
  @Override
  public int to(int t, int b) {
    return span + t;
  }

  @Override
  public void carry(Window window) {
    int last = window.steps() - 1;
    for (int b = 0; b < share.rows; b++) {
      int slotsOfSequence = span + last + 1 - earliest[last * share.rows + b];
      known.set(b, Math.min(span, slotsOfSequence));
      for (int slot = 0; slot < span; slot++) {
        row.load(slots, ((slot + window.steps()) * share.rows + b) * flow.width());
        row.store(slots, (slot * share.rows + b) * flow.width());
      }
    }
  }

  @Override
  public int stateSize() {
    return 1 + span * flow.width();
  }

  @Override
  public void visitState(int b, Visitor visitor) {
    visitor.visit(known, b, 1);
    for (int slot = 0; slot < span; slot++) {
      visitor.visit(slots, (slot * share.rows + b) * flow.width(), flow.width());
    }
  }
}
