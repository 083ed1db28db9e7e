package ritornello.harmony;

/** The numbers of a training are not finite any more; the message says what to do. */
public final class UnstableTrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnstableTrainingException(String message) {
    super(message);
  }
}
