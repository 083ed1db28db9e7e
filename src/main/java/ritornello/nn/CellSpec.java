package ritornello.nn;

import java.util.List;

/** Which recurrent cell a network is made of. */
public sealed interface CellSpec {

  /** What it is called in options and in {@code config.json}. */
  String name();

  /** The cell itself. */
  Cell cell();

  /**
   * The plain recurrent network: a⟨t⟩ = g(Wax x⟨t⟩ + Waa a⟨t−1⟩ + ba).
   *
   * <p>Elman, "Finding structure in time", Cognitive Science 14, 1990.
   */
  record Rnn(Curve curve) implements CellSpec {
    @Override
    public String name() {
      return curve == Curve.TANH ? "rnn" : "rnn-relu";
    }

    @Override
    public Cell cell() {
      return new PlainCell(curve, true);
    }
  }

  /**
   * No recurrence: a⟨t⟩ = g(W x⟨t⟩ + b). With {@link NetworkSpec.Deep#context} steps as its input
   * it is a feed-forward network over a fixed window, the baseline of the others.
   */
  record FeedForward(Curve curve) implements CellSpec {
    @Override
    public String name() {
      return curve == Curve.RELU ? "feed-forward" : "feed-forward-tanh";
    }

    @Override
    public Cell cell() {
      return new PlainCell(curve, false);
    }
  }

  /**
   * Gated recurrent unit.
   *
   * <p>Cho et al., "Learning phrase representations using RNN encoder–decoder", EMNLP 2014.
   *
   * @param reset where the reset gate acts: before the product as in the paper, or after it as in
   *     cuDNN and PyTorch
   */
  record Gru(Reset reset) implements CellSpec {
    /** Where the reset gate acts. */
    public enum Reset {
      BEFORE_PRODUCT,
      AFTER_PRODUCT
    }

    @Override
    public String name() {
      return reset == Reset.BEFORE_PRODUCT ? "gru" : "gru-reset-after";
    }

    @Override
    public Cell cell() {
      return reset == Reset.BEFORE_PRODUCT ? new GruCell() : new GruResetAfterCell();
    }
  }

  /**
   * Long short-term memory.
   *
   * <p>Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; peepholes as in
   * Gers, Schraudolph and Schmidhuber, "Learning precise timing with LSTM recurrent networks", JMLR
   * 3, 2002.
   *
   * @param plain whether a⟨t⟩ = Γo * c⟨t⟩ instead of Γo * tanh(c⟨t⟩)
   * @param peephole whether the gates see the memory cell
   */
  record Lstm(boolean plain, boolean peephole) implements CellSpec {
    @Override
    public String name() {
      return (peephole ? "lstm-peephole" : "lstm") + (plain ? "-plain" : "");
    }

    @Override
    public Cell cell() {
      return new LstmCell(plain, peephole);
    }
  }

  /** g of a plain cell. */
  enum Curve {
    TANH,
    RELU
  }

  /** All there are, the usual one first. */
  static List<CellSpec> all() {
    return List.of(
        new Lstm(false, false),
        new Lstm(true, false),
        new Lstm(false, true),
        new Lstm(true, true),
        new Gru(Gru.Reset.BEFORE_PRODUCT),
        new Gru(Gru.Reset.AFTER_PRODUCT),
        new Rnn(Curve.TANH),
        new Rnn(Curve.RELU),
        new FeedForward(Curve.RELU),
        new FeedForward(Curve.TANH));
  }

  /**
   * The cell of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static CellSpec named(String name) {
    List<CellSpec> all = all();
    for (CellSpec cell : all) {
      if (cell.name().equals(name)) {
        return cell;
      }
    }
    throw new IllegalArgumentException(
        "there is no cell '"
            + name
            + "'; there are: "
            + String.join(", ", all.stream().map(CellSpec::name).toList()));
  }
}
