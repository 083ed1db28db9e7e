package ritornello.corpus;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds pieces that are nearly the same, in time that grows as the number of pieces, not as that of
 * pairs: only those that share a band of min-hashes are compared (locality-sensitive hashing; Indyk
 * and Motwani 1998).
 */
final class NearDuplicates {
  /**
   * Pieces of which at least this share of figures is common are one piece. Measured on
   * midi-corpus: with one note in twenty changed and one in forty missing it is 0.5 on average and
   * more than this in 97 of 100 cases; two different tunes never have half of it.
   */
  static final double SIMILAR = 0.25;

  /** A pair that is just similar enough shares one of them with probability 0.95. */
  private static final int BANDS = Fingerprint.MIN_HASHES / 2;

  /**
   * Those that share a band with many are sorted by the next one, and each is compared with so many
   * before it.
   */
  private static final int MOST_COMPARED = 16;

  private final List<Fingerprint> pieces;
  private final Joined joined;

  private NearDuplicates(List<Fingerprint> pieces) {
    this.pieces = pieces;
    this.joined = new Joined(pieces.size());
  }

  /** Joins those that are nearly the same, maybe over others between. */
  static Joined joined(List<Fingerprint> pieces) {
    NearDuplicates search = new NearDuplicates(pieces);
    for (int band = 0; band < BANDS; band++) {
      search.join(band);
    }
    return search.joined;
  }

  private record Placed(long band, long next, int piece) {
    static final Comparator<Placed> ORDER =
        Comparator.comparingLong(Placed::band)
            .thenComparingLong(Placed::next)
            .thenComparingInt(Placed::piece);
  }

  private void join(int band) {
    Placed[] placed = new Placed[pieces.size()];
    int count = 0;
    for (int piece = 0; piece < placed.length; piece++) {
      Fingerprint print = pieces.get(piece);
      if (!print.isEmpty()) {
        placed[count++] = new Placed(print.band(band), print.afterBand(band), piece);
      }
    }
    Arrays.sort(placed, 0, count, Placed.ORDER);
    for (int i = 1; i < count; i++) {
      for (int j = i - 1; j >= Math.max(0, i - MOST_COMPARED); j--) {
        if (placed[j].band() != placed[i].band()) {
          break;
        }
        compare(placed[j].piece(), placed[i].piece());
      }
    }
  }

  private void compare(int a, int b) {
    if (!joined.areJoined(a, b) && pieces.get(a).similarity(pieces.get(b)) >= SIMILAR) {
      joined.join(a, b);
    }
  }
}
