package ritornello.nn;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): y = gain * (x − mean) / √(variance + ε) + bias,
 * mean and variance over the numbers of a row.
 */
final class Normalisation {
  private static final double EPSILON = 1e-5;

  private final Share share;
  private final Flow in;
  private final Flow out;
  private final int gainAt;
  private final int biasAt;
  private final Values normal; // (T, B, W), before gain and bias
  private final double[] slope; // (T, B), 1 / √(variance + ε)
  private final Row row;
  private final Row parameter;
  private final Row gainGradient;
  private final Row biasGradient;

  /**
   * @param name what the names of its parameters begin with
   */
  Normalisation(Share share, String name, Flow in) {
    this.share = share;
    this.in = in;
    this.out = share.flow(in.width());
    gainAt = share.layout.get(name + Layout.GAIN).at();
    biasAt = share.layout.get(name + Layout.BIAS).at();
    normal = share.values(in.width());
    slope = new double[share.capacity * share.rows];
    row = share.arithmetic.row(in.width());
    parameter = share.arithmetic.row(in.width());
    gainGradient = share.arithmetic.row(in.width());
    biasGradient = share.arithmetic.row(in.width());
  }

  Flow out() {
    return out;
  }

  void forward(Window window) {
    int width = in.width();
    for (int i = 0; i < window.steps() * share.rows; i++) {
      row.load(in.values(), i * width);
      row.shift(-row.sum() / width);
      slope[i] = 1 / Math.sqrt(row.sumOfSquares() / width + EPSILON);
      row.scale(slope[i]);
      row.store(normal, i * width);
      parameter.load(share.parameters, gainAt);
      row.product(row, parameter);
      parameter.load(share.parameters, biasAt);
      row.add(parameter);
      row.store(out.values(), i * width);
    }
  }

  /**
   * The way back: with g = dL/dy * gain and n the normalised row, dL/dx = (g − mean(g) − n * mean(g
   * * n)) / √(variance + ε).
   *
   * @param adds whether the gradient is added to what is there
   */
  void backward(Window window, boolean adds) {
    int width = in.width();
    gainGradient.zero();
    biasGradient.zero();
    for (int i = 0; i < window.steps() * share.rows; i++) {
      row.load(out.gradient(), i * width);
      biasGradient.add(row);
      parameter.load(normal, i * width);
      gainGradient.addProduct(row, parameter);
      parameter.load(share.parameters, gainAt);
      row.product(row, parameter);
      parameter.load(normal, i * width);
      double along = row.dot(parameter) / width;
      row.shift(-row.sum() / width);
      row.addScaled(-along, parameter);
      row.scale(slope[i]);
      if (adds) {
        parameter.load(in.gradient(), i * width);
        row.add(parameter);
      }
      row.store(in.gradient(), i * width);
    }
    gainGradient.store(share.gradient, gainAt);
    biasGradient.store(share.gradient, biasAt);
  }
}
