package ritornello.originality;

/** All runs of one length that a collection has. */
public interface RunsOfLength {

  /** How many notes each has, 2 or more. */
  int notes();

  /**
   * Whether the last notes of a line are one of them.
   *
   * @param line of that many notes or more
   */
  boolean hasEndOf(GrowingLine line);
}
