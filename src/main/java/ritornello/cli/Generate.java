package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ritornello.lm.LanguageModel;
import ritornello.midi.MidiWriter;
import ritornello.originality.CopyLimit;
import ritornello.originality.RunsOfLength;
import ritornello.score.KeySignature;
import ritornello.score.Score;
import ritornello.score.Text;
import ritornello.score.TimeSignature;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;
import ritornello.task.Generator;

/** Invents melodies. */
@Command(
    name = "generate",
    description = "Invent a melody, and go on from a seed if there is one.",
    footer = {
      "",
      "The same model, options and random seed give the same bytes.",
      "",
      "Examples:",
      "  ritornello generate",
      "  ritornello generate --key D --metre 6/8 --count 3",
      "  ritornello generate --seed \"C4 E4 G4 c5:2\" --bars 16 --temperature 0.9 --random-seed 7",
      "  ritornello generate --max-copy 8"
    })
final class Generate implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = "folk",
      description = "A bundled model, or the directory of one (default: ${DEFAULT-VALUE}).")
  private String model;

  @ArgGroup private SeedOptions seedOptions = new SeedOptions();

  /** One or the other. */
  static final class SeedOptions {
    @Option(
        names = "--seed",
        paramLabel = "NOTES",
        description = {
          "Notes to go on from, as \"C4 E4 G4 c5:2\": name, octave (C4 is middle C), and after a",
          "colon how many quarter notes long (default: 1); r is a rest."
        })
    private Optional<String> notes = Optional.empty();

    @Option(
        names = "--seed-midi",
        paramLabel = "FILE",
        description = "A MIDI file whose melody to go on from.")
    private Optional<Path> midi = Optional.empty();
  }

  @Option(names = "--no-include-seed", description = "Leave the seed out of the output.")
  private boolean leaveSeedOut;

  @Option(
      names = "--bars",
      paramLabel = "N",
      description = {
        "How long it gets at the most, in bars, the seed included unless it is left out,",
        "a pickup not counted",
        "(default: 32); it may end before."
      })
  private Optional<Integer> bars = Optional.empty();

  @Option(
      names = "--metre",
      paramLabel = "N/N",
      description = "Time signature, as 6/8 (default: that of the seed, or the model chooses).")
  private Optional<String> metre = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Key, as D, Bb or Em (default: that of the seed, or the model chooses).")
  private Optional<String> key = Optional.empty();

  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      description = "What all chance comes from (default: another each time, and printed).")
  private Optional<Long> randomSeed = Optional.empty();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many melodies; the random seed goes up by one for each.")
  private int count;

  @Option(
      names = "--tempo",
      paramLabel = "QPM",
      description = {
        "Quarter notes a minute (default: that of the seed file, or by the metre); not for models",
        "whose tokens tell it."
      })
  private Optional<Double> tempo = Optional.empty();

  @Option(
      names = "--instrument",
      paramLabel = "1-128",
      description = "General MIDI instrument (default: 1, a piano; 74 is a flute, 41 a violin).")
  private Optional<Integer> instrument = Optional.empty();

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description = "Where to write it (default: a new file in generated/).")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--no-play", description = "Don't play it.")
  private boolean silent;

  @Mixin private CopyOptions copying;

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    checkOptions();
    sampling.sampler();
    if (sampling.beam().isPresent() && (count > 1 || copying.mostNotes().isPresent())) {
      throw wrong(
          "with --beam there is no chance: it goes neither with --count nor with --max-copy");
    }
    ModelFiles files = ModelFiles.resolve(model);
    LanguageModel loaded = LanguageModel.load(files);
    Optional<RunsOfLength> forbidden =
        copying.forbidden(files, input.mode(), spec.commandLine().getErr());
    Composer composer = Composer.of(loaded.codec().characters());
    try {
      generate(loaded, composer, composer.seed(wish()), forbidden, begun);
    } catch (Composer.WrongOptionException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  private Composer.Wish wish() throws IOException {
    Optional<Composer.MidiSeed> midi = Optional.empty();
    if (seedOptions.midi.isPresent()) {
      Path file = seedOptions.midi.get();
      Score score = input.read(file, spec.commandLine().getErr()).score();
      midi = Optional.of(new Composer.MidiSeed(file, score));
    }
    return new Composer.Wish(
        seedOptions.notes,
        midi,
        metre.map(text -> option("--metre", () -> TimeSignature.parse(text))),
        key.map(text -> option("--key", () -> KeySignature.parse(text))),
        tempo,
        instrument);
  }

  private void generate(
      LanguageModel loaded,
      Composer composer,
      Composer.Seed seed,
      Optional<RunsOfLength> forbidden,
      long begun)
      throws IOException, InterruptedException {
    int length = length(seed);
    Generator generator = new Generator(loaded, sampling.sampler());
    long firstSeed = randomSeed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000));
    for (int take = 0; take < count; take++) {
      long takeSeed = firstSeed + take;
      long start = take == 0 ? begun : System.nanoTime();
      int[] heard = loaded.codec().words(seed.tokens());
      Generator.Generated generated =
          sampling
              .beam()
              .map(beam -> generator.likeliest(heard, length, beam))
              .orElseGet(
                  () -> generator.generate(heard, length, takeSeed, forbidden.map(CopyLimit::new)));
      double seconds = (System.nanoTime() - start) / 1e9;
      int[] tokens =
          followed(seed.tokens(), loaded.codec().characters(invented(generated, heard.length)));
      Composer.Music music =
          composer.music(tokens, seed, leaveSeedOut, tempo, instrument.orElse(1) - 1);
      Score score = signed(music.score(), loaded.name(), takeSeed);
      Path file = write(score, loaded.name(), takeSeed);
      tell(loaded, takeSeed, music, generated, seconds, file);
      new Showing(spec).roll(score);
      if (!silent) {
        new Showing(spec).play(score);
      }
    }
  }

  /** What was invented, with EOS. */
  private static int[] invented(Generator.Generated generated, int seedTokens) {
    int[] tokens = generated.tokens();
    return Arrays.copyOfRange(tokens, seedTokens, tokens.length);
  }

  private static int[] followed(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }

  private void checkOptions() {
    copying.check();
    if (count < 1) {
      throw wrong("--count is " + count + "; it must be 1 or more");
    }
    if (output.isPresent() && count > 1) {
      throw wrong("--output names one file, and --count asks for " + count);
    }
    if (instrument.isPresent() && (instrument.get() < 1 || instrument.get() > 128)) {
      throw wrong("--instrument is " + instrument.get() + "; it must be from 1 to 128");
    }
    if (bars.isPresent() && (bars.get() < 1 || bars.get() > 10_000)) {
      throw wrong("--bars is " + bars.get() + "; it must be from 1 to 10000");
    }
    if (tempo.isPresent() && !(tempo.get() >= 10 && tempo.get() <= 1000)) {
      throw wrong("--tempo is " + tempo.get() + "; it must be from 10 to 1000");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private <T> T option(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "wrong value for " + name + ": " + e.getMessage(), e);
    }
  }

  /** Bars at which the piece ends at the latest, seed included. */
  private int length(Composer.Seed seed) {
    int asked = bars.orElse(32);
    if (leaveSeedOut) {
      return seed.bars() + asked;
    }
    if (asked > seed.bars()) {
      return asked;
    }
    if (bars.isEmpty()) {
      return seed.bars() + 16;
    }
    throw wrong(
        "the seed has "
            + seed.bars()
            + (seed.bars() == 1 ? " bar" : " bars")
            + " already, and --bars "
            + asked
            + " counts them; ask for more, or use --no-include-seed");
  }

  /** With a word on where it comes from. */
  private Score signed(Score plain, String modelName, long takeSeed) {
    String origin =
        String.format(
            Locale.ROOT,
            "Ritornello, model %s, random seed %d, %s",
            modelName,
            takeSeed,
            sampling.told());
    return new Score(
        plain.ppq(),
        plain.tempos(),
        plain.timeSignatures(),
        plain.keySignatures(),
        List.of(new Text(0, Text.Kind.TEXT, origin)),
        plain.tracks());
  }

  private Path write(Score score, String modelName, long takeSeed) throws IOException {
    if (output.isPresent()) {
      WholeFile.create(output.get(), out -> MidiWriter.write(score, out));
      return output.get();
    }
    String stem =
        modelName
            + "-seed"
            + takeSeed
            + "-"
            + LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
    return WholeFile.writeNew(
        Path.of("generated"), stem, "mid", out -> MidiWriter.write(score, out));
  }

  private void tell(
      LanguageModel loaded,
      long takeSeed,
      Composer.Music music,
      Generator.Generated generated,
      double seconds,
      Path file) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s%n  model %s, random seed %d, %s%n"
            + "  %s, %d notes; %d tokens in %.2f s, %,.0f tokens/s%n",
        file,
        loaded.name(),
        takeSeed,
        sampling.told(),
        music.summary(),
        music.score().noteCount(),
        generated.invented(),
        seconds,
        generated.invented() / seconds);
    copying.mostNotes().ifPresent(most -> tellCopying(generated, out));
    out.flush();
  }

  private static void tellCopying(Generator.Generated generated, PrintWriter out) {
    out.printf(
        "  drawn anew, so as not to copy more: %d %s%n",
        generated.refused(), generated.refused() == 1 ? "token" : "tokens");
    if (generated.copies() > 0) {
      out.printf(
          "  copied more all the same, for nothing else could follow: %d %s%n",
          generated.copies(), generated.copies() == 1 ? "time" : "times");
    }
  }
}
