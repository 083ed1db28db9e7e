package ritornello.play;

/**
 * There is no sound or MIDI device, or none of the name asked for; the message says what there is.
 */
public final class NoDeviceException extends Exception {
  private static final long serialVersionUID = 1;

  NoDeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
