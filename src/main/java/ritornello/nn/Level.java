package ritornello.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a stack: normalisation, the cell in one direction or two, dropout, and what went in
 * added to what comes out; all but the cell if wanted.
 */
final class Level {
  /** Tells masks of sequences from those of steps. */
  private static final long MASK_OF_SEQUENCE = 1L << 40;

  private final Share share;
  private final int number;
  private final double dropout;
  private final Flow in;
  private final boolean residual;
  private final Optional<Normalisation> norm;
  private final Optional<MaskedFlow> masked;
  private final List<Stateful> states = new ArrayList<>();
  private final List<Recurrence> recurrences = new ArrayList<>();
  private final Flow out;
  private final Values mask; // (T, B, W), of dropout
  private final Row row;
  private final Row other;

  /**
   * @param prefix what the names of its parameters begin with
   * @param number of the layer, from 0
   * @param in what goes into it
   * @param lookUp whether that is indices, and the rows of the layer's own matrix are looked up
   */
  Level(Share share, NetworkSpec spec, String prefix, int number, Flow in, boolean lookUp) {
    this.share = share;
    this.number = number;
    this.dropout = spec.dropout();
    this.in = in;
    boolean above = number > 0;
    residual = above && spec.deepOrPlain().residual();
    boolean norms = above && spec.deepOrPlain().layerNorm();
    norm =
        norms
            ? Optional.of(new Normalisation(share, prefix + Layout.norm(number), in))
            : Optional.empty();
    out = share.flow(spec.width());
    NetworkSpec.Variational drops = spec.variationalOrNone();
    masked = lookUp || drops.input() == 0 ? Optional.empty() : Optional.of(masked(drops));
    Flow entering = masked.map(MaskedFlow::out).orElse(normal());
    for (int way = 0; way < spec.directions(); way++) {
      String name = prefix + Layout.direction(number, way == 1);
      Share.Slice matrix = share.matrix(name + Layout.INPUT);
      Feed feed =
          lookUp
              ? new LookUpFeed(share, spec.inputSizes(), matrix)
              : new DenseFeed(share, entering, matrix);
      recurrences.add(
          new Recurrence(
              share,
              spec.newCell(),
              spec.hidden(),
              name,
              way == 1,
              feed,
              out,
              way * spec.hidden(),
              stateMask(spec, way)));
    }
    mask = share.values(dropout > 0 ? spec.width() : 0);
    row = share.arithmetic.row(spec.width());
    other = share.arithmetic.row(spec.width());
  }

  Flow out() {
    return out;
  }

  /** From now on tells {@code to} what comes back to the states of the direction from the left. */
  void tell(Optional<StateGradients> to) {
    recurrences.get(0).tell(to);
  }

  /** What goes on in the next window. */
  List<Stateful> states() {
    List<Stateful> all = new ArrayList<>(recurrences);
    all.addAll(states);
    return all;
  }

  private Flow normal() {
    return norm.map(Normalisation::out).orElse(in);
  }

  private MaskedFlow masked(NetworkSpec.Variational drops) {
    Flow normal = normal();
    return new MaskedFlow(share, normal, mask(normal.width(), drops.input(), 0));
  }

  private Optional<SequenceMask> stateMask(NetworkSpec spec, int way) {
    double dropped = spec.variationalOrNone().state();
    return dropped == 0 ? Optional.empty() : Optional.of(mask(spec.hidden(), dropped, 1 + way));
  }

  private SequenceMask mask(int width, double dropped, int which) {
    long place = Mix.key(MASK_OF_SEQUENCE, number, which);
    SequenceMask mask = new SequenceMask(share, width, dropped, place);
    states.add(mask);
    return mask;
  }

  /**
   * @param dropoutKey what the dropout masks are made from; 0 for none
   */
  void forward(Window window, long dropoutKey) {
    norm.ifPresent(n -> n.forward(window));
    masked.ifPresent(m -> m.forward(window, dropoutKey));
    for (Recurrence recurrence : recurrences) {
      recurrence.forward(window, dropoutKey);
    }
    if (drops(dropoutKey)) {
      drop(window, dropoutKey);
    }
    if (residual) {
      add(window, in.values(), out.values());
    }
  }

  private boolean drops(long dropoutKey) {
    return dropoutKey != 0 && dropout > 0;
  }

  private void drop(Window window, long dropoutKey) {
    for (int i = 0; i < window.steps() * share.rows; i++) {
      long key = Mix.key(dropoutKey, number, i / share.rows, share.firstRow + i % share.rows);
      other.dropoutMask(1 - dropout, key);
      row.load(out.values(), i * out.width());
      row.product(row, other);
      other.store(mask, i * out.width());
      row.store(out.values(), i * out.width());
    }
  }

  private void add(Window window, Values from, Values to) {
    for (int i = 0; i < window.steps() * share.rows; i++) {
      row.load(from, i * out.width());
      other.load(to, i * out.width());
      row.add(other);
      row.store(to, i * out.width());
    }
  }

  void backward(Window window, long dropoutKey) {
    if (residual) {
      copy(window, out.gradient(), in.gradient());
    }
    if (drops(dropoutKey)) {
      unmask(window);
    }
    boolean addsToNormal = residual && norm.isEmpty();
    boolean adds = masked.isEmpty() && addsToNormal;
    for (Recurrence recurrence : recurrences) {
      recurrence.backward(window, adds);
      adds = true;
    }
    masked.ifPresent(m -> m.backward(window, addsToNormal));
    norm.ifPresent(n -> n.backward(window, residual));
  }

  private void copy(Window window, Values from, Values to) {
    for (int i = 0; i < window.steps() * share.rows; i++) {
      row.load(from, i * out.width());
      row.store(to, i * out.width());
    }
  }

  private void unmask(Window window) {
    for (int i = 0; i < window.steps() * share.rows; i++) {
      row.load(out.gradient(), i * out.width());
      other.load(mask, i * out.width());
      row.product(row, other);
      row.store(out.gradient(), i * out.width());
    }
  }
}
