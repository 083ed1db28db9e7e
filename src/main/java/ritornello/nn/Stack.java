package ritornello.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.nn.Share.Slice;

/** From indices to the activations of the last layer: embedding, context, layers, normalisation. */
final class Stack {
  private final Optional<LookUpFeed> lookUp;
  private final Flow embedded; // (T, B, E)
  private final Optional<Context> context;
  private final List<Level> levels = new ArrayList<>();
  private final Optional<Normalisation> norm;

  /**
   * @param prefix what the names of its parameters begin with
   */
  Stack(Share share, NetworkSpec spec, String prefix) {
    NetworkSpec.Deep deep = spec.deepOrPlain();
    boolean direct = spec.embedding() == 0;
    embedded = share.flow(spec.embedding());
    lookUp = direct ? Optional.empty() : Optional.of(table(share, spec, prefix));
    context =
        deep.context() == 1
            ? Optional.empty()
            : Optional.of(new Context(share, embedded, deep.context()));
    Flow below = context.map(Context::out).orElse(embedded);
    for (int number = 0; number < spec.layers(); number++) {
      Level level = new Level(share, spec, prefix, number, below, direct && number == 0);
      levels.add(level);
      below = level.out();
    }
    String name = prefix + Layout.norm(spec.layers());
    norm = deep.layerNorm() ? Optional.of(new Normalisation(share, name, below)) : Optional.empty();
  }

  /** The tables of all inputs lie one after another, so they are one. */
  private static LookUpFeed table(Share share, NetworkSpec spec, String prefix) {
    int at = share.layout.get(prefix + Layout.embedding(0)).at();
    Slice all = new Slice(at, spec.rowsInAll(), spec.embedding(), spec.embedding());
    return new LookUpFeed(share, spec.inputSizes(), all);
  }

  /** (T, B, E). */
  Flow embedded() {
    return embedded;
  }

  /** (T, B, W) of the last layer. */
  Flow out() {
    return norm.map(Normalisation::out).orElse(levels.get(levels.size() - 1).out());
  }

  /** From now on tells {@code to} what comes back to the states of the last layer. */
  void tell(Optional<StateGradients> to) {
    levels.get(levels.size() - 1).tell(to);
  }

  List<Stateful> states() {
    List<Stateful> states = new ArrayList<>();
    levels.forEach(level -> states.addAll(level.states()));
    context.ifPresent(c -> states.add(c.state()));
    return states;
  }

  /** Puts the rows that each step looks up into {@link #embedded}. */
  void embed(Window window) {
    lookUp.ifPresent(l -> l.forward(window, embedded.values(), 0, embedded.width()));
  }

  /** On from {@link #embedded}. */
  void forward(Window window, long dropoutKey) {
    context.ifPresent(c -> c.forward(window));
    for (Level level : levels) {
      level.forward(window, dropoutKey);
    }
    norm.ifPresent(n -> n.forward(window));
  }

  /** From the gradient of {@link #out} to that of {@link #embedded}. */
  void backward(Window window, long dropoutKey) {
    norm.ifPresent(n -> n.backward(window, false));
    for (int number = levels.size() - 1; number >= 0; number--) {
      levels.get(number).backward(window, dropoutKey);
    }
    context.ifPresent(c -> c.backward(window));
  }

  void embedBack(Window window) {
    lookUp.ifPresent(l -> l.backward(window, embedded.gradient(), 0, embedded.width(), false));
  }
}
