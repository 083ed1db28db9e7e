package ritornello.nn;

import java.util.List;

/**
 * The gated recurrent unit as cuDNN and PyTorch have it: the reset gate acts after the product, so
 * that one product does for all gates. With zx = Wx x⟨t⟩ + bx and zh = Wa c⟨t−1⟩ + ba:
 *
 * <pre>
 * Γr, Γu = σ(zxr + zhr), σ(zxu + zhu)      c̃ = tanh(zxc + Γr * zhc)
 * c⟨t⟩ = Γu * c̃ + (1 − Γu) * c⟨t−1⟩        a⟨t⟩ = c⟨t⟩
 * </pre>
 *
 * Blocks: zxc, r, u, zhc; x⟨t⟩ reaches the first three, c⟨t−1⟩ the last three. PyTorch's update
 * gate is 1 − Γu.
 */
record GruResetAfterCell() implements Cell {
  private static final int CANDIDATE = 0;
  private static final int RESET = 1;
  private static final int UPDATE = 2;
  private static final int RECALLED = 3;

  @Override
  public int gates() {
    return 4;
  }

  @Override
  public Span input() {
    return new Span(CANDIDATE, 3);
  }

  @Override
  public List<Span> recurrent() {
    return List.of(new Span(RESET, 3));
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
    return new ResetAfterKernel(arithmetic, hidden);
  }

  private static final class ResetAfterKernel implements Kernel {
    private final int hidden;
    private final Row[] gate = new Row[4];
    private final Row bias;
    private final Row before;
    private final Row memory;
    private final VectorGradient biasGradient;

    ResetAfterKernel(Arithmetic arithmetic, int hidden) {
      this.hidden = hidden;
      for (int g = 0; g < 4; g++) {
        gate[g] = arithmetic.row(hidden);
      }
      bias = arithmetic.row(hidden);
      before = arithmetic.row(hidden);
      memory = arithmetic.row(hidden);
      biasGradient = new VectorGradient(arithmetic, hidden, 4);
    }

    private void loadBefore(Values memories, int from) {
      if (from == ZERO_STATE) {
        before.zero();
      } else {
        before.load(memories, from);
      }
    }

    @Override
    public Row forward(Values z, int zAt, Vectors vectors, Values memories, int from, int to) {
      for (int g = 0; g < 4; g++) {
        gate[g].load(z, zAt + g * hidden);
        bias.load(vectors.values(), vectors.bias() + g * hidden);
        gate[g].add(bias);
      }
      gate[RESET].sigmoid();
      gate[UPDATE].sigmoid();
      gate[CANDIDATE].addProduct(gate[RESET], gate[RECALLED]);
      gate[CANDIDATE].tanh(gate[CANDIDATE]);
      for (int g = 0; g < 4; g++) {
        gate[g].store(z, zAt + g * hidden);
      }
      loadBefore(memories, from);
      gate[CANDIDATE].subtract(before);
      memory.product(gate[UPDATE], gate[CANDIDATE]);
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
      for (int g = 0; g < 4; g++) {
        gate[g].load(gates, zAt + g * hidden);
      }
      loadBefore(memories, from);
      memory.load(carried, carriedAt);
      memory.add(activationGradient); // dL/dc⟨t⟩
      activationGradient.product(memory, gate[UPDATE]); // dL/dc̃
      memory.subtract(activationGradient); // (1 − Γu) of it goes back
      updateBack(gates, zAt, activationGradient);
      activationGradient.timesTanhSlope(gate[CANDIDATE]);
      put(CANDIDATE, activationGradient, gates, zAt);
      bias.product(activationGradient, gate[RECALLED]);
      bias.timesSigmoidSlope(gate[RESET]);
      put(RESET, bias, gates, zAt);
      activationGradient.product(activationGradient, gate[RESET]);
      put(RECALLED, activationGradient, gates, zAt);
      if (from == ZERO_STATE) {
        memory.zero();
      }
      memory.store(carried, carriedAt);
    }

    /** dL/dzu = dL/dc⟨t⟩ * (c̃ − c⟨t−1⟩) * Γu (1 − Γu), given the product of the first and Γu. */
    private void updateBack(Values gates, int zAt, Row gradient) {
      before.scale(-1);
      before.add(gate[CANDIDATE]);
      before.product(before, gradient);
      bias.product(before, gate[UPDATE]);
      before.subtract(bias);
      put(UPDATE, before, gates, zAt);
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
