package ritornello.answer;

/**
 * A question and an answer to it.
 *
 * @param question metre, key and steps of whole bars
 * @param pickup whether its first bar is a pickup
 * @param answer metre, key and steps of as many bars as are wished for
 */
record Pair(int[] question, boolean pickup, int[] answer, Wish wish) {
  /** Tokens before the first step. */
  static final int HEADER = 2;
}
