package ritornello.lm;

import java.util.Iterator;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * How pieces become batches. A piece longer than a passage is cut: its passages are learned side by
 * side with others, each from the zero state, though the reader knows what came before. Were they
 * not cut, all other rows would be padding until the row with the longest piece is through; for 230
 * piano pieces in 64 rows that is half of all steps, for passages of 4096 steps a fifteenth.
 *
 * @param whole whether a window holds whole passages of about the same length, so that gradients
 *     flow back through all of them; otherwise each row goes through one passage after another, and
 *     the state but no gradient goes from window to window
 * @param passage steps of a passage at most
 */
public record Batching(boolean whole, int passage) {
  /** Steps of a passage, if windows hold a part of it. */
  public static final int USUAL_CARRIED = 4096;

  /** Steps of a passage, if windows hold it whole: what fits into memory. */
  public static final int USUAL_WHOLE = 1024;

  /** As it was before it could be chosen. */
  static final Batching AS_AT_FIRST = new Batching(false, Integer.MAX_VALUE);

  public Batching {
    if (passage < 1) {
      throw new IllegalArgumentException(
          "longest passage is " + passage + " steps; it must be 1 or more");
    }
  }

  /**
   * Makes windows of pieces.
   *
   * @param reading how they are shown
   * @param steps T, of a window whose rows go on in the next
   * @param rows B
   * @param seed of the order of batches of whole passages
   */
  WindowFeed feed(Iterator<int[]> pieces, Reading reading, int steps, int rows, long seed) {
    Passages passages = new Passages(pieces, reading, passage);
    int inputs = reading.inputs();
    return whole
        ? new WholeFeed(passages, rows, inputs, new Random(seed))
        : new CarryingFeed(passages, steps, rows, inputs);
  }

  /** The seed of an epoch. */
  static long seed(long training, long epoch) {
    return new SplittableRandom(new SplittableRandom(training).nextLong() ^ epoch).nextLong();
  }
}
