package ritornello.cli;

import java.io.Console;

/** Whether a person is looking. */
final class Terminal {
  private Terminal() {}

  /** Whether the program reads from and writes to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // asked right below
  static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console without a terminal too.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
