package ritornello.nn;

import ritornello.nn.Arithmetic.Block;
import ritornello.nn.Share.Slice;

/** Numbers from the part below, times a matrix. */
final class DenseFeed implements Feed {
  private final Share share;
  private final Flow below;
  private final Slice weight;

  DenseFeed(Share share, Flow below, Slice weight) {
    this.share = share;
    this.below = below;
    this.weight = weight;
  }

  @Override
  public void forward(Window window, Values z, int at, int stride) {
    int count = window.steps() * share.rows;
    Block in = new Block(below.values(), 0, below.width());
    share.product(count, in, weight, 0, new Block(z, at, stride));
  }

  @Override
  public void backward(Window window, Values z, int at, int stride, boolean adds) {
    int count = window.steps() * share.rows;
    Block out = new Block(z, at, stride);
    share.weightGradient(weight, count, new Block(below.values(), 0, below.width()), out);
    Block in = new Block(below.gradient(), 0, below.width());
    share.transposedProduct(count, out, weight, adds ? 1 : 0, in);
  }
}
