package ritornello.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import ritornello.token.Codec;
import ritornello.token.TokenSource;

/** The pieces of a source, in memory. */
final class Pieces {
  private Pieces() {}

  /** All of the first epoch. */
  static List<int[]> all(TokenSource source) {
    return all(source, 1, Long.MAX_VALUE);
  }

  /**
   * Those of the first epochs.
   *
   * @param mostTokens after which no piece is taken
   */
  static List<int[]> all(TokenSource source, int epochs, long mostTokens) {
    List<int[]> pieces = new ArrayList<>();
    long tokens = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (Iterator<int[]> left = source.epoch(epoch); left.hasNext() && tokens < mostTokens; ) {
        int[] piece = left.next();
        pieces.add(piece);
        tokens += piece.length;
      }
    }
    return pieces;
  }

  /** The same in the tokens of a codec. */
  static List<int[]> words(List<int[]> characters, Codec codec) {
    return characters.stream().map(codec::words).toList();
  }
}
