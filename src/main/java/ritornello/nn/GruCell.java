package ritornello.nn;

import java.util.List;

/**
 * Gated recurrent unit, with z = Wx x⟨t⟩ + b in three blocks r, u, c:
 *
 * <pre>
 * Γr, Γu = σ(zr + Wr c⟨t−1⟩), σ(zu + Wu c⟨t−1⟩)
 * c̃ = tanh(zc + Wc (Γr * c⟨t−1⟩))
 * c⟨t⟩ = Γu * c̃ + (1 − Γu) * c⟨t−1⟩        a⟨t⟩ = c⟨t⟩
 * </pre>
 */
record GruCell() implements Cell {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;

  @Override
  public int gates() {
    return 3;
  }

  /** The candidate waits for the reset gate. */
  @Override
  public List<Span> recurrent() {
    return List.of(new Span(RESET, 2), new Span(CANDIDATE, 1));
  }

  /** c. */
  @Override
  public int memories() {
    return 1;
  }

  @Override
  public boolean handsOnOnce() {
    return true;
  }

  @Override
  public Kernel kernel(Arithmetic arithmetic, int hidden) {
    return new GruKernel(arithmetic, hidden);
  }

  private static final class GruKernel implements Kernel {
    private final int hidden;
    private final Row gate;
    private final Row candidate;
    private final Row bias;
    private final Row before;
    private final Row memory;
    private final VectorGradient biasGradient;

    GruKernel(Arithmetic arithmetic, int hidden) {
      this.hidden = hidden;
      gate = arithmetic.row(hidden);
      candidate = arithmetic.row(hidden);
      bias = arithmetic.row(hidden);
      before = arithmetic.row(hidden);
      memory = arithmetic.row(hidden);
      biasGradient = new VectorGradient(arithmetic, hidden, 3);
    }

    private void load(Row block, int g, Values z, int zAt, Vectors vectors) {
      block.load(z, zAt + g * hidden);
      bias.load(vectors.values(), vectors.bias() + g * hidden);
      block.add(bias);
    }

    private void loadBefore(Values memories, int from) {
      if (from == ZERO_STATE) {
        before.zero();
      } else {
        before.load(memories, from);
      }
    }

    @Override
    public Row between(Values z, int zAt, Vectors vectors, Values memories, int from) {
      load(gate, RESET, z, zAt, vectors);
      gate.sigmoid();
      gate.store(z, zAt + RESET * hidden);
      loadBefore(memories, from);
      memory.product(gate, before);
      return memory;
    }

    @Override
    public Row forward(Values z, int zAt, Vectors vectors, Values memories, int from, int to) {
      load(gate, UPDATE, z, zAt, vectors);
      gate.sigmoid();
      gate.store(z, zAt + UPDATE * hidden);
      load(candidate, CANDIDATE, z, zAt, vectors);
      candidate.tanh(candidate);
      candidate.store(z, zAt + CANDIDATE * hidden);
      loadBefore(memories, from);
      candidate.subtract(before);
      memory.product(gate, candidate);
      memory.add(before);
      memory.store(memories, to);
      return memory;
    }

    @Override
    public void backward(
        Values gates,
        int zAt,
        Vectors vectors,
        Values memories,
        int from,
        int to,
        Row activationGradient,
        Values carried,
        int carriedAt) {
      gate.load(gates, zAt + UPDATE * hidden);
      candidate.load(gates, zAt + CANDIDATE * hidden);
      loadBefore(memories, from);
      memory.load(carried, carriedAt);
      memory.add(activationGradient); // dL/dc⟨t⟩
      bias.product(memory, gate);
      activationGradient.product(memory, gate);
      memory.subtract(bias); // (1 − Γu) of it goes back
      if (from == ZERO_STATE) {
        memory.zero();
      }
      bias.timesTanhSlope(candidate);
      put(CANDIDATE, bias, gates, zAt);
      // dL/dzu = dL/dc⟨t⟩ * (c̃ − c⟨t−1⟩) * Γu (1 − Γu), of which the first and Γu are there.
      candidate.subtract(before);
      activationGradient.product(activationGradient, candidate);
      bias.product(activationGradient, gate);
      activationGradient.subtract(bias);
      put(UPDATE, activationGradient, gates, zAt);
      memory.store(carried, carriedAt);
    }

    @Override
    public void betweenBack(
        Values gates, int zAt, Values memories, int from, Row gradient, Values carried, int at) {
      gate.load(gates, zAt + RESET * hidden);
      loadBefore(memories, from);
      bias.product(gradient, before);
      bias.timesSigmoidSlope(gate);
      put(RESET, bias, gates, zAt);
      if (from != ZERO_STATE) {
        memory.load(carried, at);
        memory.addProduct(gradient, gate);
        memory.store(carried, at);
      }
    }

    private void put(int g, Row gradient, Values gates, int zAt) {
      biasGradient.add(g, gradient);
      gradient.store(gates, zAt + g * hidden);
    }

    @Override
    public void addGradient(Vectors gradient) {
      biasGradient.addTo(gradient.values(), gradient.bias());
    }
  }
}
