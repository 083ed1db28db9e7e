package ritornello.originality;

/**
 * Keeps a piece that grows from copying runs of more than so many notes. For one thread, and one
 * piece.
 */
public final class CopyLimit {

  /**
   * A note that a piece may go on with.
   *
   * @param time in any unit, the same for all of a piece
   * @param pitch 0 to 127
   */
  public record Struck(long time, int pitch) {}

  private final RunsOfLength forbidden;
  private final GrowingLine line;

  /**
   * @param forbidden the shortest runs that are copied too long
   */
  public CopyLimit(RunsOfLength forbidden) {
    this(forbidden, new GrowingLine());
  }

  private CopyLimit(RunsOfLength forbidden, GrowingLine line) {
    this.forbidden = forbidden;
    this.line = line;
  }

  /** One that goes on from here by itself. */
  public CopyLimit copy() {
    return new CopyLimit(forbidden, line.copy());
  }

  /** Whether these notes, one after the other, would complete such a copy. */
  public boolean forbids(Iterable<Struck> notes) {
    GrowingLine tried = line.copy();
    for (Struck note : notes) {
      boolean counts = tried.strike(note.time(), note.pitch());
      if (counts && tried.notes() >= forbidden.notes() && forbidden.hasEndOf(tried)) {
        return true;
      }
    }
    return false;
  }

  /** Goes on by these notes, whether it forbids them or not. */
  public void accept(Iterable<Struck> notes) {
    notes.forEach(note -> line.strike(note.time(), note.pitch()));
  }
}
