package ritornello.nn;

import ritornello.nn.Arithmetic.Block;
import ritornello.nn.Share.Slice;

/** score(q, k) = v · tanh(q + Wk k), with a q that was multiplied before (Bahdanau et al. 2015). */
final class AdditiveScore {
  private final Share share;
  private final Attended attended;
  private final Flow query;
  private final int width;
  private final Values keys; // (P, B, D), Wk k
  private final Values keyGradient; // (P, B, D)
  private final Row q;
  private final Row k;
  private final Row v;
  private final Row vGradient;
  private final Row qGradient;

  /**
   * @param most P at most, or 0 if there are no such scores
   */
  AdditiveScore(Share share, Attended attended, Flow query, int most) {
    this.share = share;
    this.attended = attended;
    this.query = query;
    width = attended.width();
    keys = share.arithmetic.values(Share.room(most, share.rows, width));
    keyGradient = share.gradients(most * share.rows * width);
    q = share.arithmetic.row(width);
    k = share.arithmetic.row(width);
    v = share.arithmetic.row(width);
    vGradient = share.arithmetic.row(width);
    qGradient = share.arithmetic.row(width);
  }

  private Slice weight() {
    return share.matrix(Layout.KEY);
  }

  private int vAt() {
    return share.layout.get(Layout.SCORE).at();
  }

  /** Multiplies all that is attended to; queries are there. */
  void forward() {
    Block from = new Block(attended.values(), 0, width);
    int count = attended.positions() * share.rows;
    share.product(count, from, weight(), 0, new Block(keys, 0, width));
    v.load(share.parameters, vAt());
  }

  /** Puts the scores of step t into its positions. */
  void scores(int t, int b, int from, int to, Row into) {
    q.load(query.values(), (t * share.rows + b) * width);
    for (int p = from; p < to; p++) {
      squash(p, b);
      into.set(p, k.dot(v));
    }
  }

  private void squash(int p, int b) {
    k.load(keys, (p * share.rows + b) * width);
    k.add(q);
    k.tanh(k);
  }

  void clearGradient() {
    keyGradient.clear();
    vGradient.zero();
  }

  /** From the gradients of the scores of step t to those of its query, the keys and v. */
  void scoresBack(int t, int b, int from, int to, Row scoreGradient) {
    int at = (t * share.rows + b) * width;
    q.load(query.values(), at);
    qGradient.zero();
    Row slope = share.arithmetic.row(width);
    Row sum = share.arithmetic.row(width);
    for (int p = from; p < to; p++) {
      double gradient = scoreGradient.get(p);
      squash(p, b);
      vGradient.addScaled(gradient, k);
      slope.zero();
      slope.addScaled(gradient, v);
      slope.timesTanhSlope(k);
      qGradient.add(slope);
      sum.load(keyGradient, (p * share.rows + b) * width);
      sum.add(slope);
      sum.store(keyGradient, (p * share.rows + b) * width);
    }
    qGradient.store(query.gradient(), at);
  }

  /** From the gradient of the multiplied keys to those of the keys and of Wk. */
  void backward() {
    vGradient.store(share.gradient, vAt());
    int count = attended.positions() * share.rows;
    Block out = new Block(keyGradient, 0, width);
    share.weightGradient(weight(), count, new Block(attended.values(), 0, width), out);
    share.transposedProduct(count, out, weight(), 1, new Block(attended.gradient(), 0, width));
  }
}
