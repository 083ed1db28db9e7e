package ritornello.cli;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import ritornello.play.Command;
import ritornello.play.Playback;
import ritornello.play.Playback.Ending;

/**
 * The keyboard and the last line of a terminal, while music plays. Ctrl-C still ends the program;
 * however it ends, the terminal is as it was before.
 */
final class PlayKeys implements AutoCloseable {
  /** What the keys do, in lines. */
  static final String HELP =
      """
      space        pause, go on          left, right    a bar back, on
      + -  =       faster, slower, own   PgUp, PgDn     four bars back, on
      up, down     semitone up, down     Home, 0        to the start
      [ ]  l       loop from here, to    1 to 9         mute a track, or not
                   here, on and off      s and 1 to 9   that track alone, or not
      n, p         next, last file       q, Ctrl-C      end""";

  private static final long SHOW_MILLIS = 100;
  private static final int USUAL_COLUMNS = 80;

  /** To ask how wide the terminal is takes a process. */
  private static final int SHOWN_A_WIDTH = 20;

  private static final double FASTER = Math.pow(2, 1 / 24.0);
  private static final int FAR_BARS = 4;
  private static final int TRACK_KEYS = 9;
  private static final String CTRL_D = "\004";

  /** What a key does. */
  private interface Action extends Consumer<Playback> {}

  private final org.jline.terminal.Terminal terminal;
  private final Attributes before;
  private final PrintWriter out;
  private final Map<String, Action> keys = new HashMap<>();
  private final Thread reader = new Thread(this::read, "keys");
  private final Thread hook = new Thread(this::restore, "terminal as before");
  private final Thread display = new Thread(this::show, "status line");
  private volatile Optional<Playback> playing = Optional.empty();
  private boolean solo;
  private String shown = "";
  private volatile boolean closed;
  private int width = USUAL_COLUMNS;

  private PlayKeys(org.jline.terminal.Terminal terminal) {
    this.terminal = terminal;
    out = terminal.writer();
    before = terminal.enterRawMode();
    withoutSuspending();
    bindAll();
    reader.setDaemon(true);
    display.setDaemon(true);
  }

  /** Empty where nobody sits at a keyboard, or the terminal cannot do it. */
  static Optional<PlayKeys> open() {
    if (!Terminal.isInteractive()) {
      return Optional.empty();
    }
    try {
      org.jline.terminal.Terminal terminal =
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
      PlayKeys opened = new PlayKeys(terminal);
      Runtime.getRuntime().addShutdownHook(opened.hook);
      opened.reader.start();
      opened.display.start();
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

  private void bindAll() {
    bind(new Command.TogglePause(), " ");
    bind(new Command.SeekBars(-1), "\033[D", "\033OD");
    bind(new Command.SeekBars(1), "\033[C", "\033OC");
    bind(new Command.SeekBars(-FAR_BARS), "\033[5~", "\033[1;2D");
    bind(new Command.SeekBars(FAR_BARS), "\033[6~", "\033[1;2C");
    bind(new Command.SeekStart(), "0", "\033[H", "\033OH", "\033[1~", "\033[7~");
    bind(new Command.ScaleTempo(FASTER), "+");
    bind(new Command.ScaleTempo(1 / FASTER), "-");
    bind(new Command.OwnTempo(), "=");
    bind(new Command.Transpose(1), "t", "\033[A", "\033OA");
    bind(new Command.Transpose(-1), "T", "\033[B", "\033OB");
    bind(new Command.LoopFromHere(), "[");
    bind(new Command.LoopToHere(), "]");
    bind(new Command.ToggleLoop(), "l");
    bind(new Command.Stop(Ending.NEXT), "n");
    bind(new Command.Stop(Ending.PREVIOUS), "p");
    bind(new Command.Stop(Ending.QUIT), "q", CTRL_D);
    for (int track = 0; track < TRACK_KEYS; track++) {
      int number = track;
      keys.put(Integer.toString(track + 1), playback -> toggle(number, playback));
    }
    keys.put("s", playback -> solo = true);
    keys.put("?", playback -> say(HELP));
  }

  private void bind(Command command, String... sequences) {
    for (String sequence : sequences) {
      keys.put(sequence, playback -> playback.send(command));
    }
  }

  private void toggle(int track, Playback playback) {
    playback.send(solo ? new Command.ToggleSolo(track) : new Command.ToggleMute(track));
    solo = false;
  }

  private void read() {
    NonBlockingReader characters = terminal.reader();
    KeyReader reader = new KeyReader(characters::read);
    try {
      for (Optional<String> key = reader.next(); key.isPresent(); key = reader.next()) {
        Action action = keys.getOrDefault(key.get(), playback -> {});
        playing.ifPresent(action);
      }
    } catch (IOException e) {
      return; // the terminal is gone, and the program ends by the signal that tells it
    }
  }

  /** From now on keys are for this, and it is shown how far it is. */
  void attend(Playback playback) {
    playing = Optional.of(playback);
  }

  private void show() {
    try {
      for (int i = 0; !closed; i++) {
        if (i % SHOWN_A_WIDTH == 0) {
          width = terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_COLUMNS;
        }
        playing.ifPresent(this::show);
        TimeUnit.MILLISECONDS.sleep(SHOW_MILLIS);
      }
    } catch (InterruptedException e) {
      return; // closed
    }
  }

  private synchronized void show(Playback playback) {
    String line = StatusLine.of(playback.status(), terminal.encoding(), width - 1);
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
