package ritornello.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

  private static final double FASTER = Math.pow(2, 1 / 24.0);
  private static final int FAR_BARS = 4;
  private static final int TRACK_KEYS = 9;
  private static final String CTRL_D = "\004";

  /** What a key does. */
  private interface Action extends Consumer<Playback> {}

  private final Map<String, Action> keys = new HashMap<>();
  private volatile Optional<Playback> playing = Optional.empty();
  private KeyTerminal terminal;
  private boolean solo;

  private PlayKeys() {
    bindAll();
  }

  /** Empty where nobody sits at a keyboard, or the terminal cannot do it. */
  static Optional<PlayKeys> open() {
    PlayKeys keys = new PlayKeys();
    Optional<KeyTerminal> opened = KeyTerminal.open(keys::status, keys::press);
    opened.ifPresent(
        terminal -> {
          keys.terminal = terminal;
          terminal.begin();
        });
    return opened.map(terminal -> keys);
  }

  private String status(org.jline.terminal.Terminal shown, int width) {
    return playing
        .map(playback -> StatusLine.of(playback.status(), shown.encoding(), width))
        .orElse("");
  }

  private void press(String key) {
    playing.ifPresent(keys.getOrDefault(key, playback -> {}));
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

  /** From now on keys are for this, and it is shown how far it is. */
  void attend(Playback playback) {
    playing = Optional.of(playback);
  }

  /** Says something that stays, above the status line. */
  void say(String text) {
    terminal.say(text);
  }

  @Override
  public void close() {
    terminal.close();
  }
}
