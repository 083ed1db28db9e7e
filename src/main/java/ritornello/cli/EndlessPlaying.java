package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.jam.EndlessMusic;
import ritornello.jam.EndlessSource;
import ritornello.jam.Wish;
import ritornello.play.LiveOptions;
import ritornello.play.LiveSequence;
import ritornello.play.Output;
import ritornello.play.Passage;
import ritornello.play.Player;
import ritornello.play.SessionRecorder;
import ritornello.play.TapTempo;

/** Plays endless music until it is stopped. */
final class EndlessPlaying {
  private static final double TEMPO_STEP = 100;

  private final PrintWriter err;
  private final EndlessMusic music;
  private final List<String> models;
  private final boolean sendsClock;
  private final TapTempo taps = new TapTempo();
  private boolean clicks;

  /**
   * @param models that may be chosen while it plays
   * @param sendsClock whether other machines are to follow
   */
  EndlessPlaying(EndlessMusic music, List<String> models, boolean sendsClock, PrintWriter err) {
    this.music = music;
    this.models = models;
    this.sendsClock = sendsClock;
    this.err = err;
  }

  /**
   * Plays.
   *
   * @param keeping writes all that was played when it is over
   */
  void play(Output output, Keeping keeping) throws InterruptedException, IOException {
    SessionRecorder recorder = new SessionRecorder();
    Player player = output.player().recordedBy(recorder);
    EndlessSource source = new EndlessSource(music, output.clock());
    LiveOptions options = new LiveOptions(480, 1, 0, Passage::lastSoundingBar, sendsClock);
    LiveSequence sequence = player.live(source, options, source);
    source.playedBy(sequence);
    LiveWords words =
        new LiveWords(
            music::wish,
            music::change,
            models,
            (verb, rest) -> obey(verb, rest, source, sequence, output));
    try (LiveDesk desk = new LiveDesk(words::obey, () -> status(source, sequence), err)) {
      desk.begin();
      desk.say("music without end; q or Ctrl-C ends it, ? tells the keys");
      keeping.play(sequence, recorder, sequence::play);
    }
  }

  private Optional<String> obey(
      String verb, String rest, EndlessSource source, LiveSequence sequence, Output output) {
    return switch (verb) {
      case "tempo" -> Optional.of(tempo(rest, source));
      case "tap" -> Optional.of(tap(output, source));
      case "metronome" -> {
        clicks = !clicks;
        sequence.metronome(clicks);
        yield Optional.of(clicks ? "metronome" : "no metronome");
      }
      case "quit", "stop" -> {
        sequence.stopAtBar();
        yield Optional.of("ends with this bar");
      }
      default -> Optional.empty();
    };
  }

  /** In quarter notes a minute; with a sign in per cent of its own tempo. */
  private String tempo(String text, EndlessSource source) {
    boolean step = text.startsWith("+") || text.startsWith("-");
    double own = source.qpm(0, 0, 0) / source.factor();
    double number = LiveWords.number(text, 0);
    source.factor(step ? source.factor() + number / TEMPO_STEP : number / own);
    return String.format(Locale.ROOT, "%.0f quarter notes a minute", own * source.factor());
  }

  private String tap(Output output, EndlessSource source) {
    return taps.tap(output.clock().micros()).stream()
        .mapToObj(qpm -> tempo(Double.toString(qpm), source))
        .findFirst()
        .orElse("tap again");
  }

  private String status(EndlessSource source, LiveSequence sequence) {
    Wish wish = music.wish();
    return String.format(
        Locale.ROOT,
        "bar %d  %.0f qpm  temperature %.2f%s  %s%s  ? help",
        sequence.position().bar() + 1,
        source.qpm(0, 0, 0),
        wish.sampler().temperature(),
        wish.key().map(key -> "  " + key).orElse(""),
        wish.model().name(),
        wish.rules().scale().map(scale -> "  " + scale).orElse(""));
  }
}
