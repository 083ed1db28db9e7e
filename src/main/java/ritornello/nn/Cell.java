package ritornello.nn;

/**
 * What one kind of recurrent cell does, apart from products of matrices: how pre-activations and
 * the state before become the state after, and the way back.
 *
 * <p>The zero state is all zeros. One step and a whole sequence both call {@link Kernel#forward}
 * for each row, so generating, training and live playing use the same cell.
 */
public sealed interface Cell permits LstmCell {

  /** Blocks of pre-activations a unit needs: 4 for an LSTM. */
  int gates();

  /** Numbers a unit keeps from step to step besides its activation, with what backward needs. */
  int memories();

  /** What the bias of this gate begins with. */
  double initialBias(int gate);

  /**
   * A kernel with working rows of its own, for one thread.
   *
   * @param hidden H, units
   */
  Kernel kernel(Arithmetic arithmetic, int hidden);

  /** The arithmetic of a cell on one row of a batch at one step. */
  interface Kernel {

    /** Where {@link #forward} starts when there is no state before: the zero state. */
    int ZERO_STATE = -1;

    /**
     * One step forward.
     *
     * @param z pre-activations without bias, (gates · H) from {@code zAt}; becomes the gates
     * @param bias (gates · H) from {@code biasAt}
     * @param memory of all steps, (memories · H) each
     * @param from where in {@code memory} the state before stands, or {@link #ZERO_STATE}
     * @param to where in {@code memory} the state after goes
     * @return the activation a⟨t⟩, (H); valid until the next call
     */
    Row forward(Values z, int zAt, Values bias, int biasAt, Values memory, int from, int to);

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
        Values memory,
        int from,
        int to,
        Row activationGradient,
        Values carried,
        int carriedAt);

    /** Adds the gradients of the bias since the last call to {@code gradient}. */
    void addBiasGradient(Values gradient, int at);
  }
}
