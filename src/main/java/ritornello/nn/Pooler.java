package ritornello.nn;

import ritornello.nn.Arithmetic.Block;
import ritornello.nn.NetworkSpec.Pooling;
import ritornello.nn.Share.Slice;

/**
 * One vector for a whole sequence, put where its last step is: what each direction ends with, the
 * mean of the activations, or their mean weighed by attention, α = softmax(v · tanh(W a + b)) (Yang
 * et al. 2016). Only sequences with a target at their last step are pooled.
 */
final class Pooler {
  private final Share share;
  private final Pooling pooling;
  private final Flow in;
  private final Flow out;
  private final int firstWay; // numbers of a row that belong to the direction from the left
  private final Flow squashed; // (T, B, W), tanh(W a + b)
  private final double[] weights; // (T, B)
  private final Row row;
  private final Row sum;
  private final Row score;
  private final Row biasGradient;
  private final Row scoreGradient;

  /** Steps of a row, both ends included. */
  private interface Sequence {
    void visit(int b, int from, int last);
  }

  Pooler(Share share, Pooling pooling, Flow in, int hidden) {
    this.share = share;
    this.pooling = pooling;
    this.in = in;
    this.firstWay = hidden;
    out = share.flow(in.width());
    squashed = share.flow(pooling == Pooling.ATTENTION ? in.width() : 0);
    weights = new double[share.capacity * share.rows];
    row = share.arithmetic.row(in.width());
    sum = share.arithmetic.row(in.width());
    score = share.arithmetic.row(in.width());
    biasGradient = share.arithmetic.row(in.width());
    scoreGradient = share.arithmetic.row(in.width());
  }

  Flow out() {
    return out;
  }

  private void eachSequence(Window window, Sequence sequence) {
    for (int b = 0; b < share.rows; b++) {
      int from = 0;
      for (int t = 0; t < window.steps(); t++) {
        from = window.fresh(t, share.firstRow + b) ? t : from;
        if (window.hasTarget(t, share.firstRow + b)) {
          checkLast(window, t, share.firstRow + b);
          sequence.visit(b, from, t);
        }
      }
    }
  }

  private static void checkLast(Window window, int t, int row) {
    if (t + 1 < window.steps() && !window.fresh(t + 1, row)) {
      throw new IllegalArgumentException(
          "the one target of a sequence must stand at its last step, not at step " + t);
    }
  }

  private int at(int t, int b) {
    return (t * share.rows + b) * in.width();
  }

  void forward(Window window) {
    if (pooling == Pooling.ATTENTION) {
      squash(window);
    }
    eachSequence(window, this::pool);
  }

  private void squash(Window window) {
    int count = window.steps() * share.rows;
    Block from = new Block(in.values(), 0, in.width());
    Block to = new Block(squashed.values(), 0, in.width());
    share.product(count, from, share.matrix(Layout.POOLING), 0, to);
    sum.load(share.parameters, share.layout.get(Layout.POOLING_BIAS).at());
    score.load(share.parameters, share.layout.get(Layout.POOLING_SCORE).at());
    for (int i = 0; i < count; i++) {
      row.load(squashed.values(), i * in.width());
      row.add(sum);
      row.tanh(row);
      row.store(squashed.values(), i * in.width());
      weights[i] = row.dot(score);
    }
  }

  private void pool(int b, int from, int last) {
    if (pooling == Pooling.LAST) {
      sum.load(in.values(), at(last, b));
      row.load(in.values(), at(from, b));
      for (int i = firstWay; i < in.width(); i++) {
        sum.set(i, row.get(i));
      }
    } else {
      weigh(b, from, last);
      sum.zero();
      for (int t = from; t <= last; t++) {
        row.load(in.values(), at(t, b));
        sum.addScaled(weights[t * share.rows + b], row);
      }
    }
    sum.store(out.values(), at(last, b));
  }

  private void weigh(int b, int from, int last) {
    double most = Double.NEGATIVE_INFINITY;
    for (int t = from; t <= last; t++) {
      most = Math.max(most, weights[t * share.rows + b]);
    }
    double total = 0;
    for (int t = from; t <= last; t++) {
      int i = t * share.rows + b;
      weights[i] = pooling == Pooling.MEAN ? 1 : Math.exp(weights[i] - most);
      total += weights[i];
    }
    for (int t = from; t <= last; t++) {
      weights[t * share.rows + b] /= total;
    }
  }

  /** Puts the gradient of what came in into its place. */
  void backward(Window window) {
    in.gradient().clear();
    if (pooling == Pooling.ATTENTION) {
      squashed.gradient().clear();
      biasGradient.zero();
      scoreGradient.zero();
    }
    eachSequence(window, this::poolBack);
    if (pooling == Pooling.ATTENTION) {
      squashBack(window);
    }
  }

  private void poolBack(int b, int from, int last) {
    sum.load(out.gradient(), at(last, b));
    if (pooling == Pooling.LAST) {
      lastBack(b, from, last);
      return;
    }
    double mean = 0;
    for (int t = from; t <= last; t++) {
      row.load(in.values(), at(t, b));
      mean += weights[t * share.rows + b] * sum.dot(row);
    }
    for (int t = from; t <= last; t++) {
      double weight = weights[t * share.rows + b];
      row.load(in.values(), at(t, b));
      double slope = weight * (sum.dot(row) - mean);
      row.zero();
      row.addScaled(weight, sum);
      row.store(in.gradient(), at(t, b));
      if (pooling == Pooling.ATTENTION) {
        scoreBack(slope, at(t, b));
      }
    }
  }

  private void lastBack(int b, int from, int last) {
    for (int i = 0; i < in.width(); i++) {
      int at = at(i < firstWay ? last : from, b) + i;
      in.gradient().set(at, sum.get(i));
    }
  }

  private void scoreBack(double slope, int at) {
    row.load(squashed.values(), at);
    scoreGradient.addScaled(slope, row);
    Row gradient = share.arithmetic.row(in.width());
    gradient.addScaled(slope, score);
    gradient.timesTanhSlope(row);
    biasGradient.add(gradient);
    gradient.store(squashed.gradient(), at);
  }

  private void squashBack(Window window) {
    int count = window.steps() * share.rows;
    biasGradient.store(share.gradient, share.layout.get(Layout.POOLING_BIAS).at());
    scoreGradient.store(share.gradient, share.layout.get(Layout.POOLING_SCORE).at());
    Slice weight = share.matrix(Layout.POOLING);
    Block out = new Block(squashed.gradient(), 0, in.width());
    share.weightGradient(weight, count, new Block(in.values(), 0, in.width()), out);
    share.transposedProduct(count, out, weight, 1, new Block(in.gradient(), 0, in.width()));
  }

  /** How much each step from {@code from} to {@code last} counts; sums to 1. */
  float[] weights(int b, int from, int last) {
    float[] counted = new float[last - from + 1];
    for (int t = from; t <= last; t++) {
      counted[t - from] = (float) weights[t * share.rows + b];
    }
    return counted;
  }
}
