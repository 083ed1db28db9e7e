package ritornello.nn;

/**
 * Variational dropout (Gal and Ghahramani 2016): for each sequence one mask, the same at all its
 * steps, also where it goes on in the next window.
 */
final class SequenceMask implements Stateful {
  private final Share share;
  private final int width;
  private final double dropout;
  private final long place;
  private final Values masks; // (T + 1, B, W), slot t + 1 that of step t, slot 0 that from before
  private final Row row;
  private boolean drawn;

  /**
   * @param width W, numbers that go through the mask
   * @param dropout share of them that is left out
   * @param place of the mask in the network: another place has other masks
   */
  SequenceMask(Share share, int width, double dropout, long place) {
    this.share = share;
    this.width = width;
    this.dropout = dropout;
    this.place = place;
    masks = share.gradients((share.capacity + 1) * share.rows * width);
    row = share.arithmetic.row(width);
  }

  /**
   * Draws a mask wherever a sequence begins in the window.
   *
   * @param dropoutKey what the masks are made from; 0 for none at all
   */
  void draw(Window window, long dropoutKey) {
    drawn = dropoutKey != 0;
    for (int t = 0; drawn && t < window.steps(); t++) {
      for (int b = 0; b < share.rows; b++) {
        int inBatch = share.firstRow + b;
        if (window.fresh(t, inBatch)) {
          row.dropoutMask(1 - dropout, Mix.key(dropoutKey, place, t, inBatch));
        } else {
          row.load(masks, at(t - 1, b));
        }
        row.store(masks, at(t, b));
      }
    }
  }

  private int at(int t, int b) {
    return ((t + 1) * share.rows + b) * width;
  }

  /** Leaves out of the numbers of a step, or of their gradient, what the mask says. */
  void apply(Row numbers, int t, int b) {
    if (drawn) {
      row.load(masks, at(t, b));
      numbers.product(numbers, row);
    }
  }

  @Override
  public void carry(Window window) {
    for (int b = 0; drawn && b < share.rows; b++) {
      row.load(masks, at(window.steps() - 1, b));
      row.store(masks, at(-1, b));
    }
  }

  @Override
  public int stateSize() {
    return share.learns() ? width : 0;
  }

  @Override
  public void visitState(int b, Visitor visitor) {
    if (share.learns()) {
      visitor.visit(masks, at(-1, b), width);
    }
  }
}
