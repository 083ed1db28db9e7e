package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The recording: 8 to 32 bits, 4 to 384 kHz, any number of channels.")
  private Optional<Path> recording = Optional.empty();

  @Mixin private MicrophoneOptions microphone;

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
  public Integer call() throws IOException {
    if (recording.isPresent() == microphone.isWished()) {
      throw wrong("give a recording, or --microphone to listen live");
    }
    microphone.check(spec);
    Notation.Wish wish = wish();
    if (output.isPresent()) {
      WholeFile.requireFree(output.get());
    }
    if (microphone.isWished()) {
      listenLive(wish);
    } else {
      listen(recording.orElseThrow(), wish);
    }
    return ExitCode.DONE;
  }

  private void listen(Path file, Notation.Wish wish) throws IOException {
    long begun = System.nanoTime();
    Transcription heard;
    try (Recording source = Recording.open(file)) {
      heard = Transcriber.transcribe(source);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    report(Hearing.checked(heard, file.toString()), wish, file.toString(), stem(file), seconds);
  }

  private void listenLive(Notation.Wish wish) throws IOException {
    String from = "the microphone";
    String stem = NewFiles.now("microphone");
    new LiveHearing(spec.commandLine().getErr(), microphone.seconds(), microphone.silenceSeconds())
        .hear(
            microphone.device(),
            heard -> report(Hearing.checked(heard, from), wish, from, stem, heard.seconds()));
  }

  private Notation.Wish wish() {
    Usage.checkTempo(spec, tempo);
    instrument.ifPresent(number -> Usage.checkInstrument(spec, "--instrument", number));
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
    return NewFiles.midi(stem, notation.score());
  }
}
