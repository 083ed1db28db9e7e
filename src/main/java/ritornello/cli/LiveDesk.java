package ritornello.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * From where a performer changes what is played: keys in a terminal; else words, line by line, from
 * standard input. A key stands for words.
 */
final class LiveDesk implements AutoCloseable {
  private static final String LINE = ":";
  private static final String ENTER = "\r";
  private static final String NEW_LINE = "\n";
  private static final String ESCAPE = "\033";
  private static final String BACKSPACE = "\177";
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("[", "temperature -0.1"),
          Map.entry("]", "temperature +0.1"),
          Map.entry("+", "tempo +5"),
          Map.entry("-", "tempo -5"),
          Map.entry("k", "key +"),
          Map.entry("K", "key -"),
          Map.entry("n", "model +"),
          Map.entry("m", "metronome"),
          Map.entry("t", "tap"),
          Map.entry("?", "help"),
          Map.entry("q", "quit"),
          Map.entry("\004", "quit"));

  private final Function<String, String> obey;
  private final Supplier<String> status;
  private final PrintWriter err;
  private final Optional<KeyTerminal> terminal;
  private volatile Optional<String> typed = Optional.empty();

  /**
   * Opens it.
   *
   * @param obey does what words say, and answers with what to tell; nothing if that is empty
   * @param status a line that tells how things are
   */
  LiveDesk(Function<String, String> obey, Supplier<String> status, PrintWriter err) {
    this.obey = obey;
    this.status = status;
    this.err = err;
    terminal = KeyTerminal.open((shown, width) -> line(width), this::press);
  }

  /** From now on it is heeded. */
  void begin() {
    if (terminal.isPresent()) {
      terminal.get().begin();
      return;
    }
    Thread reader = new Thread(this::readLines, "words");
    reader.setDaemon(true);
    reader.start();
  }

  private String line(int width) {
    String line = typed.map(text -> LINE + text).orElseGet(status);
    return line.substring(0, Math.min(width, line.length()));
  }

  private void press(String key) {
    if (typed.isPresent()) {
      type(key);
    } else if (key.equals(LINE)) {
      typed = Optional.of("");
    } else if (KEYS.containsKey(key)) {
      say(obey.apply(KEYS.get(key)));
    }
  }

  private void type(String key) {
    String text = typed.orElseThrow();
    if (key.equals(ENTER) || key.equals(NEW_LINE)) {
      typed = Optional.empty();
      say(obey.apply(text));
    } else if (key.equals(ESCAPE)) {
      typed = Optional.empty();
    } else if (key.equals(BACKSPACE)) {
      typed = Optional.of(text.substring(0, Math.max(0, text.length() - 1)));
    } else if (key.length() == 1 && key.charAt(0) >= ' ') {
      typed = Optional.of(text + key);
    }
  }

  private void readLines() {
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          say(obey.apply(line));
        }
      }
    } catch (IOException e) {
      return; // nobody speaks any more; the music goes on
    }
  }

  /** Says something, if it is not empty. */
  void say(String text) {
    if (text.isEmpty()) {
      return;
    }
    Consumer<String> speaker =
        terminal.<Consumer<String>>map(keys -> keys::say).orElse(this::print);
    speaker.accept(text);
  }

  private void print(String text) {
    err.println(text);
    err.flush();
  }

  @Override
  public void close() {
    terminal.ifPresent(KeyTerminal::close);
  }
}
