package ritornello.nn;

import ritornello.nn.Arithmetic.Block;
import ritornello.nn.NetworkSpec.Answer;
import ritornello.nn.Share.Slice;

/** From activations to probabilities, and how far they are from what was wanted. */
final class AnswerLayer {
  private final Share share;
  private final Answer answer;
  private final Flow in;
  private final int outputs;
  private final Slice weight;
  private final int biasAt;
  private final Values logits; // (T, B, V)
  private final Row logitRow;
  private final Row bias;
  private final Row biasGradient;

  AnswerLayer(Share share, Answer answer, Flow in, int outputs) {
    this.share = share;
    this.answer = answer;
    this.in = in;
    this.outputs = outputs;
    weight = share.matrix(Layout.OUTPUT);
    biasAt = share.layout.get(Layout.OUTPUT_BIAS).at();
    logits = share.values(outputs);
    logitRow = share.arithmetic.row(outputs);
    bias = share.arithmetic.row(outputs);
    biasGradient = share.arithmetic.row(outputs);
  }

  /**
   * Leaves probabilities where the logits were.
   *
   * @param smoothing ε of {@link #loss}
   * @return Σ −ln p(wanted) over the targets that count, in nats
   */
  double forward(Window window, double smoothing) {
    int count = window.steps() * share.rows;
    Block from = new Block(in.values(), 0, in.width());
    share.product(count, from, weight, 0, new Block(logits, 0, outputs)); // (T · B, V)
    bias.load(share.parameters, biasAt);
    double loss = 0;
    for (int t = 0; t < window.steps(); t++) {
      for (int b = 0; b < share.rows; b++) {
        int at = (t * share.rows + b) * outputs;
        logitRow.load(logits, at);
        logitRow.add(bias);
        if (window.hasTarget(t, share.firstRow + b)) {
          loss += loss(window.wanted(t, share.firstRow + b), smoothing);
        }
        logitRow.store(logits, at);
      }
    }
    return loss;
  }

  /**
   * Softmax and cross entropy: ln Σ exp(logit) − logit(wanted). Sigmoids and binary cross entropy:
   * Σ ln(1 + exp(logit)) − Σ logit(wanted). Smoothed, what is wanted is (1 − ε) · 1(wanted) + ε / V
   * of softmax, and (1 − ε) · 1(wanted) + ε / 2 of each sigmoid.
   */
  private double loss(int[] wanted, double smoothing) {
    double sum = 0;
    for (int index : wanted) {
      sum += logitRow.get(index);
    }
    if (smoothing > 0) {
      sum = (1 - smoothing) * sum + evenShare(smoothing) * logitRow.sum();
    }
    return (answer == Answer.SOFTMAX ? logitRow.softmax() : logitRow.logistic()) - sum;
  }

  private double evenShare(double smoothing) {
    return smoothing / (answer == Answer.SOFTMAX ? outputs : 2);
  }

  /**
   * For both losses dL/dlogit = p − wanted.
   *
   * @param scale what the loss is multiplied with
   * @param smoothing ε of {@link #loss}
   */
  void backward(Window window, double scale, double smoothing) {
    biasGradient.zero();
    for (int t = 0; t < window.steps(); t++) {
      for (int b = 0; b < share.rows; b++) {
        int at = (t * share.rows + b) * outputs;
        if (window.hasTarget(t, share.firstRow + b)) {
          logitRow.load(logits, at);
          for (int index : window.wanted(t, share.firstRow + b)) {
            logitRow.set(index, logitRow.get(index) - (1 - smoothing));
          }
          if (smoothing > 0) {
            logitRow.shift(-evenShare(smoothing));
          }
          logitRow.scale(scale);
          biasGradient.add(logitRow);
        } else {
          logitRow.zero();
        }
        logitRow.store(logits, at);
      }
    }
    biasGradient.store(share.gradient, biasAt);
    int count = window.steps() * share.rows;
    Block from = new Block(logits, 0, outputs);
    share.weightGradient(weight, count, new Block(in.values(), 0, in.width()), from);
    share.transposedProduct(count, from, weight, 0, new Block(in.gradient(), 0, in.width()));
  }

  /** Logits of steps without a target, probabilities of steps with one, (V). */
  float[] answer(int t, int b) {
    float[] copy = new float[outputs];
    logits.read((t * share.rows + b) * outputs, copy, 0, outputs);
    return copy;
  }
}
