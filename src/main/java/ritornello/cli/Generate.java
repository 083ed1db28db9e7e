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
import ritornello.harmony.Accompaniment;
import ritornello.harmony.Harmonizer;
import ritornello.harmony.HarmonizerFiles;
import ritornello.harmony.Per;
import ritornello.jam.EndlessMusic;
import ritornello.jam.Wish;
import ritornello.lm.LanguageModel;
import ritornello.midi.MidiWriter;
import ritornello.originality.RunsOfLength;
import ritornello.play.DeviceLostException;
import ritornello.play.NoDeviceException;
import ritornello.play.Output;
import ritornello.score.ChordProgression;
import ritornello.score.KeySignature;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.store.ModelDirectory;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;
import ritornello.take.Composer;
import ritornello.take.Invention;
import ritornello.take.Take;
import ritornello.task.Constraint;
import ritornello.task.UnsatisfiableException;
import ritornello.token.Codec;
import ritornello.token.Rendering;

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
      "  ritornello generate --scale \"A minor pentatonic\" --range E4-E6 --end-on-tonic",
      "  ritornello generate --chords \"Dm7 G7 Cmaj7 Cmaj7\" --bars 16 --exact-bars",
      "  ritornello generate --seed-midi tune.mid --seed-bars 1-4",
      "  ritornello generate --max-copy 8",
      "  ritornello generate --endless --key D --metre 6/8"
    })
final class Generate implements Callable<Integer> {
  private static final double USUAL_QPM = 120;

  /** Below, what growing side by side saves is less than loading what it needs. */
  private static final int FEWEST_SIDE_BY_SIDE = 8;

  /** Then those are written, and the next begin. */
  private static final int MOST_SIDE_BY_SIDE = 64;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = "folk",
      description =
          "A bundled model, or the directory of one (default: ${DEFAULT-VALUE}); with"
              + " --endless several, to change between while it plays. A take is gone on from by"
              + " its own.")
  private List<String> models = List.of();

  @Mixin private SeedOptions seeding;

  @Option(
      names = "--bars",
      paramLabel = "N",
      description =
          "How long it gets at the most, in bars, the seed included unless it is left"
              + " out, a pickup not counted (default: 32); it may end before.")
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
      description = {
        "How many takes; the random seed goes up by one for each. From "
            + FEWEST_SIDE_BY_SIDE
            + " on they grow side by side."
      })
  private int count;

  @Option(
      names = "--tempo",
      paramLabel = "QPM",
      description =
          "Quarter notes a minute (default: that of the seed file, or by the metre); not"
              + " for models whose tokens tell it.")
  private Optional<Double> tempo = Optional.empty();

  @Option(
      names = "--instrument",
      paramLabel = "1-128",
      description = "General MIDI instrument (default: 1, a piano; 74 is a flute, 41 a violin).")
  private Optional<Integer> instrument = Optional.empty();

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description =
          "Where to write it: .mid, .musicxml, .mxl, .abc, .svg or .png (default: a new"
              + " .mid file in generated/, which is written besides in any case, for it is the"
              + " take).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--harmonize",
      description =
          "Put chords under the melody, as 'harmonize' does: what is played, and written"
              + " to --out or beside the take.")
  private boolean harmonize;

  /** Loaded when it is first needed, and then for all takes. */
  private Optional<Harmonizer> harmonizer = Optional.empty();

  @Option(names = "--no-play", description = "Don't play it.")
  private boolean silent;

  @Option(
      names = "--endless",
      description =
          "Play without end, bar by bar, until q or Ctrl-C; temperature, tempo, key,"
              + " scale and model change while it plays: ? tells the keys. Without a terminal,"
              + " words on standard input do.")
  private boolean endless;

  @Option(
      names = "--record",
      paramLabel = "FILE.mid",
      description = "With --endless: write all that was played to a new file when it is over.")
  private Optional<Path> record = Optional.empty();

  @Option(
      names = "--send-clock",
      description = "With --endless: send MIDI clock, for other machines to follow.")
  private boolean sendsClock;

  @Mixin private OutputOptions outputs;

  @Mixin private ConstraintOptions constraining;

  @Mixin private CopyOptions copying;

  @Mixin private ThreadsOption threads;

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    checkOptions();
    if (!spec.commandLine().getParseResult().hasMatchedOption("--model")) {
      models = seeding.modelOfTake().map(List::of).orElse(models);
    }
    ModelFiles files = ModelFiles.resolve(models.get(0));
    LanguageModel loaded = LanguageModel.load(files);
    Optional<RunsOfLength> forbidden =
        copying.forbidden(files, input.mode(), spec.commandLine().getErr());
    // Before anybody has sung a seed.
    Usage.check(
        spec,
        () -> {
          Constraint.check(
              constraining.rules(Optional.empty()).constraints(bars.orElse(32)), loaded.codec());
          constraining.asked().check(loaded.codec());
        });
    try {
      Take take = take(files, loaded);
      Usage.check(
          spec,
          () -> {
            Constraint.check(take.rules().constraints(take.bars()), loaded.codec());
            take.asked().check(loaded.codec());
          });
      if (endless) {
        playEndlessly(loaded, take);
      } else {
        generate(new Invention(loaded, forbidden), take, begun);
      }
    } catch (Composer.WrongOptionException | UnsatisfiableException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  /** What was asked for; the first, if there are to be several. */
  private Take take(ModelFiles files, LanguageModel loaded)
      throws IOException, Composer.WrongOptionException {
    Optional<KeySignature> wantedKey =
        key.map(text -> Usage.checked(spec, "--key", () -> KeySignature.parse(text)));
    Optional<TimeSignature> wantedMetre =
        metre.map(text -> Usage.checked(spec, "--metre", () -> TimeSignature.parse(text)));
    Optional<SeedOptions.Found> found =
        seeding.music(input, new HeardMusic.Known(tempo, wantedMetre, wantedKey));
    Composer.Wish wish =
        new Composer.Wish(
            seeding.notes(),
            found.map(SeedOptions.Found::music),
            seeding
                .chords()
                .map(
                    text ->
                        Usage.checked(spec, "--seed-chords", () -> ChordProgression.parse(text))),
            seeding.isHeard() ? Optional.empty() : wantedMetre,
            wantedKey,
            seeding.isHeard() ? Optional.empty() : tempo,
            instrument);
    Composer.Seed seed = Composer.of(loaded.codec().characters()).seed(wish);
    return new Take(
        Take.FORMAT,
        Version.number(),
        place(files),
        Invention.sha256(files),
        found.flatMap(SeedOptions.Found::take).map(Take::id),
        seed.tokens(),
        seed.bars(),
        seed.qpm(),
        seeding.isLeftOut(),
        length(seed),
        constraining.rules(wantedKey),
        constraining.asked(),
        sampling.sampler(),
        sampling.beam(),
        copying.mostNotes(),
        copying.collection(),
        tempo,
        instrument.orElse(1) - 1,
        Optional.empty(),
        randomSeed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000)));
  }

  /** A bundled model's name, or where a directory is, whatever folder the take is replayed in. */
  private static String place(ModelFiles files) {
    return files instanceof ModelDirectory
        ? Path.of(files.place()).toAbsolutePath().normalize().toString()
        : files.name();
  }

  private void playEndlessly(LanguageModel loaded, Take take)
      throws IOException, InterruptedException {
    Wish wish =
        new Wish(
            loaded,
            take.sampler(),
            take.rules(),
            take.asked(),
            metre.map(TimeSignature::parse),
            key.map(KeySignature::parse),
            tempo.or(take::seedQpm).orElse(USUAL_QPM),
            take.program());
    Codec codec = loaded.codec().characters();
    Optional<Score> heard =
        Optional.of(take.seed())
            .filter(tokens -> codec.noteCount(tokens) > 0)
            .map(tokens -> codec.decode(tokens, new Rendering("seed", wish.qpm(), 0, 90)));
    EndlessMusic music =
        Usage.checked(spec, () -> new EndlessMusic(wish, heard, take.randomSeed()));
    Keeping keeping = new Keeping(record);
    try (Output opened = outputs.open()) {
      new EndlessPlaying(music, models, sendsClock, spec.commandLine().getErr())
          .play(opened, keeping);
    } catch (NoDeviceException e) {
      throw outputs.missing(e);
    } catch (DeviceLostException e) {
      throw new CommandFailure(ExitCode.NO_DEVICE, e.getMessage(), e);
    }
    spec.commandLine().getOut().println("random seed " + take.randomSeed());
    keeping.written().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
  }

  private void generate(Invention invention, Take first, long begun)
      throws IOException, InterruptedException, UnsatisfiableException {
    if (count >= FEWEST_SIDE_BY_SIDE) {
      for (int done = 0; done < count; done += MOST_SIDE_BY_SIDE) {
        long start = done == 0 ? begun : System.nanoTime();
        int together = Math.min(MOST_SIDE_BY_SIDE, count - done);
        Take.Batch batch = new Take.Batch(together, 1, threads.count(spec));
        List<Invention.Made> all =
            invention.makeAll(first.with(Optional.of(batch), first.randomSeed() + done));
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Invention.Made made : all) {
          keep(made, invention.model().name(), seconds / together);
        }
      }
      return;
    }
    for (int take = 0; take < count; take++) {
      long start = take == 0 ? begun : System.nanoTime();
      Invention.Made made = invention.make(first.with(Optional.empty(), first.randomSeed() + take));
      keep(made, invention.model().name(), (System.nanoTime() - start) / 1e9);
    }
  }

  private void keep(Invention.Made made, String modelName, double seconds)
      throws IOException, InterruptedException {
    Optional<HarmonizedScore> chords = harmonized(made.score());
    Path file = write(made, modelName, chords);
    new TakeSummary(spec).tell(made, modelName, seconds, file);
    Showing showing = new Showing(spec);
    if (chords.isPresent()) {
      showing.roll(chords.get().alone(), chords.get().harmony());
    } else {
      showing.roll(made.score());
    }
    if (!silent) {
      outputs.play(chords.map(HarmonizedScore::full).orElse(made.score()), showing);
    }
  }

  /** With chords under its melody, if they were asked for. */
  private Optional<HarmonizedScore> harmonized(Score score) throws IOException {
    if (!harmonize) {
      return Optional.empty();
    }
    if (harmonizer.isEmpty()) {
      harmonizer = Optional.of(HarmonizerFiles.load(ModelFiles.resolve(Harmonize.BUNDLED)));
    }
    try {
      return Optional.of(
          HarmonizedScore.of(
              score,
              harmonizer.get(),
              new HarmonizedScore.Settings(
                  Per.BEAT, Optional.empty(), Accompaniment.Pattern.HELD, 0)));
    } catch (IllegalArgumentException e) {
      throw new IOException("no chords for it: " + e.getMessage(), e);
    }
  }

  private void checkOptions() throws IOException {
    copying.check();
    outputs.check();
    checkEndless();
    if (output.isPresent()) {
      WholeFile.requireFree(output.get());
      Usage.check(spec, () -> ExportFormat.of(output.get()));
    }
    if (record.isPresent()) {
      WholeFile.requireFree(record.get());
    }
    threads.count(spec);
    sampling.sampler();
    if (count < 1) {
      throw wrong("--count is " + count + "; it must be 1 or more");
    }
    if (output.isPresent() && count > 1) {
      throw wrong("--output names one file, and --count asks for " + count);
    }
    instrument.ifPresent(number -> Usage.checkInstrument(spec, "--instrument", number));
    if (bars.isPresent() && (bars.get() < 1 || bars.get() > 10_000)) {
      throw wrong("--bars is " + bars.get() + "; it must be from 1 to 10000");
    }
    Usage.checkTempo(spec, tempo);
    if (sampling.beam().isPresent() && (count > 1 || copying.mostNotes().isPresent())) {
      throw wrong(
          "with --beam there is no chance: it goes neither with --count nor with --max-copy");
    }
  }

  private void checkEndless() {
    if (!endless) {
      Usage.refuse(spec, "--record", record, "goes with --endless; else --out names the file");
      if (sendsClock || models.size() > 1) {
        throw wrong(
            (sendsClock ? "--send-clock" : "more than one --model") + " goes with --endless");
      }
      return;
    }
    Usage.refuse(
        spec, "--output", output, "is for music that ends; --record keeps what was played");
    Usage.refuse(spec, "--bars", bars, "is for music that ends, not for --endless");
    if (constraining.rules(Optional.empty()).exactBars() || seeding.isLeftOut()) {
      throw wrong("--exact-bars and --no-include-seed are for music that ends, not for --endless");
    }
    if (harmonize
        || silent
        || count > 1
        || sampling.beam().isPresent()
        || copying.mostNotes().isPresent()) {
      throw wrong("--no-play, --count, --beam, --max-copy and --harmonize are for music that ends");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Bars at which the piece ends at the latest, seed included. */
  private int length(Composer.Seed seed) {
    int asked = bars.orElse(32);
    if (seeding.isLeftOut()) {
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

  /** The take as a new MIDI file, whatever else it is written as. */
  private Path write(Invention.Made made, String modelName, Optional<HarmonizedScore> chords)
      throws IOException {
    Score score = made.score();
    Optional<ExportFormat> format = output.map(ExportFormat::of);
    if (chords.isEmpty() && format.equals(Optional.of(ExportFormat.MIDI))) {
      WholeFile.create(output.get(), out -> MidiWriter.write(score, out));
      return output.get();
    }
    String stem = NewFiles.now(modelName + "-seed" + made.take().ownSeed());
    Path file = NewFiles.midi(stem, score);
    if (chords.isPresent()) {
      write(chords.get(), stem);
    } else if (format.isPresent()) {
      format.get().writeNew(score, output.get());
      spec.commandLine().getOut().println(output.get());
    }
    return file;
  }

  private void write(HarmonizedScore chords, String stem) throws IOException {
    Path file;
    if (output.isPresent()) {
      file = output.get();
      chords.write(stem, file);
    } else {
      file = NewFiles.midi(stem + "-chords", chords.full());
    }
    spec.commandLine().getOut().println(file);
  }
}
