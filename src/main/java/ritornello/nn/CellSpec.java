package ritornello.nn;

/** Which recurrent cell a network is made of. */
public sealed interface CellSpec {

  /** What it is called in options and in {@code config.json}. */
  String name();

  /** The cell itself. */
  Cell cell();

  /**
   * Long short-term memory, output through tanh: a⟨t⟩ = Γo * tanh(c⟨t⟩).
   *
   * <p>Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
   */
  record Lstm() implements CellSpec {
    @Override
    public String name() {
      return "lstm";
    }

    @Override
    public Cell cell() {
      return new LstmCell();
    }
  }

  /**
   * The cell of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static CellSpec named(String name) {
    if (name.equals("lstm")) {
      return new Lstm();
    }
    throw new IllegalArgumentException("there is no cell '" + name + "'; there is: lstm");
  }
}
