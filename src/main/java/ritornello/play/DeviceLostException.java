package ritornello.play;

/** The device on which something is played has stopped working; the message is for people. */
public final class DeviceLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DeviceLostException(String message) {
    super(message);
  }

  DeviceLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
