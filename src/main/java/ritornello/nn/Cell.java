package ritornello.nn;

import java.util.List;

/**
 * What one kind of recurrent cell does, apart from products of matrices: how pre-activations and
 * the state before become the state after, and the way back.
 *
 * <p>The zero state is all zeros. One step and a whole sequence both call {@link Kernel#forward}
 * for each row, so generating, training and live playing use the same cell.
 */
public sealed interface Cell permits PlainCell, GruCell, GruResetAfterCell, LstmCell {

  /** Neighbouring blocks of a unit's pre-activations. */
  record Span(int first, int blocks) {}

  /** Blocks of pre-activations a unit needs: 4 for an LSTM. */
  int gates();

  /** The blocks that x⟨t⟩ reaches. */
  default Span input() {
    return new Span(0, gates());
  }

  /**
   * The blocks that what is known from the step before reaches. The first product starts from
   * a⟨t−1⟩; a second, if there is one, from what {@link Kernel#between} makes of it.
   */
  default List<Span> recurrent() {
    return List.of(new Span(0, gates()));
  }

  /** Numbers a unit keeps from step to step besides its activation, with what backward needs. */
  int memories();

  /** Whether what a step hands on in memory is the activation itself, as a⟨t⟩ = c⟨t⟩ of a GRU. */
  default boolean handsOnOnce() {
    return false;
  }

  /** Weights a unit has of its own besides its biases, for looking at its memory. */
  default int peepholes() {
    return 0;
  }

  /** What the bias of this gate begins with. */
  default double initialBias(int gate) {
    return 0;
  }

  /**
   * A kernel with working rows of its own, for one thread.
   *
   * @param hidden H, units
   */
  Kernel kernel(Arithmetic arithmetic, int hidden);

  /**
   * Where a layer's parameters stand that are not matrices.
   *
   * @param bias (gates · H) from here
   * @param peephole (peepholes · H) from here
   */
  record Vectors(Values values, int bias, int peephole) {}

  /** The arithmetic of a cell on one row of a batch at one step. */
  interface Kernel {

    /** Where {@link #forward} starts when there is no state before: the zero state. */
    int ZERO_STATE = -1;

    /**
     * Between the two products of a cell that has two: what the second starts from.
     *
     * @param z pre-activations that the first product completed, without bias
     * @param from where in {@code memory} the state before stands, or {@link #ZERO_STATE}
     * @return (H), valid until the next call
     */
    default Row between(Values z, int zAt, Vectors vectors, Values memory, int from) {
      throw new IllegalStateException("this cell has one product");
    }

    /**
     * One step forward.
     *
     * @param z pre-activations without bias, (gates · H) from {@code zAt}; becomes the gates
     * @param memory of all steps, (memories · H) each
     * @param from where in {@code memory} the state before stands, or {@link #ZERO_STATE}
     * @param to where in {@code memory} the state after goes
     * @return the activation a⟨t⟩, (H); valid until the next call
     */
    Row forward(Values z, int zAt, Vectors vectors, Values memory, int from, int to);

    /**
     * One step back, after {@link #forward} of all steps.
     *
     * @param gates what forward left at {@code zAt}; becomes the gradient of the pre-activations
     * @param memory as forward left it
     * @param activationGradient dL/da⟨t⟩, (H); may be changed
     * @param carried dL/d memory that comes from the step after, (H) from {@code carriedAt};
     *     becomes what goes to the step before, zero if that is the zero state
     */
    void backward(
        Values gates,
        int zAt,
        Vectors vectors,
        Values memory,
        int from,
        int to,
        Row activationGradient,
        Values carried,
        int carriedAt);

    /**
     * The way back of {@link #between}, after {@link #backward}: completes the gradient of the
     * pre-activations and of what is carried.
     *
     * @param gradient dL/d what between gave, (H)
     */
    default void betweenBack(
        Values gates, int zAt, Values memory, int from, Row gradient, Values carried, int at) {
      throw new IllegalStateException("this cell has one product");
    }

    /** Adds the gradients of the vectors since the last call to {@code gradient}. */
    void addGradient(Vectors gradient);
  }
}
