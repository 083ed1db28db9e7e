package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.audio.Notation;
import ritornello.audio.Recording;
import ritornello.audio.Transcriber;
import ritornello.audio.Transcription;
import ritornello.midi.MidiWriter;
import ritornello.score.KeySignature;
import ritornello.score.TimeSignature;
import ritornello.store.Json;
import ritornello.store.WholeFile;

/** Writes down what is hummed or played. */
@Command(
    name = "listen",
    description = {
      "Write down as MIDI what somebody hums, sings, whistles or plays, one note at a time:",
      "from a recording (WAV, AIFF, AU), or from the microphone as it sounds."
    },
    footer = {
      "",
      "Tempo, metre and key are estimated unless they are given. Who is not tuned to 440 Hz is",
      "heard right all the same, if all of it is equally high or low.",
      "",
      "Examples:",
      "  ritornello listen hum.wav --out hum.mid",
      "  ritornello listen hum.wav --tempo 90 --metre 3/4 --key G",
      "  ritornello listen --microphone --seconds 20",
      "  parec --file-format=wav | ritornello listen /dev/stdin"
    })
final class Listen implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** One or the other. */
  static final class Source {
    @Parameters(
        paramLabel = "FILE",
        description = "The recording: 8 to 32 bits, 4 to 384 kHz, any number of channels.")
    private Optional<Path> file = Optional.empty();

    @ArgGroup(exclusive = false)
    private Optional<Live> live = Optional.empty();
  }

  /** How to record. */
  static final class Live {
    @Option(
        names = "--microphone",
        required = true,
        description = "Listen live, until Ctrl-C, Enter, or some silence after the last note.")
    @SuppressWarnings("unused") // that it is there is what matters
    private boolean microphone;

    @Option(
        names = "--device",
        paramLabel = "NAME",
        description = "The input, or a part of its name (default: the system's).")
    private Optional<String> device = Optional.empty();

    @Option(names = "--seconds", paramLabel = "N", description = "Listen no longer than this.")
    private Optional<Double> seconds = Optional.empty();

    @Option(
        names = "--silence",
        paramLabel = "N",
        defaultValue = "4",
        description = "Stop after so many seconds without a note (default: ${DEFAULT-VALUE}).")
    private double silence;
  }

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description = "Where to write it (default: a new file in generated/).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--tempo",
      paramLabel = "QPM",
      description = "Quarter notes a minute, as of a metronome (default: estimated, and followed).")
  private Optional<Double> tempo = Optional.empty();

  @Option(
      names = "--metre",
      paramLabel = "N/N",
      description = "Time signature, as 6/8 (default: 4/4, 3/4 or 6/8, whichever fits).")
  private Optional<String> metre = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Key, as D, Bb or Em (default: the one that fits).")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--no-quantise",
      negatable = false,
      description = "Leave notes where they were heard, instead of on a grid of sixteenths.")
  private boolean unquantised;

  @Option(
      names = "--instrument",
      paramLabel = "1-128",
      description = "General MIDI instrument of the result (default: 1, a piano).")
  private Optional<Integer> instrument = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object, with all notes.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Notation.Wish wish = wish();
    if (output.isPresent()) {
      WholeFile.requireFree(output.get());
    }
    if (source.live.isPresent()) {
      return live(source.live.get(), wish);
    }
    Path file = source.file.orElseThrow();
    long begun = System.nanoTime();
    Transcription heard;
    try (Recording recording = Recording.open(file)) {
      heard = Transcriber.transcribe(recording);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    report(Hearing.checked(heard, file.toString()), wish, file.toString(), stem(file), seconds);
    return ExitCode.DONE;
  }

  private int live(Live live, Notation.Wish wish) throws IOException, InterruptedException {
    if (live.seconds.isPresent() && !(live.seconds.get() > 0)) {
      throw wrong("--seconds is " + live.seconds.get() + "; it must be more than 0");
    }
    if (!(live.silence > 0)) {
      throw wrong("--silence is " + live.silence + "; it must be more than 0");
    }
    LiveHearing hearing = new LiveHearing(spec.commandLine().getErr(), live.seconds, live.silence);
    hearing.hear(
        live.device,
        heard -> {
          Hearing.checked(heard, "the microphone");
          String stem = "microphone-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
          report(heard, wish, "microphone", stem, heard.seconds());
        });
    return ExitCode.DONE;
  }

  private Notation.Wish wish() {
    if (tempo.isPresent() && !(tempo.get() >= 10 && tempo.get() <= 1000)) {
      throw wrong("--tempo is " + tempo.get() + "; it must be from 10 to 1000");
    }
    if (instrument.isPresent() && (instrument.get() < 1 || instrument.get() > 128)) {
      throw wrong("--instrument is " + instrument.get() + "; it must be from 1 to 128");
    }
    return new Notation.Wish(
        tempo,
        metre.map(text -> option("--metre", () -> TimeSignature.parse(text))),
        key.map(text -> option("--key", () -> KeySignature.parse(text))),
        !unquantised,
        instrument.orElse(1) - 1);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private <T> T option(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw wrong("wrong value for " + name + ": " + e.getMessage());
    }
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private void report(
      Transcription heard, Notation.Wish wish, String from, String stem, double seconds)
      throws IOException {
    Notation notation = Notation.of(heard.notes(), wish);
    Path written = write(notation, stem);
    PrintWriter out = spec.commandLine().getOut();
    Hearing hearing = Hearing.of(from, written.toString(), heard, notation, wish.quantised());
    hearing.warnings().forEach(spec.commandLine().getErr()::println);
    spec.commandLine().getErr().flush();
    if (json) {
      out.print(Json.text(hearing));
    } else {
      hearing.tell(out, seconds);
      new Showing(spec).roll(notation.score());
    }
    out.flush();
  }

  private Path write(Notation notation, String stem) throws IOException {
    if (output.isPresent()) {
      WholeFile.create(output.get(), out -> MidiWriter.write(notation.score(), out));
      return output.get();
    }
    return WholeFile.writeNew(
        Path.of("generated"), stem, "mid", out -> MidiWriter.write(notation.score(), out));
  }
}
