package ritornello.nn;

/**
 * How long the gradients are that come back to the states that steps start from: of each step and
 * row the norm of dL/d(a, c), a being the activation and c the memory; where both are one, of their
 * sum.
 */
final class StateGradients {
  private final double[][] norms; // (T, B)

  StateGradients(int steps, int rows) {
    norms = new double[steps][rows];
  }

  /**
   * @param activation dL/da⟨t−1⟩ by way of the products of step t
   * @param memory dL/dc⟨t−1⟩
   * @param same whether a and c are one
   */
  void put(int step, int row, Row activation, Row memory, boolean same) {
    if (same) {
      activation.add(memory);
      norms[step][row] = Math.sqrt(activation.sumOfSquares());
    } else {
      norms[step][row] = Math.sqrt(activation.sumOfSquares() + memory.sumOfSquares());
    }
  }

  double[][] norms() {
    return norms;
  }
}
