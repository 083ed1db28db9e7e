package ritornello.token;

/** What became of a score: its tokens, or the reason why there are none. */
public sealed interface Encoding {

  /**
   * The tokens.
   *
   * @throws IllegalArgumentException if there are none; its message is the reason
   */
  default int[] orThrow() {
    if (this instanceof Rejected rejected) {
      throw new IllegalArgumentException(rejected.reason());
    }
    return ((Encoded) this).tokens();
  }

  /**
   * @param tokens ids, ending with EOS
   * @param source which part of the score they come from and why, for people
   */
  record Encoded(int[] tokens, String source) implements Encoding {}

  /**
   * @param reason why nothing in the score was usable, for people, as "no notes"
   */
  record Rejected(String reason) implements Encoding {}
}
