package ritornello.token;

/** Is told of each note when tokens have said all about it; notes come in no order. */
@FunctionalInterface
interface NoteSink {
  /** For contexts that only follow the grammar. */
  NoteSink NONE = note -> {};

  void note(GridNote note);
}
