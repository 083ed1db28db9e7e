package ritornello.cli;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * The keyboard and the last line of a terminal, while music plays. Ctrl-C still ends the program;
 * however it ends, the terminal is as it was before.
 */
final class KeyTerminal implements AutoCloseable {
  private static final long SHOW_MILLIS = 100;
  private static final int USUAL_COLUMNS = 80;

  /** To ask how wide the terminal is takes a process. */
  private static final int SHOWN_A_WIDTH = 20;

  /** What stands in the last line. */
  interface Status {
    /** The line, no longer than this. */
    String line(Terminal terminal, int width);
  }

  private final Terminal terminal;
  private final Attributes before;
  private final PrintWriter out;
  private final Status status;
  private final Consumer<String> onKey;
  private final Thread reader = new Thread(this::read, "keys");
  private final Thread hook = new Thread(this::restore, "terminal as before");
  private final Thread display = new Thread(this::show, "status line");
  private String shown = "";
  private volatile boolean closed;
  private int width = USUAL_COLUMNS;

  private KeyTerminal(Terminal terminal, Status status, Consumer<String> onKey) {
    this.terminal = terminal;
    this.status = status;
    this.onKey = onKey;
    out = terminal.writer();
    before = terminal.enterRawMode();
    withoutSuspending();
    reader.setDaemon(true);
    display.setDaemon(true);
  }

  /**
   * Empty where nobody sits at a keyboard, or the terminal cannot do it.
   *
   * @param onKey gets each key as {@link KeyReader} gives it
   */
  static Optional<KeyTerminal> open(Status status, Consumer<String> onKey) {
    if (!ritornello.cli.Terminal.isInteractive()) {
      return Optional.empty();
    }
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysErr)
              .provider(provider())
              .dumb(false)
              .nativeSignals(false)
              .build();
      if (terminal.getType().startsWith("dumb")) {
        terminal.close();
        return Optional.empty();
      }
      KeyTerminal opened = new KeyTerminal(terminal, status, onKey);
      Runtime.getRuntime().addShutdownHook(opened.hook);
      return Optional.of(opened);
    } catch (IOException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Where there is stty it is asked: by its own library, JLine sets the speed of a line to 0. */
  private static String provider() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return windows ? TerminalBuilder.PROP_PROVIDER_JNI : TerminalBuilder.PROP_PROVIDER_EXEC;
  }

  /** A program that is put to sleep by Ctrl-Z would leave its notes sounding. */
  private void withoutSuspending() {
    Attributes attributes = terminal.getAttributes();
    attributes.setControlChar(ControlChar.VSUSP, 0);
    terminal.setAttributes(attributes);
  }

  /** From now on keys are read, and the line is shown. */
  void begin() {
    reader.start();
    display.start();
  }

  private void read() {
    NonBlockingReader characters = terminal.reader();
    KeyReader keys = new KeyReader(characters::read);
    try {
      for (Optional<String> key = keys.next(); key.isPresent(); key = keys.next()) {
        onKey.accept(key.get());
      }
    } catch (IOException e) {
      return; // the terminal is gone, and the program ends by the signal that tells it
    }
  }

  private void show() {
    try {
      for (int i = 0; !closed; i++) {
        if (i % SHOWN_A_WIDTH == 0) {
          width = terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_COLUMNS;
        }
        show(status.line(terminal, width - 1));
        TimeUnit.MILLISECONDS.sleep(SHOW_MILLIS);
      }
    } catch (InterruptedException e) {
      return; // closed
    }
  }

  private synchronized void show(String line) {
    if (!closed && !line.equals(shown)) {
      out.print("\r" + line + "\033[K");
      out.flush();
      shown = line;
    }
  }

  /** Says something that stays, above the status line. */
  synchronized void say(String text) {
    out.print("\r\033[K" + text.replace("\n", "\r\n") + "\r\n");
    out.flush();
    shown = "";
  }

  /** Ends the status line, and gives the terminal back as it was. */
  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is ending already
    }
  }

  private synchronized void restore() {
    if (closed) {
      return;
    }
    closed = true;
    display.interrupt();
    out.print("\r\033[K");
    out.flush();
    try {
      terminal.setAttributes(before);
    } catch (IOError e) {
      return; // a terminal that is gone needs nothing
    }
  }
}
