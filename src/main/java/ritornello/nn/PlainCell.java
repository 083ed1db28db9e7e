package ritornello.nn;

import java.util.List;
import ritornello.nn.CellSpec.Curve;

/**
 * a⟨t⟩ = g(z), with z = Wax x⟨t⟩ + Waa a⟨t−1⟩ + ba, or without the recurrent product: the plain
 * recurrent network and the feed-forward network.
 *
 * @param curve g
 * @param recurs whether a⟨t−1⟩ comes in
 */
record PlainCell(Curve curve, boolean recurs) implements Cell {

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public List<Span> recurrent() {
    return recurs ? List.of(new Span(0, 1)) : List.of();
  }

  /** The activation is all there is. */
  @Override
  public int memories() {
    return 0;
  }

  @Override
  public Kernel kernel(Arithmetic arithmetic, int hidden) {
    return new PlainKernel(curve, arithmetic, hidden);
  }

  private static final class PlainKernel implements Kernel {
    private final boolean tanh;
    private final Row activation;
    private final Row bias;
    private final VectorGradient biasGradient;

    PlainKernel(Curve curve, Arithmetic arithmetic, int hidden) {
      tanh = curve == Curve.TANH;
      activation = arithmetic.row(hidden);
      bias = arithmetic.row(hidden);
      biasGradient = new VectorGradient(arithmetic, hidden, 1);
    }

    @Override
    public Row forward(Values z, int zAt, Vectors vectors, Values memory, int from, int to) {
      activation.load(z, zAt);
      bias.load(vectors.values(), vectors.bias());
      activation.add(bias);
      if (tanh) {
        activation.tanh(activation);
      } else {
        activation.relu();
      }
      activation.store(z, zAt);
      return activation;
    }

    @Override
    public void backward(
        Values gates,
        int zAt,
        Vectors vectors,
        Values memory,
        int from,
        int to,
        Row activationGradient,
        Values carried,
        int carriedAt) {
      activation.load(gates, zAt);
      if (tanh) {
        activationGradient.timesTanhSlope(activation);
      } else {
        activationGradient.timesReluSlope(activation);
      }
      biasGradient.add(0, activationGradient);
      activationGradient.store(gates, zAt);
    }

    @Override
    public void addGradient(Vectors gradient) {
      biasGradient.addTo(gradient.values(), gradient.bias());
    }
  }
}
