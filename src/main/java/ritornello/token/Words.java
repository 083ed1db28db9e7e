package ritornello.token;

import java.util.List;

/**
 * What was learned about a codec's tokens from a collection: which of them are too rare to be
 * known, and which often follow each other and become one. Stored in {@code vocabulary.json} of a
 * model; {@link WordLearner} makes it, {@link WordCodec} writes with it.
 *
 * @param rare ids of the codec's tokens that are replaced by {@link Vocabulary#UNK}, rising
 * @param merges in the order in which they are made
 */
public record Words(List<Integer> rare, List<Merge> merges) {

  /** Every token is known, and none are joined. */
  public static final Words NONE = new Words(List.of(), List.of());

  /**
   * Two tokens that become one when they follow each other (byte-pair encoding, Sennrich, Haddow
   * and Birch 2016). Ids are those of a vocabulary that has first the codec's tokens, without the
   * rare ones, and then one for each merge.
   */
  public record Merge(int left, int right) {}

  public Words {
    rare = List.copyOf(rare);
    merges = List.copyOf(merges);
    for (int token : rare) {
      if (token < Vocabulary.SPECIAL.size()) {
        throw new IllegalArgumentException(
            "token " + token + " is rare; the first four never are, for they mean no music");
      }
    }
  }

  /** Whether it changes nothing. */
  public boolean isNone() {
    return rare.isEmpty() && merges.isEmpty();
  }
}
