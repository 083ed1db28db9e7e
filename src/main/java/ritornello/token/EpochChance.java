package ritornello.token;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What is left to chance in an epoch of a {@link TokenSource}: the order of its pieces, and what
 * becomes of each, independent of how much is drawn for other pieces and epochs.
 *
 * @param seed of the training
 * @param epoch from 0
 */
public record EpochChance(long seed, long epoch) {
  /** The generator of no piece, so of the order. */
  private static final int ORDER = -1;

  /** The numbers of so many pieces, shuffled (Durstenfeld 1964). */
  public int[] order(int pieces) {
    int[] order = IntStream.range(0, pieces).toArray();
    SplittableRandom random = of(ORDER);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** The generator of a piece, new each time. */
  public SplittableRandom of(int piece) {
    long mixed = new SplittableRandom(seed).nextLong();
    mixed = new SplittableRandom(mixed ^ epoch).nextLong();
    return new SplittableRandom(mixed ^ piece);
  }
}
