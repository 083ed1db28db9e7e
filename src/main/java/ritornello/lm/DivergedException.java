package ritornello.lm;

/** Training got worse instead of better; the last good checkpoint is kept. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergedException(String message) {
    super(message);
  }
}
