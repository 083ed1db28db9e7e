package ritornello.nn;

import ritornello.nn.Share.Slice;

/**
 * Adds up the rows of a table that each step looks up: the table times the sum of the step's
 * one-hot vectors, without multiplying zeros.
 */
final class LookUpFeed implements Feed {
  private final Share share;
  private final int[] inputSizes;
  private final Slice table;
  private final Row row;
  private final Row sum;

  /**
   * @param inputSizes how many rows of the table belong to each input, in order
   */
  LookUpFeed(Share share, int[] inputSizes, Slice table) {
    this.share = share;
    this.inputSizes = inputSizes;
    this.table = table;
    row = share.arithmetic.row(table.columns());
    sum = share.arithmetic.row(table.columns());
  }

  @Override
  public void forward(Window window, Values z, int at, int stride) {
    for (int t = 0; t < window.steps(); t++) {
      for (int b = 0; b < share.rows; b++) {
        int[] indices = window.indices(t, share.firstRow + b);
        sum.zero();
        for (int i = 0; i < indices.length; i++) {
          row.load(share.parameters, rowAt(indices, i));
          sum.add(row);
        }
        sum.store(z, at + (t * share.rows + b) * stride);
      }
    }
  }

  private int rowAt(int[] indices, int i) {
    int first = 0;
    int input = Math.min(i, inputSizes.length - 1);
    for (int before = 0; before < input; before++) {
      first += inputSizes[before];
    }
    if (indices[i] < 0 || indices[i] >= inputSizes[input]) {
      throw new IllegalArgumentException(
          "input " + i + " is " + indices[i] + "; it must be from 0 to " + (inputSizes[input] - 1));
    }
    return table.at() + (first + indices[i]) * table.stride();
  }

  /** There is nothing below to go back to. */
  @Override
  public void backward(Window window, Values z, int at, int stride, boolean adds) {
    for (int t = 0; t < window.steps(); t++) {
      for (int b = 0; b < share.rows; b++) {
        int[] indices = window.indices(t, share.firstRow + b);
        sum.load(z, at + (t * share.rows + b) * stride);
        for (int i = 0; i < indices.length; i++) {
          int rowAt = rowAt(indices, i);
          row.load(share.gradient, rowAt);
          row.add(sum);
          row.store(share.gradient, rowAt);
        }
      }
    }
  }
}
