package ritornello.corpus;

/** What became of a file of a collection. */
public sealed interface Verdict {

  /** A verdict with something to learn from. */
  sealed interface Usable extends Verdict {
    /** Token ids, ending with EOS; not to be changed. */
    int[] tokens();

    /** Which part of the file they come from and why, for people. */
    String source();
  }

  /** The file is sound. */
  record Used(int[] tokens, String source) implements Usable {}

  /**
   * The file is damaged, and what could be read is used.
   *
   * @param repairs how many were made, 1 or more
   * @param firstRepair the first of them, for people
   */
  record Repaired(int[] tokens, String source, int repairs, String firstRepair) implements Usable {}

  /**
   * Nothing in the file can be used.
   *
   * @param reason why, for people, as {@code no notes}
   */
  record Skipped(String reason) implements Verdict {}
}
