package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.answer.Answerer;
import ritornello.answer.AnswererFigures;
import ritornello.answer.AnswererFiles;
import ritornello.answer.AnswererOptions;
import ritornello.answer.AnswererTraining;
import ritornello.answer.AnswererTraining.Epoch;
import ritornello.lm.DivergedException;
import ritornello.nn.NetworkSpec.Scoring;
import ritornello.store.Json;
import ritornello.store.ModelDirectory;

/** Learns to answer phrases. */
@Command(
    name = "train",
    description = "Learn to answer phrases, from a collection of melodies.",
    defaultValueProvider = AnswerTrain.Usual.class,
    footer = {
      "",
      "Learned are phrases and those that follow them in a tune, and phrases that come",
      "again with changes. Tunes that are nearly the same are on one side of the",
      "division, which is that of 'ritornello train' with the same shares. The best",
      "epoch so far is always in the directory: Ctrl-C keeps it.",
      "",
      "Examples:",
      "  ritornello answer train nottingham/melody midi-corpus --model my-answers",
      "  ritornello answer train songs --model my-answers --epochs 40 --hidden 192"
    })
final class AnswerTrain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** What is usual. */
  static final class Usual extends PlainTrainingOptions.Usual {
    Usual() {
      super(
          Map.ofEntries(
              Map.entry("--cell", "gru"),
              Map.entry("--layers", "1"),
              Map.entry("--hidden", "160"),
              Map.entry("--embedding", "64"),
              Map.entry("--dropout", "0.3"),
              Map.entry("--variational-dropout", "0.1"),
              Map.entry("--weight-decay", "0.01"),
              Map.entry("--learning-rate", "0.004"),
              Map.entry("--epochs", "30"),
              Map.entry("--batch", "32"),
              Map.entry("--random-seed", "1"),
              Map.entry("--validation", "0.1"),
              Map.entry("--test", "0.1")));
    }
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "PLACE",
      description = "Folders of MIDI files, or files.")
  private List<Path> places = List.of();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the model; it is made.")
  private Path directory;

  @Mixin private PlainTrainingOptions training;

  @Option(
      names = "--encoder-layers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Layers of what hears the question, each in both directions; --layers are those of what"
              + " answers (default: ${DEFAULT-VALUE}).")
  private int encoderLayers;

  @Option(
      names = "--attention-score",
      paramLabel = "KIND",
      defaultValue = "dot",
      description = "How attention compares: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Scoring scoring;

  @Option(
      names = "--scheduled-sampling",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = {
        "Share of what it is fed with that it says itself instead of what is right, at the end; it",
        "rises from 0, which is teacher forcing (default: ${DEFAULT-VALUE})."
      })
  private double scheduledSampling;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "4000",
      description = {
        "How many questions and answers are drawn in an epoch, at least: tunes of a small collection",
        "give more (default: ${DEFAULT-VALUE})."
      })
  private int pairs;

  @Mixin private ThreadsOption threads;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private MidiInput input;
  @Mixin private BlasOption blas;

  @Override
  public Integer call() throws IOException {
    blas.use(spec);
    AnswererOptions options = Usage.checked(spec, this::options);
    ModelDirectory.checkFree(directory);
    PrintWriter err = spec.commandLine().getErr();
    PhraseCollection collection =
        PhraseCollection.read(places, input.mode(), training.split(), err);
    Kept kept = new Kept(collection, options);
    train(collection, options, kept);
    kept.measure();
    tell(kept);
    return ExitCode.DONE;
  }

  private void train(PhraseCollection collection, AnswererOptions options, Kept kept)
      throws IOException {
    try {
      AnswererTraining.train(
          ModelDirectory.nameOf(directory),
          collection.of(Side.TRAINING),
          collection.of(Side.VALIDATION),
          options,
          kept);
    } catch (DivergedException e) {
      throw new CommandFailure(ExitCode.DIVERGED, e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private AnswererOptions options() {
    AnswererOptions options =
        new AnswererOptions(
            training.cell(),
            training.layers(),
            encoderLayers,
            training.hidden(),
            training.embedding(),
            scoring,
            training.dropout(),
            training.variationalDropout(),
            scheduledSampling,
            training.weightDecay(),
            training.learningRate(),
            training.epochs(),
            pairs,
            training.batch(),
            threads.count(spec),
            training.seed());
    Memory.check(AnswererTraining.bytes(options));
    return options;
  }

  /** What is in the directory: the best epoch so far. */
  private final class Kept implements AnswererTraining.Progress {
    private final PhraseCollection collection;
    private final AnswererOptions options;
    private final List<Epoch> epochs = new ArrayList<>();
    private Optional<ModelDirectory> model = Optional.empty();
    private Optional<Answerer> answerer = Optional.empty();
    private Optional<AnswererFigures> figures = Optional.empty();
    private int best;

    Kept(PhraseCollection collection, AnswererOptions options) {
      this.collection = collection;
      this.options = options;
    }

    @Override
    public void epoch(Epoch epoch, Optional<Answerer> better) throws IOException {
      epochs.add(epoch);
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          Locale.ROOT,
          "epoch %d/%d: loss %.4f nats a token, validation %.4f%s%n",
          epoch.number(),
          options.epochs(),
          epoch.loss(),
          epoch.validationLoss(),
          better.isPresent() ? "  best" : "");
      err.flush();
      if (better.isPresent()) {
        answerer = better;
        best = epoch.number();
        write();
      }
    }

    private void write() throws IOException {
      if (model.isEmpty()) {
        model = Optional.of(ModelDirectory.create(directory));
        AnswererFiles.writeBeginning(answerer.orElseThrow(), model.get());
      }
      AnswererFiles.write(answerer.orElseThrow(), record(), model.get());
    }

    private AnswererRecord record() {
      return new AnswererRecord(
          places.stream().map(Path::toString).toList(),
          collection.hash(),
          training.split().validation(),
          training.split().test(),
          collection.of(Side.TRAINING).size(),
          options,
          List.copyOf(epochs),
          best,
          figures);
    }

    /** On the test tunes, if there are any. */
    void measure() throws IOException {
      List<int[]> test = collection.of(Side.TEST);
      if (!test.isEmpty()) {
        figures = Optional.of(AnswererFigures.of(answerer.orElseThrow(), Optional.empty(), test));
      }
      write();
    }
  }

  private void tell(Kept kept) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(kept.record()));
    } else {
      Epoch best = kept.epochs.get(kept.best - 1);
      out.printf(
          Locale.ROOT,
          "%s: %d epochs, the best is %d with a validation loss of %.4f nats a token%n",
          directory,
          kept.epochs.size(),
          kept.best,
          best.validationLoss());
      kept.figures.ifPresent(
          figures ->
              new AnswererReport(directory.toString(), Optional.empty(), "the test", figures)
                  .tell(out));
    }
    out.flush();
  }
}
