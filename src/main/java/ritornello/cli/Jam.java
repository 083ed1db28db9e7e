package ritornello.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ritornello.jam.Answers;
import ritornello.jam.JamOptions;
import ritornello.jam.Wish;
import ritornello.lm.LanguageModel;
import ritornello.play.DeviceLostException;
import ritornello.play.NoDeviceException;
import ritornello.play.Output;
import ritornello.score.KeySignature;
import ritornello.score.TimeSignature;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;

/** Call and response. */
@Command(
    name = "jam",
    description = {
      "Play a phrase on a MIDI keyboard, or sing one, and the model answers it, in time; then it",
      "is your turn again."
    },
    footer = {
      "",
      "A phrase is over after --phrase-bars, or after --silence beats without a note; the answer",
      "begins with the next bar. Keys in the terminal: ? tells them, q ends.",
      "",
      "Examples:",
      "  ritornello jam --input 'USB MIDI' --tempo 100 --key D",
      "  ritornello jam --input Keystation --port Synth --phrase-bars 4 --metre 6/8",
      "  ritornello jam --input Keystation --follow-clock Drums --record session.mid",
      "  ritornello jam --microphone --key Am --scale 'A minor pentatonic'"
    })
final class Jam implements Callable<Integer> {
  private static final int MOST_BARS = 64;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = "folk",
      description = "A bundled model, or the directory of one; more of them to change between.")
  private List<String> models = List.of();

  @Option(
      names = "--input",
      paramLabel = "NAME",
      description = "MIDI input that you play, see 'ritornello devices'.")
  private Optional<String> input = Optional.empty();

  @Option(
      names = "--microphone",
      description = "You sing, whistle or play one note at a time instead.")
  private boolean microphone;

  @Option(
      names = "--tempo",
      paramLabel = "QPM",
      defaultValue = "110",
      description = "Quarter notes a minute (default: ${DEFAULT-VALUE}).")
  private double tempo;

  @Option(
      names = "--metre",
      paramLabel = "N/N",
      defaultValue = "4/4",
      description = "Time signature (default: ${DEFAULT-VALUE}).")
  private String metre;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Key, as D, Bb or Em (default: that of each phrase).")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--phrase-bars",
      paramLabel = "N",
      defaultValue = "4",
      description = "How long a phrase is at most (default: ${DEFAULT-VALUE}).")
  private int phraseBars;

  @Option(
      names = "--silence",
      paramLabel = "BEATS",
      defaultValue = "3",
      description = "A silence that ends a phrase before (default: ${DEFAULT-VALUE}).")
  private double silence;

  @Option(
      names = "--answer-bars",
      paramLabel = "N",
      description = "How long an answer is (default: as long as the phrase).")
  private Optional<Integer> answerBars = Optional.empty();

  @Option(
      names = "--follow-clock",
      paramLabel = "NAME",
      description = "MIDI input whose clock sets the tempo; the jam begins when that starts.")
  private Optional<String> followed = Optional.empty();

  @Option(names = "--send-clock", description = "Send MIDI clock, for other machines to follow.")
  private boolean sendsClock;

  @Option(names = "--no-metronome", negatable = false, description = "Don't click on the beats.")
  private boolean silentMetronome;

  @Option(
      names = "--no-through",
      negatable = false,
      description = "Don't sound what you play; your instrument does it itself.")
  private boolean withoutThrough;

  @Option(
      names = "--your-instrument",
      paramLabel = "1-128",
      description = "General MIDI instrument of what you play (default: 1, a piano).")
  private Optional<Integer> yourInstrument = Optional.empty();

  @Option(
      names = "--instrument",
      paramLabel = "1-128",
      description = "General MIDI instrument of the answers (default: 1, a piano).")
  private Optional<Integer> instrument = Optional.empty();

  @Option(
      names = "--temperature-controller",
      paramLabel = "0-119",
      description = "Controller of your input that sets the temperature, 0.1 to 2.")
  private Optional<Integer> temperatureController = Optional.empty();

  @Option(
      names = "--tempo-controller",
      paramLabel = "0-119",
      description = "Controller of your input that sets the tempo, 60 to 187.")
  private Optional<Integer> tempoController = Optional.empty();

  @Option(
      names = "--tap-controller",
      paramLabel = "0-119",
      description = "Controller, as a pedal, of your input that taps the tempo.")
  private Optional<Integer> tapController = Optional.empty();

  @Option(
      names = "--record",
      paramLabel = "FILE.mid",
      description = "Write all that was played, of both, to a new file when it is over.")
  private Optional<Path> record = Optional.empty();

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      description = "What all chance comes from (default: another each time, and printed).")
  private Optional<Long> randomSeed = Optional.empty();

  @Mixin private SamplingOptions sampling;

  @Mixin private ConstraintOptions constraining;

  @Mixin private OutputOptions outputs;

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    TimeSignature signature = Usage.checked(spec, "--metre", () -> TimeSignature.parse(metre));
    Optional<KeySignature> wanted =
        key.map(text -> Usage.checked(spec, "--key", () -> KeySignature.parse(text)));
    JamOptions options =
        Usage.checked(
            spec,
            () ->
                new JamOptions(
                    signature,
                    phraseBars,
                    silence * beatQuarters(signature),
                    answerBars.orElse(0)));
    Wish wish =
        new Wish(
            LanguageModel.load(ModelFiles.resolve(models.get(0))),
            sampling.sampler(),
            constraining.rules(wanted),
            constraining.asked(),
            Optional.of(signature),
            wanted,
            tempo,
            instrument.orElse(1) - 1);
    long seed = randomSeed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000));
    Usage.check(spec, () -> Answers.check(wish));
    Answers answers = new Answers(wish, seed);
    JamSession.Desk desk =
        new JamSession.Desk(
            models,
            tempo,
            sendsClock,
            !silentMetronome,
            !withoutThrough && !microphone,
            yourInstrument.orElse(1) - 1,
            new JamSession.Controllers(temperatureController, tempoController, tapController));
    try (Output output = outputs.open()) {
      JamSession session =
          new JamSession(output, options, answers, desk, spec.commandLine().getErr());
      Keeping keeping = new Keeping(record);
      session.play(input, microphone, followed, keeping);
      spec.commandLine().getOut().println("random seed " + seed + "; " + session.times());
      keeping.written().forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    } catch (NoDeviceException e) {
      throw outputs.missing(e);
    } catch (DeviceLostException e) {
      throw new CommandFailure(ExitCode.NO_DEVICE, e.getMessage(), e);
    }
  }

  private static double beatQuarters(TimeSignature metre) {
    return 4.0 / metre.denominator() * (metre.isCompound() ? 3 : 1);
  }

  private void check() throws IOException {
    outputs.check();
    if (sampling.beam().isPresent() || constraining.rules(Optional.empty()).exactBars()) {
      throw wrong("--beam and --exact-bars are for 'generate', not for a jam");
    }
    checkRange("--phrase-bars", phraseBars);
    answerBars.ifPresent(number -> checkRange("--answer-bars", number));
    for (Optional<Integer> number :
        List.of(temperatureController, tempoController, tapController)) {
      if (number.isPresent() && (number.get() < 0 || number.get() > 119)) {
        throw wrong("a controller is " + number.get() + "; it must be from 0 to 119");
      }
    }
    if (input.isPresent() == microphone) {
      throw wrong("say what you play by --input NAME or --microphone; 'ritornello devices' lists");
    }
    if (!(tempo >= 20 && tempo <= 400)) {
      throw wrong("--tempo is " + tempo + "; it must be from 20 to 400");
    }
    instrument.ifPresent(number -> Usage.checkInstrument(spec, "--instrument", number));
    yourInstrument.ifPresent(number -> Usage.checkInstrument(spec, "--your-instrument", number));
    if (record.isPresent()) {
      WholeFile.requireFree(record.get());
    }
  }

  private void checkRange(String option, int bars) {
    if (bars < 1 || bars > MOST_BARS) {
      throw wrong(option + " is " + bars + "; it must be from 1 to " + MOST_BARS);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
