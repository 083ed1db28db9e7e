package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.KeyFinder;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.Text;
import ritornello.score.TimeSignature;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;
import ritornello.task.Generator;
import ritornello.token.Codec;
import ritornello.token.MelodyCodec;

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
      "  ritornello generate --seed \"C4 E4 G4 c5:2\" --bars 16 --temperature 0.9 --random-seed 7"
    })
final class Generate implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final int VELOCITY = 90;

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

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.9",
      description = {
        "0 takes the likeliest note each time, 1 is what the model believes, more is wilder",
        "(default: ${DEFAULT-VALUE})."
      })
  private double temperature;

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
      description = "Quarter notes a minute (default: that of the seed file, or by the metre).")
  private Optional<Double> tempo = Optional.empty();

  @Option(
      names = "--instrument",
      paramLabel = "1-128",
      defaultValue = "1",
      description = "General MIDI instrument (default: 1, a piano; 74 is a flute, 41 a violin).")
  private int instrument;

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description = "Where to write it (default: a new file in generated/).")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--no-play", description = "Don't play it.")
  private boolean silent;

  /** What the melody goes on from. */
  private record Seed(int[] tokens, int steps, int bars, Optional<Double> qpm) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    checkOptions();
    LanguageModel loaded = LanguageModel.load(ModelFiles.resolve(model));
    MelodyCodec codec = melodyCodec(loaded);
    Seed seed = seed(codec);
    int length = length(seed);
    Sampler sampler = option("--temperature", () -> new Sampler(temperature));
    Generator generator = new Generator(loaded, sampler);
    long firstSeed = randomSeed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000));
    for (int take = 0; take < count; take++) {
      long takeSeed = firstSeed + take;
      long start = take == 0 ? begun : System.nanoTime();
      Generator.Generated generated = generator.generate(seed.tokens(), length, takeSeed);
      double sampling = (System.nanoTime() - start) / 1e9;
      Melody melody = codec.decodeMelody(generated.tokens());
      Melody shown = leaveSeedOut ? melody.after(seed.steps()) : melody;
      Score score = score(shown, loaded.name(), takeSeed, seed.qpm());
      Path file = write(score, loaded.name(), takeSeed);
      tell(loaded, takeSeed, shown, generated, sampling, file);
      new Showing(spec).roll(score);
      if (!silent) {
        new Showing(spec).play(score);
      }
    }
    return ExitCode.DONE;
  }

  private void checkOptions() {
    if (count < 1) {
      throw wrong("--count is " + count + "; it must be 1 or more");
    }
    if (output.isPresent() && count > 1) {
      throw wrong("--output names one file, and --count asks for " + count);
    }
    if (instrument < 1 || instrument > 128) {
      throw wrong("--instrument is " + instrument + "; it must be from 1 to 128");
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

  private static MelodyCodec melodyCodec(LanguageModel loaded) throws IOException {
    Codec codec = loaded.codec();
    if (codec instanceof MelodyCodec melodies) {
      return melodies;
    }
    throw new IOException(
        "the model " + loaded.name() + " makes no melodies but " + codec.spec().name());
  }

  private Seed seed(MelodyCodec codec) throws IOException {
    Optional<TimeSignature> wantedMetre =
        metre.map(text -> option("--metre", () -> TimeSignature.parse(text)));
    Optional<KeySignature> wantedKey =
        key.map(text -> option("--key", () -> KeySignature.parse(text)));
    int grid = codec.spec().stepsPerQuarter();
    if (seedOptions.notes.isPresent()) {
      TimeSignature signature = wantedMetre.orElse(TimeSignature.COMMON);
      option("--metre", () -> codec.prefix(Optional.of(signature), Optional.empty()));
      Melody notes = NoteText.parse(seedOptions.notes.get(), signature, grid);
      return seed(codec, notes, wantedKey, Optional.empty());
    }
    if (seedOptions.midi.isPresent()) {
      return midiSeed(codec, seedOptions.midi.get(), wantedKey);
    }
    int[] prefix = option("--metre", () -> codec.prefix(wantedMetre, wantedKey));
    return new Seed(prefix, 0, 0, Optional.empty());
  }

  private Seed midiSeed(MelodyCodec codec, Path file, Optional<KeySignature> wantedKey)
      throws IOException {
    if (metre.isPresent()) {
      throw wrong(
          "--metre goes with --seed, or no seed; with --seed-midi the file tells the metre");
    }
    Score score = MidiReader.read(file).score();
    MelodyFinding finding = new MelodyFinder(codec.spec().stepsPerQuarter()).find(score);
    if (finding instanceof MelodyFinding.Found found) {
      double qpm = score.tempoMap().changes().get(0).qpm();
      return seed(codec, found.melody(), wantedKey, Optional.of(qpm));
    }
    String reason = ((MelodyFinding.None) finding).reason();
    throw new IOException("no melody to go on from in " + file + ": " + reason);
  }

  private static Seed seed(
      MelodyCodec codec, Melody melody, Optional<KeySignature> wantedKey, Optional<Double> qpm) {
    Optional<KeySignature> known = wantedKey.or(melody::key);
    Melody keyed = melody.withKey(known.or(() -> Optional.of(KeyFinder.best(melody))));
    int[] tokens = codec.encodeSeed(keyed);
    return new Seed(tokens, keyed.lengthSteps(), countedBars(keyed), qpm);
  }

  /** As musicians count them: without the pickup. */
  private static int countedBars(Melody melody) {
    boolean pickup = !melody.notes().isEmpty() && melody.notes().get(0).startStep() > 0;
    return melody.bars().size() - (pickup ? 1 : 0);
  }

  /** Bars at which the piece ends at the latest, seed included. */
  private int length(Seed seed) {
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

  private Score score(Melody melody, String modelName, long takeSeed, Optional<Double> seedQpm) {
    double qpm = tempo.or(() -> seedQpm).orElseGet(() -> usual(melody.firstTimeSignature()));
    Score plain = melody.toScore("melody", qpm, instrument - 1, VELOCITY);
    String origin =
        String.format(
            Locale.ROOT,
            "Ritornello, model %s, random seed %d, temperature %s",
            modelName,
            takeSeed,
            temperature);
    return new Score(
        plain.ppq(),
        plain.tempos(),
        plain.timeSignatures(),
        plain.keySignatures(),
        List.of(new Text(0, Text.Kind.TEXT, origin)),
        plain.tracks());
  }

  /** A dancing tempo: a jig goes by dotted quarter notes. */
  private static double usual(TimeSignature signature) {
    if (signature.isCompound()) {
      return 165;
    }
    return signature.numerator() == 3 ? 130 : 140;
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
      Melody melody,
      Generator.Generated generated,
      double seconds,
      Path file) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s%n  model %s, random seed %d, temperature %s%n"
            + "  %d bars of %s, %s, %d notes; %d tokens in %.2f s, %,.0f tokens/s%n",
        file,
        loaded.name(),
        takeSeed,
        temperature,
        countedBars(melody),
        melody.firstTimeSignature(),
        melody.key().map(k -> keyName(k)).orElse("no key"),
        melody.notes().size(),
        generated.invented(),
        seconds,
        generated.invented() / seconds);
    out.flush();
  }

  /** A token tells the signature only, not whether it is major or minor. */
  private static String keyName(KeySignature signature) {
    KeySignature major = new KeySignature(signature.fifths(), false);
    KeySignature minor = new KeySignature(signature.fifths(), true);
    return major + " or " + minor;
  }
}
