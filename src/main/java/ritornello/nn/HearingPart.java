package ritornello.nn;

import ritornello.nn.Arithmetic.Block;
import ritornello.nn.Share.Slice;

/**
 * The encoder: hears whole sequences, is attended to, and gives what it ends with to every step of
 * the decoder's embedding.
 */
final class HearingPart implements Attended {
  private final Share share;
  private final Stack stack;
  private final Flow out;
  private final int firstWay; // numbers of a row that belong to the direction from the left
  private final int[] length; // (B), of what was heard
  private final Flow summary; // (B, W), what each direction ends with
  private final Flow bridged; // (B, E)
  private final Row row;
  private final Row other;
  private final Row embeddedRow;
  private final Row sum;
  private int steps;

  /**
   * @param share of the sequences that are heard
   * @param spec of the encoder
   */
  HearingPart(Share share, NetworkSpec spec) {
    this.share = share;
    stack = new Stack(share, spec, Layout.ENCODER);
    out = stack.out();
    firstWay = spec.hidden();
    length = new int[share.rows];
    summary = flowOfRows(out.width());
    bridged = flowOfRows(spec.embedding());
    row = share.arithmetic.row(out.width());
    other = share.arithmetic.row(out.width());
    embeddedRow = share.arithmetic.row(spec.embedding());
    sum = share.arithmetic.row(spec.embedding());
  }

  private Flow flowOfRows(int width) {
    int size = share.rows * width;
    return new Flow(width, share.arithmetic.values(size), share.gradients(size));
  }

  /** Hears a window. */
  void forward(Window heard, long dropoutKey) {
    steps = heard.steps();
    stack.embed(heard);
    stack.forward(heard, dropoutKey);
    for (int b = 0; b < share.rows; b++) {
      length[b] = heard.length(share.firstRow + b);
      summarise(b);
    }
    Slice weight = share.matrix(Layout.BRIDGE);
    Block from = new Block(summary.values(), 0, summary.width());
    share.product(share.rows, from, weight, 0, new Block(bridged.values(), 0, bridged.width()));
  }

  private void summarise(int b) {
    row.zero();
    if (length[b] > 0) {
      row.load(out.values(), ((length[b] - 1) * share.rows + b) * out.width());
      other.load(out.values(), b * out.width());
      for (int i = firstWay; i < out.width(); i++) {
        row.set(i, other.get(i));
      }
    }
    row.store(summary.values(), b * out.width());
  }

  /** Adds what was heard to each step of the decoder's embedding. */
  void addTo(Flow embedded, int decoderSteps) {
    for (int i = 0; i < decoderSteps * share.rows; i++) {
      embeddedRow.load(embedded.values(), i * embedded.width());
      sum.load(bridged.values(), i % share.rows * embedded.width());
      embeddedRow.add(sum);
      embeddedRow.store(embedded.values(), i * embedded.width());
    }
  }

  /** Before anything goes back into what was heard. */
  void clearGradient() {
    out.gradient().clear();
  }

  /** From the gradient of the decoder's embedding, and of what was attended to. */
  void backward(Window heard, long dropoutKey, Flow embedded, int decoderSteps) {
    bridged.gradient().clear();
    for (int i = 0; i < decoderSteps * share.rows; i++) {
      embeddedRow.load(embedded.gradient(), i * embedded.width());
      sum.load(bridged.gradient(), i % share.rows * embedded.width());
      sum.add(embeddedRow);
      sum.store(bridged.gradient(), i % share.rows * embedded.width());
    }
    Slice weight = share.matrix(Layout.BRIDGE);
    Block from = new Block(bridged.gradient(), 0, bridged.width());
    Block states = new Block(summary.values(), 0, summary.width());
    share.weightGradient(weight, share.rows, states, from);
    Block to = new Block(summary.gradient(), 0, summary.width());
    share.transposedProduct(share.rows, from, weight, 0, to);
    for (int b = 0; b < share.rows; b++) {
      summariseBack(b);
    }
    stack.backward(heard, dropoutKey);
    stack.embedBack(heard);
  }

  private void summariseBack(int b) {
    row.load(summary.gradient(), b * out.width());
    for (int i = 0; length[b] > 0 && i < out.width(); i++) {
      int step = i < firstWay ? length[b] - 1 : 0;
      int at = (step * share.rows + b) * out.width() + i;
      out.gradient().set(at, out.gradient().get(at) + row.get(i));
    }
  }

  @Override
  public int width() {
    return out.width();
  }

  @Override
  public int positions() {
    return steps;
  }

  @Override
  public Values values() {
    return out.values();
  }

  @Override
  public Values gradient() {
    return out.gradient();
  }

  @Override
  public int from(int t, int b) {
    return 0;
  }

  @Override
  public int to(int t, int b) {
    return length[b];
  }
}
