package ritornello.token;

/** Follows a sequence of tokens and tells which of them complete a bar. */
final class Bars {
  private final Context context;
  private int bars;

  Bars(Context context) {
    this.context = context;
    this.bars = context.bars();
  }

  /** Goes on by one token; whether it ends a bar. */
  boolean completedBy(int token) {
    context.accept(token);
    boolean completed = context.bars() != bars;
    bars = context.bars();
    return completed;
  }
}
