package ritornello.cli;

/**
 * Ends a command with one line for the user and an exit code, for the codes that no other exception
 * stands for: {@link ExitCode#NO_DEVICE}, {@link ExitCode#DIVERGED}.
 */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param message what is the matter, and what to do
   */
  CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  CommandFailure(int exitCode, String message) {
    this(exitCode, message, null);
  }

  int exitCode() {
    return exitCode;
  }
}
