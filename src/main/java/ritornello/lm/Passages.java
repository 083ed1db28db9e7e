package ritornello.lm;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Pieces, the long ones cut into passages of a length and what is left. */
final class Passages implements Iterator<Passage> {
  private final Iterator<int[]> pieces;
  private final Reading reading;
  private final int longest;
  private int[] piece = new int[0];
  private int next;

  /**
   * @param longest steps of a passage at most
   */
  Passages(Iterator<int[]> pieces, Reading reading, int longest) {
    this.pieces = pieces;
    this.reading = reading;
    this.longest = longest;
  }

  @Override
  public boolean hasNext() {
    while (next == piece.length && pieces.hasNext()) {
      piece = pieces.next();
      next = 0;
    }
    return next < piece.length;
  }

  @Override
  public Passage next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all passages are done");
    }
    int from = next;
    next = (int) Math.min(piece.length, (long) from + longest);
    return new Passage(piece, from, next, reading);
  }
}
