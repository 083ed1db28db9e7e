package ritornello.audio;

/** There is nothing to record from, or not by that name; the message says what there is. */
public final class NoMicrophoneException extends Exception {
  private static final long serialVersionUID = 1;

  NoMicrophoneException(String message) {
    super(message);
  }

  NoMicrophoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
