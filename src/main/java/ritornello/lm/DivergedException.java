package ritornello.lm;

/** Training got worse instead of better, or its numbers are not finite any more. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what happened and what to do, for people
   */
  public DivergedException(String message) {
    super(message);
  }
}
