package ritornello.nn;

/** What goes into a layer, with a part of it left out: one mask for each sequence. */
final class MaskedFlow {
  private final Share share;
  private final Flow in;
  private final Flow out;
  private final SequenceMask mask;
  private final Row row;
  private final Row other;

  MaskedFlow(Share share, Flow in, SequenceMask mask) {
    this.share = share;
    this.in = in;
    this.mask = mask;
    out = share.flow(in.width());
    row = share.arithmetic.row(in.width());
    other = share.arithmetic.row(in.width());
  }

  Flow out() {
    return out;
  }

  void forward(Window window, long dropoutKey) {
    mask.draw(window, dropoutKey);
    for (int t = 0; t < window.steps(); t++) {
      for (int b = 0; b < share.rows; b++) {
        int at = (t * share.rows + b) * in.width();
        row.load(in.values(), at);
        mask.apply(row, t, b);
        row.store(out.values(), at);
      }
    }
  }

  /**
   * @param adds whether the gradient is added to what is there
   */
  void backward(Window window, boolean adds) {
    for (int t = 0; t < window.steps(); t++) {
      for (int b = 0; b < share.rows; b++) {
        int at = (t * share.rows + b) * in.width();
        row.load(out.gradient(), at);
        mask.apply(row, t, b);
        if (adds) {
          other.load(in.gradient(), at);
          row.add(other);
        }
        row.store(in.gradient(), at);
      }
    }
  }
}
