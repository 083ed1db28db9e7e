package ritornello.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.nn.NetworkSpec.Pooling;

/**
 * One thread's share of a batch, forward through all steps of a window and back: the parts of a
 * network put together, the same for learning, measuring and taking one step at a time.
 */
final class Sweep {
  private final Share share;
  private final int heardCapacity;
  private final Optional<HearingPart> hearing;
  private final Stack stack;
  private final Optional<History> history;
  private final Optional<Attention> attention;
  private final Optional<Pooler> pooler;
  private final AnswerLayer answers;
  private final double labelSmoothing;
  private final List<Stateful> states = new ArrayList<>();

  /**
   * @param heardSteps longest sequence that an encoder hears
   */
  Sweep(NetworkSpec spec, Share share, int heardSteps) {
    this(spec, share, heardSteps, 0);
  }

  /**
   * @param heardSteps longest sequence that an encoder hears
   * @param labelSmoothing share of the wanted probability that goes to all answers, while learning
   */
  Sweep(NetworkSpec spec, Share share, int heardSteps, double labelSmoothing) {
    this.share = share;
    this.labelSmoothing = labelSmoothing;
    heardCapacity = heardSteps;
    hearing =
        spec.encoder().map(e -> new HearingPart(share.ofLength(heardSteps), spec.encoderStack(e)));
    stack = new Stack(share, spec, "");
    history =
        spec.attention()
            .filter(a -> hearing.isEmpty())
            .map(a -> new History(share, stack.out(), a.span()));
    attention = spec.attention().map(this::attention);
    Flow top = attention.map(Attention::out).orElse(stack.out());
    Pooling pooling = spec.headOrPlain().pooling();
    pooler =
        pooling == Pooling.STEP
            ? Optional.empty()
            : Optional.of(new Pooler(share, pooling, top, spec.hidden()));
    Flow last = pooler.map(Pooler::out).orElse(top);
    answers = new AnswerLayer(share, spec.headOrPlain().answer(), last, spec.outputs());
    states.addAll(stack.states());
    history.ifPresent(states::add);
  }

  private Attention attention(NetworkSpec.Attention spec) {
    if (hearing.isPresent()) {
      return new Attention(share, spec, stack.out(), hearing.get(), heardCapacity, 0);
    }
    int most = spec.span() + share.capacity;
    return new Attention(share, spec, stack.out(), history.orElseThrow(), most, spec.span());
  }

  Values gradient() {
    return share.gradient;
  }

  private void check(Window window, int capacity) {
    if (window.steps() > capacity) {
      throw new IllegalArgumentException(
          "a window has " + window.steps() + " steps, and there is room for " + capacity);
    }
  }

  /**
   * Forward through the window, from the state that the last window left. A window without a source
   * goes on with what was heard last.
   *
   * @param dropoutKey what the dropout masks are made from; 0 for none, and for targets that are
   *     not smoothed
   * @return Σ −ln p(target) over the targets that count, in nats
   */
  double forward(Window window, long dropoutKey) {
    check(window, share.capacity);
    window.source().ifPresent(source -> hear(source, heardKey(dropoutKey)));
    stack.embed(window);
    hearing.ifPresent(h -> h.addTo(stack.embedded(), window.steps()));
    stack.forward(window, dropoutKey);
    history.ifPresent(h -> h.forward(window));
    attention.ifPresent(a -> a.forward(window));
    pooler.ifPresent(p -> p.forward(window));
    return answers.forward(window, dropoutKey == 0 ? 0 : labelSmoothing);
  }

  /** What is heard before the next window. */
  void hear(Window source) {
    hear(source, 0);
  }

  private void hear(Window source, long dropoutKey) {
    check(source, heardCapacity);
    HearingPart part =
        hearing.orElseThrow(
            () -> new IllegalArgumentException("this network has no encoder, so it cannot hear"));
    part.forward(source, dropoutKey);
  }

  /** The encoder's masks are others than the decoder's. */
  private static long heardKey(long dropoutKey) {
    return dropoutKey == 0 ? 0 : Mix.key(dropoutKey) | 1;
  }

  /**
   * Back through the window after {@link #forward}; the gradient of Σ loss · scale is then in
   * {@link #gradient}.
   */
  void backward(Window window, long dropoutKey, double scale) {
    share.gradient.clear();
    answers.backward(window, scale, labelSmoothing);
    pooler.ifPresent(p -> p.backward(window));
    hearing.ifPresent(HearingPart::clearGradient);
    history.ifPresent(History::clearGradient);
    attention.ifPresent(a -> a.backward(window));
    history.ifPresent(h -> h.backward(window));
    stack.backward(window, dropoutKey);
    hearing.ifPresent(
        h -> {
          Window source =
              window
                  .source()
                  .orElseThrow(() -> new IllegalArgumentException("nothing was there to hear"));
          h.backward(source, heardKey(dropoutKey), stack.embedded(), window.steps());
        });
    stack.embedBack(window);
  }

  /**
   * As {@link #backward} of the sum of the losses, after {@link #forward} without dropout; the
   * state of the last layer is observed.
   */
  void observedBackward(Window window, StateGradients observer) {
    stack.tell(Optional.of(observer));
    backward(window, 0, 1);
    stack.tell(Optional.empty());
  }

  /** Logits of steps without a target, probabilities of steps with one, (V). */
  float[] answer(int t, int b) {
    return answers.answer(t, b);
  }

  /** How much a step looks at each position, see {@link Attention#weights}. */
  float[] attention(int t, int b) {
    return attention.orElseThrow(() -> new IllegalStateException("no attention")).weights(t, b);
  }

  /** How much each step of a sequence counts, see {@link Pooler#weights}. */
  float[] pooling(int b, int from, int last) {
    return pooler.orElseThrow(() -> new IllegalStateException("no pooling")).weights(b, from, last);
  }

  /** Makes the state after the last step the one that the next window starts from. */
  void carryState(Window window) {
    for (Stateful state : states) {
      state.carry(window);
    }
  }

  /** Numbers of state a row of the batch carries. */
  int stateSize() {
    return states.stream().mapToInt(Stateful::stateSize).sum();
  }

  /** Writes the state that the next window starts from, row by row. */
  void saveState(float[] into) {
    visitStates(new Cursor(into)::save);
  }

  void restoreState(float[] from) {
    visitStates(new Cursor(from)::restore);
  }

  private void visitStates(Stateful.Visitor visitor) {
    for (int b = 0; b < share.rows; b++) {
      for (Stateful state : states) {
        state.visitState(b, visitor);
      }
    }
  }

  /** Goes through the numbers of this share's rows. */
  private final class Cursor {
    private final float[] numbers;
    private int next = share.firstRow * stateSize();

    Cursor(float[] numbers) {
      this.numbers = numbers;
    }

    void save(Values values, int at, int size) {
      values.read(at, numbers, next, size);
      next += size;
    }

    void restore(Values values, int at, int size) {
      values.write(at, numbers, next, size);
      next += size;
    }
  }
}
