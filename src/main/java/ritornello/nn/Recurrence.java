package ritornello.nn;

import java.util.List;
import java.util.Optional;
import ritornello.nn.Arithmetic.Block;
import ritornello.nn.Cell.Kernel;
import ritornello.nn.Cell.Span;
import ritornello.nn.Cell.Vectors;
import ritornello.nn.Layout.Parameter;
import ritornello.nn.Share.Slice;

/**
 * One layer through time in one direction, whatever its cell. Slot t of state and memory is what
 * the t-th step from the left starts from or leaves, so that for both directions the states that
 * steps start from lie in the order of the steps.
 */
final class Recurrence implements Stateful {
  private final Share share;
  private final int rows;
  private final int hidden;
  private final boolean fromTheRight;
  private final Feed feed;
  private final Flow out;
  private final int outAt;
  private final Kernel kernel;
  private final Span input;
  private final boolean inputReachesAll;
  private final Span[] spans; // one for each product with the state before
  private final Slice[] weights;
  private final int gates;
  private final int memories;
  private final Vectors vectors;
  private final Vectors vectorGradients;
  private final Values z; // (T, B, gates, H)
  private final Values before; // (T + 1, B, H), masked, zero where a sequence begins
  private final Values memory; // (T + 1, B, memories, H)
  private final Values between; // (T, B, H), what a second product starts from
  private final Values betweenGradient; // (B, H)
  private final Values backIn; // (B, H), dL/da⟨t−1⟩ through time
  private final Values carried; // (B, H), dL/dc⟨t−1⟩
  private final Optional<SequenceMask> mask; // of what enters the products with the state before
  private final Row gradientRow;
  private final Row backRow;
  private final boolean handsOnOnce;
  private Optional<StateGradients> observer = Optional.empty();

  /**
   * @param name what the names of the parameters begin with
   * @param outAt where the activations go in a row of {@code out}
   * @param mask of the state before, where it goes into a product
   */
  Recurrence(
      Share share,
      Cell cell,
      int hidden,
      String name,
      boolean fromTheRight,
      Feed feed,
      Flow out,
      int outAt,
      Optional<SequenceMask> mask) {
    this.share = share;
    this.rows = share.rows;
    this.hidden = hidden;
    this.fromTheRight = fromTheRight;
    this.feed = feed;
    this.out = out;
    this.outAt = outAt;
    this.mask = mask;
    kernel = cell.kernel(share.arithmetic, hidden);
    input = cell.input();
    gates = cell.gates();
    inputReachesAll = input.blocks() == gates;
    handsOnOnce = cell.handsOnOnce();
    memories = cell.memories();
    spans = cell.recurrent().toArray(Span[]::new);
    weights = weights(cell.recurrent(), name);
    Parameter bias = share.layout.get(name + Layout.BIAS);
    int peephole = cell.peepholes() == 0 ? 0 : share.layout.get(name + Layout.PEEPHOLE).at();
    vectors = new Vectors(share.parameters, bias.at(), peephole);
    vectorGradients = new Vectors(share.gradient, bias.at(), peephole);
    z = share.values(gates * hidden);
    before = share.arithmetic.values(Share.room(share.capacity + 1, rows, hidden));
    memory = share.arithmetic.values(Share.room(share.capacity + 1, rows, memories * hidden));
    between = share.values(spans.length > 1 ? hidden : 0);
    betweenGradient = share.gradients(spans.length > 1 ? rows * hidden : 0);
    backIn = share.gradients(rows * hidden);
    carried = share.gradients(rows * hidden);
    gradientRow = share.arithmetic.row(hidden);
    backRow = share.arithmetic.row(hidden);
  }

  private Slice[] weights(List<Span> spans, String name) {
    Slice[] slices = new Slice[spans.size()];
    int column = 0;
    for (int i = 0; i < slices.length; i++) {
      int columns = spans.get(i).blocks() * hidden;
      slices[i] = share.matrix(name + Layout.RECURRENT).columns(column, columns);
      column += columns;
    }
    return slices;
  }

  /** Whether step t of row b starts from the zero state. */
  private boolean begins(Window window, int t, int b) {
    return fromTheRight
        ? t + 1 == window.steps() || window.fresh(t + 1, share.firstRow + b)
        : window.fresh(t, share.firstRow + b);
  }

  private int startSlot(int t) {
    return (fromTheRight ? t + 1 : t) * rows;
  }

  private int endSlot(int t) {
    return (fromTheRight ? t : t + 1) * rows;
  }

  private int memoryAt(int slot) {
    return slot * memories * hidden;
  }

  private int from(Window window, int t, int b) {
    return begins(window, t, b) ? Kernel.ZERO_STATE : memoryAt(startSlot(t) + b);
  }

  private Block stateBefore(int t) {
    return new Block(before, startSlot(t) * hidden, hidden);
  }

  private Block preActivations(int t, int block) {
    return new Block(z, (t * rows * gates + block) * hidden, gates * hidden);
  }

  /**
   * Forward through the window, from the state that the last window left.
   *
   * @param dropoutKey what the mask is made from; 0 for none
   */
  void forward(Window window, long dropoutKey) {
    int steps = window.steps();
    mask.ifPresent(m -> m.draw(window, dropoutKey));
    if (!inputReachesAll) {
      z.clear();
    }
    feed.forward(window, z, input.first() * hidden, gates * hidden);
    for (int i = 0; i < steps; i++) {
      int t = fromTheRight ? steps - 1 - i : i;
      clearWhereItBegins(window, t);
      if (spans.length > 0) {
        share.product(rows, stateBefore(t), weights[0], 1, preActivations(t, spans[0].first()));
      }
      if (spans.length > 1) {
        secondProduct(window, t);
      }
      for (int b = 0; b < rows; b++) {
        int zAt = (t * rows + b) * gates * hidden;
        int to = memoryAt(endSlot(t) + b);
        Row activation = kernel.forward(z, zAt, vectors, memory, from(window, t, b), to);
        activation.store(out.values(), (t * rows + b) * out.width() + outAt);
        applyMask(activation, t, b);
        activation.store(before, (endSlot(t) + b) * hidden);
      }
    }
  }

  /** Neighbouring steps of a sequence have one mask, so that of either will do. */
  private void applyMask(Row row, int t, int b) {
    mask.ifPresent(m -> m.apply(row, t, b));
  }

  private void clearWhereItBegins(Window window, int t) {
    for (int b = 0; b < rows; b++) {
      if (begins(window, t, b)) {
        backRow.zero();
        backRow.store(before, (startSlot(t) + b) * hidden);
      }
    }
  }

  private void secondProduct(Window window, int t) {
    for (int b = 0; b < rows; b++) {
      int zAt = (t * rows + b) * gates * hidden;
      Row row = kernel.between(z, zAt, vectors, memory, from(window, t, b));
      applyMask(row, t, b);
      row.store(between, (t * rows + b) * hidden);
    }
    Block from = new Block(between, t * rows * hidden, hidden);
    share.product(rows, from, weights[1], 1, preActivations(t, spans[1].first()));
  }

  /**
   * Back through the window after {@link #forward}, from the gradient of what came out.
   *
   * @param adds whether the gradient of what went in is added to what is there
   */
  void backward(Window window, boolean adds) {
    int steps = window.steps();
    carried.clear();
    for (int i = steps - 1; i >= 0; i--) {
      int t = fromTheRight ? steps - 1 - i : i;
      stepBack(window, t, i + 1 < steps);
      if (spans.length > 1) {
        secondProductBack(window, t);
      }
      if (spans.length > 0 && i > 0) {
        Block to = new Block(backIn, 0, hidden);
        share.transposedProduct(rows, preActivations(t, spans[0].first()), weights[0], 0, to);
        observe(window, t);
      }
    }
    int count = steps * rows;
    feed.backward(window, z, input.first() * hidden, gates * hidden, adds);
    if (spans.length > 0) {
      Block states = new Block(before, fromTheRight ? rows * hidden : 0, hidden);
      share.weightGradient(weights[0], count, states, preActivations(0, spans[0].first()));
    }
    if (spans.length > 1) {
      Block in = new Block(between, 0, hidden);
      share.weightGradient(weights[1], count, in, preActivations(0, spans[1].first()));
    }
    kernel.addGradient(vectorGradients);
  }

  /** Tells what comes back to the state that a step starts from, wherever it does not begin. */
  private void observe(Window window, int t) {
    observer.ifPresent(
        to -> {
          for (int b = 0; b < rows; b++) {
            if (!begins(window, t, b)) {
              gradientRow.load(backIn, b * hidden);
              backRow.load(carried, b * hidden);
              to.put(t, share.firstRow + b, gradientRow, backRow, handsOnOnce);
            }
          }
        });
  }

  /** From now on tells {@code to} of every {@link #backward}. */
  void tell(Optional<StateGradients> to) {
    observer = to;
  }

  private void stepBack(Window window, int t, boolean hasNext) {
    int next = fromTheRight ? t - 1 : t + 1;
    for (int b = 0; b < rows; b++) {
      gradientRow.load(out.gradient(), (t * rows + b) * out.width() + outAt);
      // Nothing comes back from a step that started from the zero state.
      if (spans.length > 0 && hasNext && !begins(window, next, b)) {
        backRow.load(backIn, b * hidden);
        applyMask(backRow, t, b);
        gradientRow.add(backRow);
      }
      kernel.backward(
          z,
          (t * rows + b) * gates * hidden,
          vectors,
          memory,
          from(window, t, b),
          memoryAt(endSlot(t) + b),
          gradientRow,
          carried,
          b * hidden);
    }
  }

  private void secondProductBack(Window window, int t) {
    Block to = new Block(betweenGradient, 0, hidden);
    share.transposedProduct(rows, preActivations(t, spans[1].first()), weights[1], 0, to);
    for (int b = 0; b < rows; b++) {
      gradientRow.load(betweenGradient, b * hidden);
      applyMask(gradientRow, t, b);
      int zAt = (t * rows + b) * gates * hidden;
      kernel.betweenBack(z, zAt, memory, from(window, t, b), gradientRow, carried, b * hidden);
    }
  }

  /** From the right nothing goes on: a window holds whole sequences then. */
  @Override
  public void carry(Window window) {
    if (fromTheRight) {
      return;
    }
    int last = window.steps() * rows;
    for (int b = 0; b < rows; b++) {
      move(before, (last + b) * hidden, b * hidden);
      for (int m = 0; m < memories; m++) {
        move(memory, memoryAt(last + b) + m * hidden, memoryAt(b) + m * hidden);
      }
    }
  }

  private void move(Values values, int from, int to) {
    backRow.load(values, from);
    backRow.store(values, to);
  }

  @Override
  public int stateSize() {
    return fromTheRight ? 0 : (1 + memories) * hidden;
  }

  @Override
  public void visitState(int b, Visitor visitor) {
    if (!fromTheRight) {
      visitor.visit(before, b * hidden, hidden);
      visitor.visit(memory, memoryAt(b), memories * hidden);
    }
  }
}
