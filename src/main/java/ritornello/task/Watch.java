package ritornello.task;

import ritornello.token.Context;

/**
 * Sees that one piece keeps to a {@link Constraint}. It is asked and told about characters, never
 * words.
 */
interface Watch {

  /**
   * Whether this token may come next, as far as it goes; the codec's grammar lets it.
   *
   * @param context where the piece stands
   */
  boolean allows(Context context, int token);

  /**
   * Goes on by one token.
   *
   * @param before where the piece stands, this token not yet accepted
   */
  default void accept(Context before, int token) {}

  /** One for another continuation; itself if it remembers nothing. */
  default Watch copy() {
    return this;
  }
}
