package ritornello.corpus;

/** The tokens of a file, in memory or in a {@link TokenCache}. */
public interface Piece {

  /** How many tokens. */
  int length();

  /** A copy of the ids; the last is EOS. */
  int[] tokens();

  /** In memory; not to be changed any more. */
  static Piece of(int[] tokens) {
    return new Piece() {
      @Override
      public int length() {
        return tokens.length;
      }

      @Override
      public int[] tokens() {
        return tokens.clone();
      }
    };
  }
}
