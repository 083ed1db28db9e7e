package ritornello.task;

/** No music keeps to all constraints, as far as it was looked for; the message is for people. */
public final class UnsatisfiableException extends Exception {
  private static final long serialVersionUID = 1;

  UnsatisfiableException(String message) {
    super(message);
  }
}
