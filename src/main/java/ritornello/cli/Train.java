package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
import ritornello.corpus.Corpus;
import ritornello.corpus.Split;
import ritornello.lm.LanguageModel;
import ritornello.lm.Trainer;
import ritornello.lm.TrainingOptions;
import ritornello.lm.TrainingProgress;
import ritornello.lm.TrainingRecord;
import ritornello.midi.MidiReader;
import ritornello.nn.NetworkSpec;
import ritornello.store.ModelDirectory;
import ritornello.store.ModelFiles;
import ritornello.token.Codec;
import ritornello.token.TokenSource;
import ritornello.token.WordSource;

/** Learns a model from folders of MIDI files. */
@Command(
    name = "train",
    description = "Learn a model from folders of MIDI files.",
    footer = {
      "",
      "What is not given is chosen by the size of the collection.",
      "Ctrl-C keeps what was learned; --resume goes on exactly where it stopped.",
      "",
      "Examples:",
      "  ritornello train midi-corpus --model my-model",
      "  ritornello train midi-corpus --model my-model --resume",
      "  ritornello train midi-corpus --model my-gru --cell gru --layers 3 --residual",
      "  ritornello train midi-corpus --model my-model --controls",
      "  ritornello train my-tunes --model my-folk --from folk"
    })
final class Train implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "Folders of .mid files, sub-folders included; or .json files of frames.")
  private List<Path> places;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the model; it is made.")
  private Path model;

  @Option(names = "--resume", description = "Go on with a training that was stopped.")
  private boolean resume;

  @Option(
      names = "--from",
      paramLabel = "NAME|DIR",
      description =
          "Begin with what this model knows, a bundled one or the directory of one: for a small"
              + " collection of your own.")
  private Optional<String> from = Optional.empty();

  @Mixin private TrainingLength length;

  @Mixin private NetworkOptions shape;

  @Mixin private BatchOptions batches;

  @Mixin private LearningOptions learning;

  @Mixin private CodecOptions codec;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "Share of the pieces that early stopping watches (default: 0.1).")
  private Optional<Double> validationShare = Optional.empty();

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description = "Share of the pieces that is kept for measuring at the end (default: 0).")
  private Optional<Double> testShare = Optional.empty();

  @Option(
      names = "--no-augment",
      negatable = false,
      description = "Learn the pieces as they are, not also in other keys, tempos and velocities.")
  private boolean plain;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      description = "What all randomness comes from (default: 1).")
  private Optional<Long> randomSeed = Optional.empty();

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--no-report",
      negatable = false,
      description = "Don't write report.html, the page that shows how training goes.")
  private boolean noReport;

  @Mixin private BlasOption blas;

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException {
    blas.use(spec);
    if (resume) {
      return goOn();
    }
    Optional<LanguageModel> known = known();
    Split split = split();
    Codec chosen = known.map(LanguageModel::codec).orElseGet(() -> wanted(codec::characters));
    long seed = randomSeed.orElse(1L);
    checkOptions(chosen, seed);
    wantedFrames(chosen);
    ModelDirectory directory = ModelDirectory.create(model);
    Material material =
        Beginning.in(
            directory,
            () -> {
              Corpus corpus = corpus(chosen.characters(), split, directory);
              TokenSource source = corpus.training(seed, !plain);
              Codec codec = known.isPresent() ? chosen : complete(chosen, source, directory);
              TrainingRuns.write(corpus, chosen.characters(), directory);
              return new Material(corpus, codec);
            });
    try (Trainer trainer = trainer(known, directory, material, split, seed)) {
      return run(trainer, material, directory);
    }
  }

  /** What is learned, and in which tokens. */
  private record Material(Corpus corpus, Codec codec) {
    /** The same pieces in the codec's own tokens. */
    TokenSource in(TokenSource characters) {
      return WordSource.of(characters, codec);
    }
  }

  private void wantedFrames(Codec codec) {
    wanted(
        () -> {
          TrainingData.checkFrames(places, codec.characters());
          return codec;
        });
  }

  private Split split() {
    if (TrainingData.isFrames(places)) {
      String reason = "can't be chosen: the files of frames have a split of their own";
      refuse("--validation", validationShare, reason);
      refuse("--test", testShare, reason);
    }
    return wanted(
        () ->
            new Split(
                validationShare.orElse(Split.DEFAULT.validation()),
                testShare.orElse(Split.DEFAULT.test())));
  }

  /** The model to begin with: its network and codec are those of the new one. */
  private Optional<LanguageModel> known() throws IOException {
    if (from.isEmpty()) {
      return Optional.empty();
    }
    String reason = "can't be given with --from: the network is that of the model to begin with";
    shape.given().forEach((option, value) -> refuse(option, value, reason));
    codec.given().forEach((option, value) -> refuse(option, value, reason));
    return Optional.of(LanguageModel.load(ModelFiles.resolve(from.get())));
  }

  private Codec complete(Codec characters, TokenSource source, ModelDirectory directory) {
    PrintWriter err = spec.commandLine().getErr();
    return wantedIn(directory, () -> codec.complete(characters, source, err));
  }

  /** As {@link #wanted}, once the collection is read; a refusal leaves nothing. */
  private <T> T wantedIn(ModelDirectory directory, Supplier<T> choice) {
    try {
      return wanted(choice);
    } catch (ParameterException e) {
      directory.discardBeginning(e);
      throw e;
    }
  }

  private Trainer trainer(
      Optional<LanguageModel> known,
      ModelDirectory directory,
      Material material,
      Split split,
      long seed)
      throws IOException {
    Corpus corpus = material.corpus();
    TokenSource training = material.in(corpus.training(seed, !plain));
    TokenSource validation = material.in(corpus.validation());
    TrainingDefaults defaults = TrainingDefaults.of(training);
    TrainingOptions options = wantedIn(directory, () -> options(defaults, training.tokens(), seed));
    Trainer.Data data = new Trainer.Data(data(), corpus.hash(), split.validation(), split.test());
    NetworkSpec network =
        known
            .map(LanguageModel::network)
            .orElseGet(
                () -> shape.network(material.codec(), defaults.hidden(), defaults.dropout()));
    wantedIn(
        directory,
        () -> {
          Memory.check(Trainer.bytes(network, options));
          return network;
        });
    if (known.isPresent()) {
      return Trainer.startFrom(
          known.get(), directory, options, data, training, validation, System::nanoTime);
    }
    return Trainer.start(
        directory,
        material.codec(),
        network,
        options,
        data,
        training,
        validation,
        System::nanoTime);
  }

  /** Before the collection is read, which may take long. */
  private void checkOptions(Codec codec, long seed) {
    TrainingDefaults any = TrainingDefaults.any();
    wanted(() -> shape.network(codec, any.hidden(), any.dropout()));
    wanted(() -> options(any, 0, seed));
    wanted(length::maxMinutes);
  }

  private Integer goOn() throws IOException {
    length.given().forEach(this::refuseWithResume);
    refuseWithResume("--from", from);
    shape.given().forEach(this::refuseWithResume);
    batches.given().forEach(this::refuseWithResume);
    learning.given().forEach(this::refuseWithResume);
    codec.given().forEach(this::refuseWithResume);
    refuseWithResume("--random-seed", randomSeed);
    refuseWithResume("--validation", validationShare);
    refuseWithResume("--test", testShare);
    refuseWithResume("--no-augment", plain ? Optional.of(true) : Optional.empty());
    refuseWithResume("--threads", threads.given());
    wanted(length::maxMinutes);
    ModelDirectory directory = ModelDirectory.resume(model);
    TrainingRecord record = Trainer.stored(directory);
    Split split = new Split(record.validation(), record.test());
    Codec stored = LanguageModel.load(directory).codec();
    wantedFrames(stored);
    Corpus corpus = Beginning.in(directory, () -> corpus(stored.characters(), split, directory));
    Material material = new Material(corpus, stored);
    TrainingOptions options = record.options();
    try (Trainer trainer =
        Trainer.resume(
            directory,
            corpus.hash(),
            material.in(corpus.training(options.seed(), options.augment())),
            material.in(corpus.validation()),
            System::nanoTime)) {
      if (!directory.has(ModelFiles.RUNS)) {
        TrainingRuns.write(corpus, stored.characters(), directory);
      }
      return run(trainer, material, directory);
    }
  }

  private void refuseWithResume(String option, Optional<?> value) {
    Usage.refuseWithResume(spec, option, value);
  }

  private void refuse(String option, Optional<?> value, String reason) {
    Usage.refuse(spec, option, value, reason);
  }

  private <T> T wanted(Supplier<T> choice) {
    return Usage.checked(spec, choice);
  }

  private String data() {
    return String.join(", ", places.stream().map(Path::toString).toList());
  }

  private Corpus corpus(Codec codec, Split split, ModelDirectory directory) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    return new TrainingData(places, input.mode(), directory, err).corpus(codec, split);
  }

  /**
   * @param tokens of an epoch
   */
  private TrainingOptions options(TrainingDefaults defaults, long tokens, long seed) {
    return new TrainingOptions(
            seed,
            batches.batch(defaults),
            batches.window(defaults),
            learning.rate(from.isPresent()),
            learning.clipNorm(),
            length.epochs(defaults),
            length.patience(),
            threads.count(spec),
            !plain)
        .with(learning.learning(defaults))
        .with(batches.batching(defaults))
        .with(length.validating(tokens));
  }

  private int run(Trainer trainer, Material material, ModelDirectory directory) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    TrainingReport report = new TrainingReport(places, model, spec.commandLine().getOut(), err);
    report.tellBeginning(trainer, resume);
    try (TrainingDisplay display =
        new TrainingDisplay(trainer.record(), length.maxMinutes(), err, System::nanoTime)) {
      Optional<ReportedTraining> page = page(trainer, material, directory, display);
      Trainer.Ending ending = trainer.run(page.<TrainingProgress>map(p -> p).orElse(display));
      boolean strict = input.mode() == MidiReader.Mode.STRICT;
      report.tellEnding(ending, trainer, strict ? " --strict" : "");
      if (ending != Trainer.Ending.STOPPED) {
        TokenSource test = material.in(material.corpus().test());
        if (test.count() > 0) {
          double loss = trainer.test(test);
          report.tellTest(loss, test.count());
          page.ifPresent(p -> p.tested(loss));
        }
        directory.discardTokens();
      }
      if (page.isPresent() && page.get().end(ending)) {
        report.tellPage(directory.report());
      }
      report.tellNext();
      display.told();
      return display.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }
  }

  private Optional<ReportedTraining> page(
      Trainer trainer, Material material, ModelDirectory directory, TrainingDisplay display) {
    if (noReport) {
      return Optional.empty();
    }
    Codec characters = material.codec().characters();
    CollectionFacts facts = CollectionFacts.of(material.corpus(), characters);
    return Optional.of(new ReportedTraining(display, trainer, directory, facts, System::nanoTime));
  }
}
