package ritornello.nn;

/**
 * Long short-term memory. With z = Wx x⟨t⟩ + Wa a⟨t−1⟩ + b in four blocks u, f, o, c:
 *
 * <pre>
 * Γu, Γf, Γo = σ(zu), σ(zf), σ(zo)      c̃ = tanh(zc)
 * c⟨t⟩ = Γu * c̃ + Γf * c⟨t−1⟩           a⟨t⟩ = Γo * tanh(c⟨t⟩), or Γo * c⟨t⟩ if plain
 * </pre>
 *
 * With peepholes zu and zf have pu * c⟨t−1⟩ and pf * c⟨t−1⟩ added to them, and zo has po * c⟨t⟩.
 *
 * @param plain whether the memory cell goes out as it is
 * @param peephole whether the gates see the memory cell
 */
record LstmCell(boolean plain, boolean peephole) implements Cell {
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
    return plain ? 1 : 2;
  }

  /** Of the gates u, f and o, in this order. */
  @Override
  public int peepholes() {
    return peephole ? 3 : 0;
  }

  /** The forget gate begins open (Jozefowicz et al. 2015). */
  @Override
  public double initialBias(int gate) {
    return gate == FORGET ? 1 : 0;
  }

  @Override
  public Kernel kernel(Arithmetic arithmetic, int hidden) {
    return new LstmKernel(this, arithmetic, hidden);
  }

  private static final class LstmKernel implements Kernel {
    private final boolean plain;
    private final boolean peephole;
    private final int hidden;
    private final Row[] gate = new Row[4];
    private final Row bias;
    private final Row before;
    private final Row memory;
    private final Row squashed;
    private final Row activation;
    private final Row carriedBack;
    private final VectorGradient biasGradient;
    private final VectorGradient peepholeGradient;

    LstmKernel(LstmCell cell, Arithmetic arithmetic, int hidden) {
      this.plain = cell.plain;
      this.peephole = cell.peephole;
      this.hidden = hidden;
      for (int g = 0; g < 4; g++) {
        gate[g] = arithmetic.row(hidden);
      }
      bias = arithmetic.row(hidden);
      before = arithmetic.row(hidden);
      memory = arithmetic.row(hidden);
      squashed = arithmetic.row(hidden);
      activation = arithmetic.row(hidden);
      carriedBack = arithmetic.row(hidden);
      biasGradient = new VectorGradient(arithmetic, hidden, 4);
      peepholeGradient = new VectorGradient(arithmetic, hidden, cell.peepholes());
    }

    @Override
    public Row forward(Values z, int zAt, Vectors vectors, Values memories, int from, int to) {
      loadBefore(memories, from);
      forwardGate(UPDATE, z, zAt, vectors, before);
      forwardGate(FORGET, z, zAt, vectors, before);
      load(CANDIDATE, z, zAt, vectors);
      gate[CANDIDATE].tanh(gate[CANDIDATE]);
      gate[CANDIDATE].store(z, zAt + CANDIDATE * hidden);
      memory.product(gate[UPDATE], gate[CANDIDATE]);
      memory.addProduct(gate[FORGET], before);
      memory.store(memories, to);
      forwardGate(OUTPUT, z, zAt, vectors, memory);
      if (plain) {
        activation.product(gate[OUTPUT], memory);
        return activation;
      }
      squashed.tanh(memory);
      activation.product(gate[OUTPUT], squashed);
      squashed.store(memories, to + hidden);
      return activation;
    }

    private void load(int g, Values z, int zAt, Vectors vectors) {
      gate[g].load(z, zAt + g * hidden);
      bias.load(vectors.values(), vectors.bias() + g * hidden);
      gate[g].add(bias);
    }

    private void forwardGate(int g, Values z, int zAt, Vectors vectors, Row seen) {
      load(g, z, zAt, vectors);
      if (peephole) {
        bias.load(vectors.values(), vectors.peephole() + g * hidden);
        gate[g].addProduct(bias, seen);
      }
      gate[g].sigmoid();
      gate[g].store(z, zAt + g * hidden);
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
      carriedBack.load(carried, carriedAt);
      outputBack(gates, zAt, vectors, memories, to, activationGradient);
      // memory is only working room from here on; so is activation, for what peepholes carry.
      if (peephole) {
        activation.zero();
      }
      memory.product(carriedBack, gate[CANDIDATE]);
      gateBack(UPDATE, gates, zAt, vectors);
      memory.product(carriedBack, before);
      gateBack(FORGET, gates, zAt, vectors);
      memory.product(carriedBack, gate[UPDATE]);
      memory.timesTanhSlope(gate[CANDIDATE]);
      put(CANDIDATE, memory, gates, zAt);
      if (from == ZERO_STATE) {
        carriedBack.zero();
      } else {
        carriedBack.product(carriedBack, gate[FORGET]);
        if (peephole) {
          carriedBack.add(activation);
        }
      }
      carriedBack.store(carried, carriedAt);
    }

    /** From dL/da⟨t⟩ to the output gate, and on to the memory cell. */
    private void outputBack(
        Values gates, int zAt, Vectors vectors, Values memories, int to, Row activationGradient) {
      squashed.load(memories, plain ? to : to + hidden);
      memory.product(activationGradient, squashed);
      memory.timesSigmoidSlope(gate[OUTPUT]);
      activationGradient.product(activationGradient, gate[OUTPUT]);
      if (!plain) {
        activationGradient.timesTanhSlope(squashed);
      }
      carriedBack.add(activationGradient);
      put(OUTPUT, memory, gates, zAt);
      if (peephole) {
        bias.load(vectors.values(), vectors.peephole() + OUTPUT * hidden);
        carriedBack.addProduct(memory, bias);
        squashed.load(memories, to);
        peepholeGradient.addProduct(OUTPUT, memory, squashed);
      }
    }

    /** From dL/dΓ in {@code memory} to a gate that sees c⟨t−1⟩. */
    private void gateBack(int g, Values gates, int zAt, Vectors vectors) {
      memory.timesSigmoidSlope(gate[g]);
      put(g, memory, gates, zAt);
      if (peephole) {
        bias.load(vectors.values(), vectors.peephole() + g * hidden);
        activation.addProduct(memory, bias);
        peepholeGradient.addProduct(g, memory, before);
      }
    }

    private void put(int g, Row gradient, Values gates, int zAt) {
      biasGradient.add(g, gradient);
      gradient.store(gates, zAt + g * hidden);
    }

    @Override
    public void addGradient(Vectors gradient) {
      biasGradient.addTo(gradient.values(), gradient.bias());
      peepholeGradient.addTo(gradient.values(), gradient.peephole());
    }
  }
}
