package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.classify.Classifier;
import ritornello.classify.ClassifierTraining;
import ritornello.classify.Scheme;
import ritornello.corpus.LabelledCorpus;
import ritornello.corpus.LabelledSplit;
import ritornello.lm.Batching;
import ritornello.lm.Trainer;
import ritornello.lm.TrainingOptions;
import ritornello.lm.TrainingRecord;
import ritornello.nn.NetworkSpec;
import ritornello.store.Json;
import ritornello.store.ModelDirectory;
import ritornello.token.Codec;

/** Learns a classifier. */
@Command(
    name = "train",
    description = "Learn to tell pieces apart: by their folders, a table, or their names.",
    footer = {
      "",
      "It learns from seven tenths of the pieces of each label, watches one tenth to know when to",
      "stop, and is measured on two tenths that it has never seen, beside a linear model and the most",
      "frequent label. Pieces that are nearly the same are all on one side.",
      "Ctrl-C keeps what was learned; --resume goes on where it stopped.",
      "",
      "Examples:",
      "  ritornello classify train my-music --model my-styles",
      "  ritornello classify train labels.csv --model my-styles",
      "  ritornello classify train tunes --label-pattern \"^(jig|reel|waltz)\" --model dances",
      "  ritornello classify train piano --codec performance --fewest 10 --model composers",
      "  ritornello classify train my-music --model my-styles --resume"
    })
final class ClassifyTrain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description =
          "A folder with a folder of MIDI files for each label; or a .csv file, a line"
              + " for each MIDI file: its path from there, a comma, its label.")
  private Path place;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the model; it is made.")
  private Path directory;

  @Option(names = "--resume", description = "Go on with a training that was stopped.")
  private boolean resume;

  @Mixin private SidesOptions sides;

  @Mixin private ClassifierOptions options;

  @Mixin private LearningOptions learning;

  @Option(names = "--batch", paramLabel = "N", description = "Stretches of a step (default: 16).")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Go through the pieces N times at most (default: 40).")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop early when validation was no better N times in a row (default: 10).")
  private Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--max-minutes",
      paramLabel = "N",
      description = "Stop after that many minutes, keeping what was learned.")
  private Optional<Double> maxMinutes = Optional.empty();

  @Option(
      names = "--no-augment",
      negatable = false,
      description = "Learn the pieces as they are, not also in other keys, tempos and velocities.")
  private boolean plain;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      description = "What all randomness comes from, the sides of the pieces too (default: 1).")
  private Optional<Long> randomSeed = Optional.empty();

  @Mixin private ThreadsOption threads;

  @Mixin private ConfusionPicture picture;

  @Option(names = "--json", description = "Print the figures of the test as one JSON object.")
  private boolean json;

  @Mixin private BlasOption blas;

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException {
    blas.use(spec);
    picture.check(spec);
    if (resume) {
      return goOn();
    }
    LabelledData data = new LabelledData(place, sides.labelPattern(), input.mode());
    long seed = randomSeed.orElse(1L);
    LabelledSplit split = Usage.checked(spec, () -> sides.split(seed));
    Usage.check(spec, data::check);
    Codec codec = Usage.checked(spec, options::codec);
    TrainingOptions training = Usage.checked(spec, () -> training(seed));
    checkNetwork(codec, training);
    ModelDirectory.checkFree(directory);
    LabelledCorpus corpus = data.corpus(codec, split, spec.commandLine().getErr());
    Scheme.Data how = new Scheme.Data(sides.labelPattern(), split.works(), split.fewest());
    Scheme scheme = options.scheme(codec, corpus.labels(), how);
    NetworkSpec network = options.shape().network(scheme);
    try (Trainer trainer =
        ClassifierTraining.start(
            ModelDirectory.create(directory),
            scheme,
            network,
            training,
            new Trainer.Data(
                place.toString(),
                corpus.hash(),
                split.shares().validation(),
                split.shares().test()),
            corpus.training(seed, !plain),
            LabelledCorpus.fixed(corpus.validation()),
            System::nanoTime)) {
      return run(trainer, corpus);
    }
  }

  private TrainingOptions training(long seed) {
    int steps = ClassifierTraining.steps(options.stretch());
    int most = epochs.orElse(40);
    TrainingDefaults defaults = new TrainingDefaults(0, 0, 0, true, most, 0.98);
    return new TrainingOptions(
            seed,
            batch.orElse(16),
            steps,
            learning.rate(false),
            learning.clipNorm(),
            most,
            patience.orElse(10),
            threads.count(spec),
            !plain)
        .with(learning.learning(defaults))
        .with(new Batching(true, steps));
  }

  /** Before the collection is read, which may take long. */
  private void checkNetwork(Codec codec, TrainingOptions training) {
    Usage.check(
        spec,
        () -> {
          Scheme.Data any = new Scheme.Data(Optional.empty(), Optional.empty(), 3);
          Scheme scheme = options.scheme(codec, List.of("a", "b"), any);
          Memory.check(Trainer.bytes(options.shape().network(scheme), training));
          if (maxMinutes.isPresent() && !(maxMinutes.get() > 0)) {
            throw new IllegalArgumentException(
                "--max-minutes is " + maxMinutes.get() + "; it must be above 0");
          }
        });
  }

  private Integer goOn() throws IOException {
    options.given().forEach(this::refuseWithResume);
    learning.given().forEach(this::refuseWithResume);
    sides.given().forEach(this::refuseWithResume);
    refuseWithResume("--batch", batch);
    refuseWithResume("--epochs", epochs);
    refuseWithResume("--patience", patience);
    refuseWithResume("--random-seed", randomSeed);
    refuseWithResume("--no-augment", plain ? Optional.of(true) : Optional.empty());
    refuseWithResume("--threads", threads.given());
    ModelDirectory model = ModelDirectory.resume(directory);
    LabelledCorpus corpus =
        ClassifyEvaluate.corpus(model, place, input.mode(), spec.commandLine().getErr());
    TrainingOptions stored = Trainer.stored(model).options();
    try (Trainer trainer =
        ClassifierTraining.resume(
            model,
            corpus.hash(),
            corpus.training(stored.seed(), stored.augment()),
            LabelledCorpus.fixed(corpus.validation()),
            System::nanoTime)) {
      return run(trainer, corpus);
    }
  }

  private void refuseWithResume(String option, Optional<?> value) {
    Usage.refuseWithResume(spec, option, value);
  }

  private int run(Trainer trainer, LabelledCorpus corpus) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    tellBeginning(trainer, corpus, err);
    try (TrainingDisplay display =
        new TrainingDisplay(trainer.record(), maxMinutes, err, System::nanoTime, "part")) {
      Trainer.Ending ending = trainer.run(display);
      tellBest(trainer.record(), err);
      if (ending == Trainer.Ending.STOPPED) {
        err.println(
            Printable.name(
                "stopped, what was learned is kept; go on with: ritornello classify train "
                    + place
                    + " --model "
                    + directory
                    + " --resume"));
      }
      err.flush();
      display.told();
      if (display.interrupted()) {
        return ExitCode.INTERRUPTED;
      }
    }
    tellTest(corpus);
    return ExitCode.DONE;
  }

  private void tellBest(TrainingRecord record, PrintWriter err) {
    if (record.bestEpoch() == 0) {
      return; // stopped before validation was measured
    }
    err.printf(
        Locale.ROOT,
        "%s: %d epochs, the best is %d with a validation loss of %.4f nats an answer%n",
        directory,
        record.epochs().size(),
        record.bestEpoch(),
        record.bestValidationLoss());
  }

  private static void tellBeginning(Trainer trainer, LabelledCorpus corpus, PrintWriter err) {
    err.println(Printable.name("learning: " + LabelledData.counts(corpus, corpus.training())));
    err.println(Printable.name("validation: " + LabelledData.counts(corpus, corpus.validation())));
    err.println(Printable.name("test: " + LabelledData.counts(corpus, corpus.test())));
    err.printf(
        Locale.ROOT,
        "%s, %,d parameters, %,d parts of pieces an epoch, %d epochs at most%n",
        trainer.network(),
        trainer.record().parameters(),
        trainer.training().tokens(),
        trainer.record().options().maxEpochs());
    err.flush();
  }

  private void tellTest(LabelledCorpus corpus) throws IOException {
    ClassifierReport report =
        ClassifierReport.of(
            Classifier.load(ModelDirectory.open(directory)), corpus, place.toString());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(report));
    } else {
      report.tell(out);
    }
    out.flush();
    picture.draw(report, spec.commandLine().getErr());
  }
}
