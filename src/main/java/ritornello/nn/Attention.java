package ritornello.nn;

import ritornello.nn.Arithmetic.Block;
import ritornello.nn.NetworkSpec.Scoring;
import ritornello.nn.Share.Slice;

/**
 * Each step's vector q weighs vectors k that it attends to, and goes on as tanh(W [q, Σ α k] + b)
 * with α = softmax(score(q, k)): global attention of Luong, Pham and Manning 2015. Over a network's
 * own past each distance also has a bias that is added to the score, so that "a bar ago" can be
 * learned as such. Where there is nothing to attend to, Σ α k is zero.
 */
final class Attention {
  private final Share share;
  private final Scoring scoring;
  private final Flow in;
  private final Attended attended;
  private final Flow out;
  private final int most; // P at most
  private final int keyWidth;
  private final Slice queryWeight;
  private final Slice combineWeight;
  private final int combineBiasAt;
  private final int distanceAt;
  private final int distances; // N, or 0 without biases for distances
  private final AdditiveScore additive;
  private final Flow query; // (T, B, D)
  private final Values weights; // (B, T, P), α
  private final Values scoreGradient; // (T, P) of one row
  private final Flow both; // (T, B, W + D), [q, Σ α k]
  private final Row positionRow;
  private final Row positionGradient;
  private final Row inRow;
  private final Row otherRow;
  private final Row biasGradient;

  /**
   * @param most P at most
   * @param distances how many distances have a bias; 0 if distance does not count
   */
  Attention(
      Share share,
      NetworkSpec.Attention spec,
      Flow in,
      Attended attended,
      int most,
      int distances) {
    this.share = share;
    this.scoring = spec.scoring();
    this.in = in;
    this.attended = attended;
    this.most = most;
    this.distances = distances;
    keyWidth = attended.width();
    out = share.flow(in.width());
    queryWeight = share.matrix(Layout.QUERY);
    combineWeight = share.matrix(Layout.COMBINE);
    combineBiasAt = share.layout.get(Layout.COMBINE_BIAS).at();
    distanceAt = distances == 0 ? 0 : share.layout.get(Layout.DISTANCE).at();
    query = share.flow(keyWidth);
    weights = share.values(most);
    scoreGradient = share.gradients(share.capacity * most);
    both = share.flow(in.width() + keyWidth);
    positionRow = share.arithmetic.row(most);
    positionGradient = share.arithmetic.row(most);
    inRow = share.arithmetic.row(in.width());
    otherRow = share.arithmetic.row(in.width());
    biasGradient = share.arithmetic.row(in.width());
    additive = new AdditiveScore(share, attended, query, scoring == Scoring.ADDITIVE ? most : 0);
  }

  Flow out() {
    return out;
  }

  void forward(Window window) {
    int count = window.steps() * share.rows;
    Block steps = new Block(in.values(), 0, in.width());
    share.product(count, steps, queryWeight, 0, new Block(query.values(), 0, keyWidth));
    if (scoring == Scoring.ADDITIVE) {
      additive.forward();
    }
    for (int b = 0; b < share.rows; b++) {
      if (scoring == Scoring.DOT) {
        share.arithmetic.multiply(
            false,
            true,
            window.steps(),
            attended.positions(),
            keyWidth,
            ofRow(query.values(), b),
            ofRow(attended.values(), b),
            0,
            weightsOf(b));
      }
      for (int t = 0; t < window.steps(); t++) {
        weigh(t, b);
      }
      share.arithmetic.multiply(
          false,
          false,
          window.steps(),
          keyWidth,
          attended.positions(),
          weightsOf(b),
          ofRow(attended.values(), b),
          0,
          new Block(both.values(), b * both.width() + in.width(), share.rows * both.width()));
    }
    combine(count);
  }

  /** A row's vectors at all steps or positions, as a matrix. */
  private Block ofRow(Values values, int b) {
    return new Block(values, b * keyWidth, share.rows * keyWidth);
  }

  private Block weightsOf(int b) {
    return new Block(weights, b * share.capacity * most, most);
  }

  private int weightsAt(int t, int b) {
    return (b * share.capacity + t) * most;
  }

  /** Makes the scores of one step its weights. */
  private void weigh(int t, int b) {
    int from = attended.from(t, b);
    int to = attended.to(t, b);
    positionRow.load(weights, weightsAt(t, b));
    if (scoring == Scoring.DOT) {
      positionRow.scale(1 / Math.sqrt(keyWidth));
    } else {
      additive.scores(t, b, from, to, positionRow);
    }
    for (int p = from; distances > 0 && p < to; p++) {
      double bias = share.parameters.get(distanceAt + to - 1 - p);
      positionRow.set(p, positionRow.get(p) + bias);
    }
    positionRow.softmax(from, to);
    positionRow.store(weights, weightsAt(t, b));
  }

  private void combine(int count) {
    for (int i = 0; i < count; i++) {
      inRow.load(in.values(), i * in.width());
      inRow.store(both.values(), i * both.width());
    }
    Block from = new Block(both.values(), 0, both.width());
    share.product(count, from, combineWeight, 0, new Block(out.values(), 0, out.width()));
    otherRow.load(share.parameters, combineBiasAt);
    for (int i = 0; i < count; i++) {
      inRow.load(out.values(), i * out.width());
      inRow.add(otherRow);
      inRow.tanh(inRow);
      inRow.store(out.values(), i * out.width());
    }
  }

  /** Puts the gradient of what came in into its place, and adds that of what was attended to. */
  void backward(Window window) {
    int count = window.steps() * share.rows;
    combineBack(count);
    if (scoring == Scoring.ADDITIVE) {
      additive.clearGradient();
      query.gradient().clear();
    }
    for (int b = 0; b < share.rows; b++) {
      weighBack(window, b);
      if (scoring == Scoring.DOT) {
        dotBack(window, b);
      }
    }
    for (int i = 0; i < count; i++) {
      inRow.load(both.gradient(), i * both.width());
      inRow.store(in.gradient(), i * in.width());
    }
    Block queries = new Block(query.gradient(), 0, keyWidth);
    share.weightGradient(queryWeight, count, new Block(in.values(), 0, in.width()), queries);
    share.transposedProduct(
        count, queries, queryWeight, 1, new Block(in.gradient(), 0, in.width()));
    if (scoring == Scoring.ADDITIVE) {
      additive.backward();
    }
  }

  private void combineBack(int count) {
    biasGradient.zero();
    for (int i = 0; i < count; i++) {
      inRow.load(out.gradient(), i * out.width());
      otherRow.load(out.values(), i * out.width());
      inRow.timesTanhSlope(otherRow);
      biasGradient.add(inRow);
      inRow.store(out.gradient(), i * out.width());
    }
    biasGradient.store(share.gradient, combineBiasAt);
    Block from = new Block(out.gradient(), 0, out.width());
    share.weightGradient(combineWeight, count, new Block(both.values(), 0, both.width()), from);
    share.transposedProduct(
        count, from, combineWeight, 0, new Block(both.gradient(), 0, both.width()));
  }

  /** From the gradient of Σ α k to those of the scores, and of k where it was added up. */
  private void weighBack(Window window, int b) {
    Block mean =
        new Block(both.gradient(), b * both.width() + in.width(), share.rows * both.width());
    Block scores = new Block(scoreGradient, 0, most);
    share.arithmetic.multiply(
        false,
        true,
        window.steps(),
        attended.positions(),
        keyWidth,
        mean,
        ofRow(attended.values(), b),
        0,
        scores);
    share.arithmetic.multiply(
        true,
        false,
        attended.positions(),
        keyWidth,
        window.steps(),
        weightsOf(b),
        mean,
        1,
        ofRow(attended.gradient(), b));
    for (int t = 0; t < window.steps(); t++) {
      softmaxBack(t, b);
    }
  }

  private void softmaxBack(int t, int b) {
    int from = attended.from(t, b);
    int to = attended.to(t, b);
    positionRow.load(weights, weightsAt(t, b));
    positionGradient.load(scoreGradient, t * most);
    double mean = 0;
    for (int p = from; p < to; p++) {
      mean += positionRow.get(p) * positionGradient.get(p);
    }
    positionGradient.shift(-mean);
    positionGradient.product(positionGradient, positionRow);
    for (int p = from; distances > 0 && p < to; p++) {
      int at = distanceAt + to - 1 - p;
      share.gradient.set(at, share.gradient.get(at) + positionGradient.get(p));
    }
    if (scoring == Scoring.DOT) {
      positionGradient.scale(1 / Math.sqrt(keyWidth));
      positionGradient.store(scoreGradient, t * most);
    } else {
      additive.scoresBack(t, b, from, to, positionGradient);
    }
  }

  private void dotBack(Window window, int b) {
    Block scores = new Block(scoreGradient, 0, most);
    share.arithmetic.multiply(
        false,
        false,
        window.steps(),
        keyWidth,
        attended.positions(),
        scores,
        ofRow(attended.values(), b),
        0,
        ofRow(query.gradient(), b));
    share.arithmetic.multiply(
        true,
        false,
        attended.positions(),
        keyWidth,
        window.steps(),
        scores,
        ofRow(query.values(), b),
        1,
        ofRow(attended.gradient(), b));
  }

  /**
   * How much step t of row b looks at each position that it may attend to.
   *
   * @return of the positions from the first to the last; sums to 1 unless it is empty
   */
  float[] weights(int t, int b) {
    int from = attended.from(t, b);
    float[] looked = new float[attended.to(t, b) - from];
    for (int i = 0; i < looked.length; i++) {
      looked[i] = (float) weights.get(weightsAt(t, b) + from + i);
    }
    return looked;
  }
}
