package ritornello.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import ritornello.corpus.Corpus;
import ritornello.corpus.PieceSplit.Side;
import ritornello.score.NoteName;
import ritornello.token.Codec;
import ritornello.token.TokenKind;
import ritornello.token.TokenSource;

/**
 * What there is in a collection that is learned, by side, in the tokens of a codec without words
 * and as its pieces are, not moved to other keys.
 *
 * @param sides training, validation and test, those with pieces
 * @param kinds of the training's tokens, how many there are
 * @param copies files left out because another holds the same
 * @param notes what people should know about the division
 */
record CollectionFacts(
    List<Facts> sides, SortedMap<TokenKind, Long> kinds, int copies, List<String> notes) {

  /**
   * One side.
   *
   * @param lengths of its pieces in tokens, rising
   * @param lowest pitch; above the highest if there are no notes
   */
  record Facts(Side side, long tokens, long notes, int[] lengths, int lowest, int highest) {
    int pieces() {
      return lengths.length;
    }

    private List<String> row() {
      return List.of(
          side.toString(),
          number(pieces()),
          number(tokens),
          number(notes),
          number(lengths[0]),
          number(lengths[lengths.length / 2]),
          number(lengths[lengths.length - 1]),
          lowest > highest ? "" : NoteName.of(lowest) + " to " + NoteName.of(highest));
    }
  }

  /** Goes through all pieces once. */
  static CollectionFacts of(Corpus corpus, Codec codec) {
    List<Facts> sides = new ArrayList<>();
    long[] counts = new long[codec.vocabulary().size()];
    for (Side side : Side.values()) {
      TokenSource source = corpus.of(side);
      if (source.count() > 0) {
        sides.add(facts(side, source, codec, side == Side.TRAINING ? counts : counts.clone()));
      }
    }
    SortedMap<TokenKind, Long> kinds = new TreeMap<>();
    for (int token = 0; token < counts.length; token++) {
      if (counts[token] > 0) {
        kinds.merge(codec.kind(token), counts[token], Long::sum);
      }
    }
    return new CollectionFacts(sides, kinds, corpus.copies(), corpus.notes());
  }

  private static Facts facts(Side side, TokenSource source, Codec codec, long[] counts) {
    int[] lengths = new int[source.count()];
    long notes = 0;
    int lowest = 127;
    int highest = 0;
    Iterator<int[]> pieces = source.epoch(0);
    for (int i = 0; i < lengths.length; i++) {
      int[] piece = pieces.next();
      lengths[i] = piece.length;
      notes += codec.noteCount(piece);
      int[] range = codec.pitchRange(piece);
      if (range.length > 0) {
        lowest = Math.min(lowest, range[0]);
        highest = Math.max(highest, range[1]);
      }
      for (int token : piece) {
        counts[token]++;
      }
    }
    long tokens = Arrays.stream(lengths).asLongStream().sum();
    Arrays.sort(lengths);
    return new Facts(side, tokens, notes, lengths, lowest, highest);
  }

  /** For a table, with its head. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "pieces",
            "tokens",
            "notes",
            "shortest, in tokens",
            "median",
            "longest",
            "pitches"));
    sides.forEach(side -> rows.add(side.row()));
    return rows;
  }

  /** For a table, with its head: of what kinds the tokens are. */
  List<List<String>> kindRows() {
    long all = kinds.values().stream().mapToLong(count -> count).sum();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "tokens", "share"));
    kinds.forEach(
        (kind, count) ->
            rows.add(
                List.of(
                    kind.label(),
                    number(count),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * count / all))));
    return rows;
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
