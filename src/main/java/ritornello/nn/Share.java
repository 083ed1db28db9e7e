package ritornello.nn;

import ritornello.nn.Arithmetic.Block;
import ritornello.nn.Layout.Parameter;

/**
 * One thread's share of a batch: which rows, where parameters and gradient are, and products with
 * them. B is the number of rows of this share, T at most {@code capacity}.
 */
final class Share {
  final Arithmetic arithmetic;
  final Layout layout;
  final Values parameters;
  final Values gradient;
  final int firstRow;
  final int rows;
  final int capacity;
  private final boolean learns;

  /**
   * @param learns whether there will be a way back
   */
  Share(
      Arithmetic arithmetic,
      Layout layout,
      Values parameters,
      int firstRow,
      int rows,
      int capacity,
      boolean learns) {
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.parameters = parameters;
    this.gradient = arithmetic.values(learns ? layout.size() : 0);
    this.firstRow = firstRow;
    this.rows = rows;
    this.capacity = capacity;
    this.learns = learns;
  }

  private Share(Share whole, int capacity) {
    this.arithmetic = whole.arithmetic;
    this.layout = whole.layout;
    this.parameters = whole.parameters;
    this.gradient = whole.gradient;
    this.firstRow = whole.firstRow;
    this.rows = whole.rows;
    this.capacity = capacity;
    this.learns = whole.learns;
  }

  /** The same rows of windows of another length, whose state is not carried on. */
  Share ofLength(int steps) {
    return new Share(this, steps);
  }

  /** Room for numbers of every step: (T, B, width). */
  Values values(int width) {
    return arithmetic.values(capacity * rows * width);
  }

  /** Whether there will be a way back. */
  boolean learns() {
    return learns;
  }

  /** Room for gradients, if there will be any. */
  Values gradients(int size) {
    return arithmetic.values(learns ? size : 0);
  }

  Flow flow(int width) {
    return new Flow(width, values(width), gradients(capacity * rows * width));
  }

  /** A matrix of parameters, or neighbouring columns of one. */
  record Slice(int at, int rows, int columns, int stride) {
    /** These columns of it. */
    Slice columns(int first, int count) {
      return new Slice(at + first, rows, count, stride);
    }

    /** These rows of it. */
    Slice rows(int first, int count) {
      return new Slice(at + first * stride, count, columns, stride);
    }
  }

  Slice matrix(String name) {
    Parameter parameter = layout.get(name);
    return new Slice(parameter.at(), parameter.rows(), parameter.columns(), parameter.columns());
  }

  /** to ← from · W + beta · to, for {@code m} rows. */
  void product(int m, Block from, Slice weight, double beta, Block to) {
    arithmetic.multiplyByWeights(m, from, parameters, weight, beta, to);
  }

  /** to ← from · Wᵀ + beta · to, for {@code m} rows. */
  void transposedProduct(int m, Block from, Slice weight, double beta, Block to) {
    arithmetic.multiply(
        false, true, m, weight.rows(), weight.columns(), from, of(parameters, weight), beta, to);
  }

  /** dW ← inᵀ · out over {@code count} rows at once: one large product. */
  void weightGradient(Slice weight, int count, Block in, Block out) {
    arithmetic.multiply(
        true, false, weight.rows(), weight.columns(), count, in, out, 0, of(gradient, weight));
  }

  private static Block of(Values values, Slice weight) {
    return new Block(values, weight.at(), weight.stride());
  }
}
