package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.ShortMessage;
import ritornello.jam.AnswerTimes;
import ritornello.jam.Answers;
import ritornello.jam.JamOptions;
import ritornello.jam.JamSource;
import ritornello.jam.Wish;
import ritornello.play.ClockFollower;
import ritornello.play.DeviceLostException;
import ritornello.play.Input;
import ritornello.play.LiveOptions;
import ritornello.play.LiveSequence;
import ritornello.play.NoDeviceException;
import ritornello.play.Output;
import ritornello.play.SessionRecorder;
import ritornello.play.TapTempo;
import ritornello.play.TempoSource;

/** A jam as it goes: who plays, who answers, and who turns the knobs. */
final class JamSession {
  private static final int PPQ = 480;

  /** The last that a model of several voices gets to. */
  private static final int YOUR_CHANNEL = 15;

  private static final int DRUM_CHANNEL = 9;
  private static final String YOU = "you";
  private static final double SLOWEST_BY_CONTROLLER = 60;
  private static final double LEAST_TEMPERATURE = 0.1;
  private static final double TEMPERATURE_RANGE = 1.9;
  private static final int PRESSED = 64;

  /**
   * How it is played.
   *
   * @param models that may be chosen
   * @param qpm tempo to begin with
   * @param yourProgram General MIDI program of the person's channel, 0 to 127
   */
  record Desk(
      List<String> models,
      double qpm,
      boolean sendsClock,
      boolean metronome,
      boolean through,
      int yourProgram,
      Controllers controllers) {}

  /** Numbers of controllers that turn something. */
  record Controllers(
      Optional<Integer> temperature, Optional<Integer> tempo, Optional<Integer> tap) {}

  private final Output output;
  private final JamOptions options;
  private final Answers answers;
  private final Desk desk;
  private final PrintWriter err;
  private final AnswerTimes times = new AnswerTimes();
  private final ClockFollower follower = new ClockFollower();
  private final TapTempo taps = new TapTempo();
  private volatile Run run;
  private volatile boolean follows;
  private volatile double qpm;
  private volatile boolean clicks;
  private volatile Optional<String> lost = Optional.empty();
  private volatile boolean quit;

  /** Where in the other machine's song the music began, a bar line, in quarter notes. */
  private volatile double origin;

  /** Chooses the person's instrument, before the first note. */
  private volatile Optional<ShortMessage> pending = Optional.empty();

  /** From a start of the music to its stop. */
  private record Run(JamSource source, LiveSequence sequence, SessionRecorder recorder) {}

  /** Something that is heard while it is open. */
  private interface Heard extends AutoCloseable {
    @Override
    void close();
  }

  JamSession(Output output, JamOptions options, Answers answers, Desk desk, PrintWriter err) {
    this.output = output;
    this.options = options;
    this.answers = answers;
    this.desk = desk;
    this.err = err;
    this.qpm = desk.qpm();
    this.clicks = desk.metronome();
    run = newRun();
  }

  private Run newRun() {
    JamSource source = new JamSource(options, answers, output.clock(), qpm, times);
    SessionRecorder recorder = new SessionRecorder();
    LiveOptions live = new LiveOptions(PPQ, 1, 0, source::bridge, desk.sendsClock());
    TempoSource tempo =
        (quarter, quarters, micros) -> follows ? followed(quarter, quarters, micros) : qpm;
    LiveSequence sequence = output.player().recordedBy(recorder).live(source, live, tempo);
    source.playedBy(sequence);
    sequence.metronome(clicks);
    return new Run(source, sequence, recorder);
  }

  private synchronized double followed(double quarter, double quarters, long micros) {
    return follower.qpm(origin + quarter, quarters, micros);
  }

  /** How long answers took. */
  AnswerTimes times() {
    return times;
  }

  /**
   * Plays until it is ended. Where a clock is followed, it begins when that starts, stops with it,
   * and begins again.
   *
   * @param input that the person plays, if not the microphone
   * @param clock input whose clock is followed
   * @param keeping writes what was played; after a stop what comes next is written beside it
   */
  void play(Optional<String> input, boolean microphone, Optional<String> clock, Keeping keeping)
      throws InterruptedException, IOException, NoDeviceException {
    LiveWords words = new LiveWords(answers::wish, this::change, desk.models(), this::obey);
    List<Heard> heard = new ArrayList<>();
    try (LiveDesk live = new LiveDesk(words::obey, this::status, err)) {
      heard.add(microphone ? singer() : player(input.orElseThrow()));
      if (clock.isPresent()) {
        heard.add(follow(clock.get()));
      }
      live.begin();
      live.say("your turn after a bar; q or Ctrl-C ends it, ? tells the keys");
      playAll(live, keeping);
    } finally {
      heard.forEach(Heard::close);
    }
    if (lost.isPresent()) {
      throw new CommandFailure(ExitCode.NO_DEVICE, lost.get());
    }
  }

  private void playAll(LiveDesk live, Keeping keeping) throws InterruptedException, IOException {
    boolean again = true;
    while (again) {
      awaitStart(live);
      if (quit || lost.isPresent()) {
        return;
      }
      begin();
      keeping.play(run.sequence(), run.recorder(), run.sequence()::play);
      again = follows && !quit && lost.isEmpty();
      if (again) {
        run = newRun();
      }
    }
  }

  private void begin() {
    ShortMessage program =
        message(ShortMessage.PROGRAM_CHANGE, YOUR_CHANNEL, desk.yourProgram(), 0);
    long now = output.clock().micros();
    run.recorder().played(YOU, program, now);
    pending = Optional.of(program);
    synchronized (this) {
      double bar = options.metre().quartersPerBar();
      origin = follows ? Math.max(0, Math.floor(follower.quarterAt(now) / bar) * bar) : 0;
    }
  }

  private void awaitStart(LiveDesk live) throws InterruptedException {
    if (follows && !isRunning()) {
      live.say("waiting for the other machine to start");
    }
    while (follows && !isRunning() && lost.isEmpty() && !quit) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private synchronized boolean isRunning() {
    return follower.isRunning() && follower.qpm().isPresent();
  }

  private Heard player(String name) throws NoDeviceException {
    Input input =
        Input.open(
            name,
            output.clock(),
            new Input.Listener() {
              @Override
              public void played(ShortMessage message, long micros) {
                hear(message, micros);
              }

              @Override
              public void lost() {
                leave("the MIDI input '" + name + "' was pulled out");
              }
            });
    return input::close;
  }

  private Heard singer() throws IOException {
    JamSinger singer =
        new JamSinger(
            output.clock(),
            this::hear,
            sounds -> run.source().sounding(sounds),
            () -> leave("the microphone is gone"));
    return singer::close;
  }

  private Heard follow(String name) throws NoDeviceException {
    follows = true;
    Input input =
        Input.open(
            name,
            output.clock(),
            new Input.Listener() {
              @Override
              public void played(ShortMessage message, long micros) {
                pulse(message, micros);
              }

              @Override
              public void lost() {
                // It goes on in the last tempo: who plays must not be left alone.
                follows = false;
              }
            });
    return input::close;
  }

  private synchronized void pulse(ShortMessage message, long micros) {
    boolean ran = follower.isRunning();
    if (follower.take(message, micros)) {
      follower.qpm().ifPresent(now -> qpm = now);
    }
    if (ran && !follower.isRunning()) {
      run.sequence().stopAtBar();
    }
  }

  private void leave(String why) {
    lost = Optional.of(why);
    run.sequence().stop();
  }

  /** What the person plays. */
  private void hear(ShortMessage message, long micros) {
    if (message.getStatus() >= 0xF0 || turned(message, micros)) {
      return;
    }
    ShortMessage yours = yours(message);
    if (desk.through()) {
      through(yours);
    }
    Run now = run;
    now.recorder().played(YOU, yours, micros);
    now.source().played(yours, micros);
  }

  /** A device that takes nothing more is noticed by who plays the rest, too. */
  private void through(ShortMessage message) {
    try {
      pending.ifPresent(run.sequence()::through);
      pending = Optional.empty();
      run.sequence().through(message);
    } catch (DeviceLostException e) {
      leave(e.getMessage());
    }
  }

  /** On a channel of its own, so that an answer does not end a note that is held. */
  private static ShortMessage yours(ShortMessage message) {
    int channel = message.getChannel() == DRUM_CHANNEL ? DRUM_CHANNEL : YOUR_CHANNEL;
    return message(message.getCommand(), channel, message.getData1(), message.getData2());
  }

  private static ShortMessage message(int command, int channel, int data1, int data2) {
    try {
      return new ShortMessage(command, channel, data1, data2);
    } catch (InvalidMidiDataException e) {
      throw new IllegalArgumentException("no MIDI message: " + e.getMessage(), e);
    }
  }

  /** Whether it was a knob, and no music. */
  private boolean turned(ShortMessage message, long micros) {
    if (message.getCommand() != ShortMessage.CONTROL_CHANGE) {
      return false;
    }
    Optional<Integer> number = Optional.of(message.getData1());
    int value = message.getData2();
    if (number.equals(desk.controllers().temperature())) {
      temperature(LEAST_TEMPERATURE + TEMPERATURE_RANGE * value / 127);
    } else if (number.equals(desk.controllers().tempo())) {
      qpm = SLOWEST_BY_CONTROLLER + value;
    } else if (number.equals(desk.controllers().tap())) {
      if (value >= PRESSED) {
        taps.tap(micros).ifPresent(tapped -> qpm = tapped);
      }
    } else {
      return false;
    }
    return true;
  }

  private void temperature(double value) {
    answers.change(wish -> wish.with(wish.sampler().withTemperature(value)));
  }

  /** What makes no sense is refused before it is taken. */
  private void change(Wish other) {
    Answers.check(other);
    answers.change(before -> other);
  }

  private Optional<String> obey(String verb, String rest) {
    return switch (verb) {
      case "tempo" -> {
        qpm = Math.max(20, Math.min(400, LiveWords.number(rest, qpm)));
        yield Optional.of(String.format(Locale.ROOT, "%.0f quarter notes a minute", qpm));
      }
      case "tap" -> {
        taps.tap(output.clock().micros()).ifPresent(tapped -> qpm = tapped);
        yield Optional.of(String.format(Locale.ROOT, "%.0f quarter notes a minute", qpm));
      }
      case "metronome" -> {
        clicks = !clicks;
        run.sequence().metronome(clicks);
        yield Optional.of(clicks ? "metronome" : "no metronome");
      }
      case "quit", "stop" -> {
        quit = true;
        run.sequence().stop();
        yield Optional.of("");
      }
      default -> Optional.empty();
    };
  }

  private String status() {
    Wish wish = answers.wish();
    return String.format(
        Locale.ROOT,
        "%s  bar %d  %.0f qpm  temperature %.2f%s  %s  ? help",
        run.source().isAnswering() ? "answer" : "listening",
        run.sequence().position().bar() + 1,
        qpm,
        wish.sampler().temperature(),
        wish.key().map(key -> "  " + key).orElse(""),
        wish.model().name());
  }
}
