package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import ritornello.answer.AnswererOptions;
import ritornello.answer.AnswererTraining;
import ritornello.corpus.PieceSplit.Side;
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
      "Learned are phrases and those that follow them in a tune, and phrases that",
      "come again with changes. Tunes that are nearly the same are on one side of the",
      "division, which is that of 'ritornello train' with the same shares. An epoch",
      "takes about a minute on two cores; the best so far is always in the directory,",
      "and Ctrl-C keeps it.",
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
              Map.entry("--hidden", "192"),
              Map.entry("--embedding", "64"),
              Map.entry("--dropout", "0.3"),
              Map.entry("--variational-dropout", "0.2"),
              Map.entry("--learning-rate", "0.004"),
              Map.entry("--epochs", "40"),
              Map.entry("--batch", "32")));
    }
  }

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
      defaultValue = "0.1",
      description =
          "Share of what it is fed with that it says itself instead of what is right, at"
              + " the end; it rises from 0, which is teacher forcing (default:"
              + " ${DEFAULT-VALUE}).")
  private double scheduledSampling;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "4000",
      description =
          "How many questions and answers are drawn in an epoch, at least: tunes of a"
              + " small collection give more (default: ${DEFAULT-VALUE}).")
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
    // Before hours of work it is known that there is a place for what comes of it.
    ModelDirectory.create(training.directory()).discardBeginning();
    PrintWriter err = spec.commandLine().getErr();
    PhraseCollection collection =
        PhraseCollection.read(training.places(), input.mode(), training.split(), err);
    KeptAnswerer kept = new KeptAnswerer(training.directory(), start(collection, options), err);
    train(collection, options, kept);
    kept.measure(collection.of(Side.TEST));
    tell(kept.record());
    return ExitCode.DONE;
  }

  private void train(PhraseCollection collection, AnswererOptions options, KeptAnswerer kept)
      throws IOException {
    try {
      AnswererTraining.train(
          ModelDirectory.nameOf(training.directory()),
          collection.of(Side.TRAINING),
          collection.of(Side.VALIDATION),
          options,
          kept);
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

  private AnswererRecord start(PhraseCollection collection, AnswererOptions options) {
    return new AnswererRecord(
        training.placeNames(),
        collection.hash(),
        training.split().validation(),
        training.split().test(),
        collection.of(Side.TRAINING).size(),
        options,
        List.of(),
        0,
        Optional.empty());
  }

  private void tell(AnswererRecord record) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(record));
    } else {
      out.printf("%s: %d epochs, %s%n", training.directory(), record.epochs().size(), best(record));
      record
          .figures()
          .ifPresent(
              figures ->
                  new AnswererReport(
                          training.directory().toString(), Optional.empty(), "the test", figures)
                      .tell(out));
    }
    out.flush();
  }

  private static String best(AnswererRecord record) {
    return record
        .epochs()
        .get(record.best() - 1)
        .validationLoss()
        .map(
            loss ->
                String.format(
                    Locale.ROOT,
                    "the best is %d with a validation loss of %.4f nats a token",
                    record.best(),
                    loss))
        .orElse("of which the last is kept: there are no tunes to choose by");
  }
}
