package ritornello.corpus;

/** What became of a file of a collection. */
public sealed interface Verdict {

  /** A verdict with something to learn from. */
  sealed interface Usable extends Verdict {
    /** What to learn. */
    Piece piece();

    /** Which part of the file it comes from and why, for people. */
    String source();

    /** The same, with its tokens elsewhere. */
    Usable with(Piece piece);
  }

  /** The file is sound. */
  record Used(Piece piece, String source) implements Usable {
    @Override
    public Usable with(Piece other) {
      return new Used(other, source);
    }
  }

  /**
   * The file is damaged, and what could be read is used.
   *
   * @param repairs how many were made, 1 or more
   * @param firstRepair the first of them, for people
   */
  record Repaired(Piece piece, String source, int repairs, String firstRepair) implements Usable {
    @Override
    public Usable with(Piece other) {
      return new Repaired(other, source, repairs, firstRepair);
    }
  }

  /**
   * Nothing in the file can be used.
   *
   * @param reason why, for people, as {@code no notes}
   */
  record Skipped(String reason) implements Verdict {}
}
