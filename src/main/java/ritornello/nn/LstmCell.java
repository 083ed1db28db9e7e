package ritornello.nn;

/**
 * Long short-term memory. With z = Wx x⟨t⟩ + Wa a⟨t−1⟩ + b in four blocks u, f, o, c:
 *
 * <pre>
 * Γu, Γf, Γo = σ(zu), σ(zf), σ(zo)      c̃ = tanh(zc)
 * c⟨t⟩ = Γu * c̃ + Γf * c⟨t−1⟩           a⟨t⟩ = Γo * tanh(c⟨t⟩)
 * </pre>
 */
final class LstmCell implements Cell {
  private static final int UPDATE = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;
  private static final int CANDIDATE = 3;

  @Override
  public int gates() {
    return 4;
  }

  /** c, and tanh(c) so that the way back need not compute it again. */
  @Override
  public int memories() {
    return 2;
  }

  /** The forget gate begins open (Jozefowicz et al. 2015). */
  @Override
  public double initialBias(int gate) {
    return gate == FORGET ? 1 : 0;
  }

  @Override
  public Kernel kernel(Arithmetic arithmetic, int hidden) {
    return new LstmKernel(arithmetic, hidden);
  }

  private static final class LstmKernel implements Kernel {
    private final int hidden;
    private final Row[] gate = new Row[4];
    private final Row[] biasGradient = new Row[4];
    private final Row bias;
    private final Row before;
    private final Row memory;
    private final Row squashed;
    private final Row activation;
    private final Row carriedBack;

    LstmKernel(Arithmetic arithmetic, int hidden) {
      this.hidden = hidden;
      for (int g = 0; g < 4; g++) {
        gate[g] = arithmetic.row(hidden);
        biasGradient[g] = arithmetic.row(hidden);
      }
      bias = arithmetic.row(hidden);
      before = arithmetic.row(hidden);
      memory = arithmetic.row(hidden);
      squashed = arithmetic.row(hidden);
      activation = arithmetic.row(hidden);
      carriedBack = arithmetic.row(hidden);
    }

    @Override
    public Row forward(
        Values z, int zAt, Values biases, int biasAt, Values memories, int from, int to) {
      for (int g = 0; g < 4; g++) {
        gate[g].load(z, zAt + g * hidden);
        bias.load(biases, biasAt + g * hidden);
        gate[g].add(bias);
        if (g == CANDIDATE) {
          gate[g].tanh(gate[g]);
        } else {
          gate[g].sigmoid();
        }
        gate[g].store(z, zAt + g * hidden);
      }
      loadBefore(memories, from);
      memory.product(gate[UPDATE], gate[CANDIDATE]);
      memory.addProduct(gate[FORGET], before);
      squashed.tanh(memory);
      activation.product(gate[OUTPUT], squashed);
      memory.store(memories, to);
      squashed.store(memories, to + hidden);
      return activation;
    }

    private void loadBefore(Values memories, int from) {
      if (from == ZERO_STATE) {
        before.zero();
      } else {
        before.load(memories, from);
      }
    }

    @Override
    public void backward(
        Values gates,
        int zAt,
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
      squashed.load(memories, to + hidden);
      carriedBack.load(carried, carriedAt);
      // bias and memory are only working room here.
      bias.product(activationGradient, squashed);
      bias.timesSigmoidSlope(gate[OUTPUT]);
      activationGradient.product(activationGradient, gate[OUTPUT]);
      activationGradient.timesTanhSlope(squashed);
      carriedBack.add(activationGradient);
      put(OUTPUT, bias, gates, zAt);
      memory.product(carriedBack, gate[CANDIDATE]);
      memory.timesSigmoidSlope(gate[UPDATE]);
      put(UPDATE, memory, gates, zAt);
      memory.product(carriedBack, before);
      memory.timesSigmoidSlope(gate[FORGET]);
      put(FORGET, memory, gates, zAt);
      memory.product(carriedBack, gate[UPDATE]);
      memory.timesTanhSlope(gate[CANDIDATE]);
      put(CANDIDATE, memory, gates, zAt);
      if (from == ZERO_STATE) {
        carriedBack.zero();
      } else {
        carriedBack.product(carriedBack, gate[FORGET]);
      }
      carriedBack.store(carried, carriedAt);
    }

    private void put(int g, Row gradient, Values gates, int zAt) {
      biasGradient[g].add(gradient);
      gradient.store(gates, zAt + g * hidden);
    }

    @Override
    public void addBiasGradient(Values gradient, int at) {
      for (int g = 0; g < 4; g++) {
        bias.load(gradient, at + g * hidden);
        bias.add(biasGradient[g]);
        bias.store(gradient, at + g * hidden);
        biasGradient[g].zero();
      }
    }
  }
}
