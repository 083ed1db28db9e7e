package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import ritornello.corpus.PieceSplit.Side;
import ritornello.corpus.Split;
import ritornello.harmony.HarmonizedTune;
import ritornello.harmony.Harmonizer;
import ritornello.harmony.HarmonizerFigures;
import ritornello.harmony.HarmonizerFiles;
import ritornello.harmony.HarmonizerOptions;
import ritornello.harmony.HarmonizerTraining;
import ritornello.harmony.HarmonizerTraining.Epoch;
import ritornello.harmony.HarmonizerTraining.Trained;
import ritornello.store.Json;
import ritornello.store.ModelDirectory;

/** Learns to put chords under melodies. */
@Command(
    name = "train",
    description = "Learn to put chords under melodies, from MIDI files that have both.",
    defaultValueProvider = HarmonizeTrain.Usual.class,
    footer = {
      "",
      "The chord of a beat is that of the notes which all other tracks play on it.",
      "Melodies and chords are learned relative to the key signature: what is learned",
      "in one key is known in all. Tunes that are nearly the same are on one side of",
      "the division. Nothing is written before it is done, which takes some minutes.",
      "",
      "Examples:",
      "  ritornello harmonize train nottingham/full --model my-chords",
      "  ritornello harmonize train songs hymns --model my-chords --epochs 30 --hidden 128"
    })
final class HarmonizeTrain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** What is usual. */
  static final class Usual extends PlainTrainingOptions.Usual {
    Usual() {
      super(
          Map.ofEntries(
              Map.entry("--cell", "gru"),
              Map.entry("--layers", "2"),
              Map.entry("--hidden", "128"),
              Map.entry("--embedding", "64"),
              Map.entry("--dropout", "0.5"),
              Map.entry("--variational-dropout", "0.3"),
              Map.entry("--learning-rate", "0.005"),
              Map.entry("--epochs", "24"),
              Map.entry("--batch", "16")));
    }
  }

  @Mixin private PlainTrainingOptions training;

  @Mixin private ThreadsOption threads;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private MidiInput input;
  @Mixin private BlasOption blas;

  @Override
  public Integer call() throws IOException {
    blas.use(spec);
    HarmonizerOptions options = Usage.checked(spec, this::options);
    Split split = training.split();
    ModelDirectory.checkFree(training.directory());
    PrintWriter err = spec.commandLine().getErr();
    HarmonizedCollection collection =
        HarmonizedCollection.read(training.places(), input.mode(), split);
    collection.tell(err);
    Trained trained = train(collection, options);
    Measured measured = measured(trained.model(), collection);
    HarmonizerRecord record = record(collection, options, trained, measured.figures());
    ModelDirectory model = ModelDirectory.create(training.directory());
    HarmonizerFiles.write(trained.model(), record, model);
    tell(trained, measured);
    return ExitCode.DONE;
  }

  private Trained train(HarmonizedCollection collection, HarmonizerOptions options) {
    return HarmonizerTraining.train(
        ModelDirectory.nameOf(training.directory()),
        collection.of(Side.TRAINING),
        collection.of(Side.VALIDATION),
        options,
        this::tell);
  }

  private HarmonizerOptions options() {
    HarmonizerOptions options =
        new HarmonizerOptions(
            training.cell(),
            training.layers(),
            training.hidden(),
            training.embedding(),
            training.dropout(),
            training.variationalDropout(),
            training.weightDecay(),
            training.learningRate(),
            training.epochs(),
            training.batch(),
            threads.count(spec),
            training.seed());
    Memory.check(HarmonizerTraining.bytes(options));
    return options;
  }

  private void tell(Epoch epoch) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "epoch %d/%d: loss %.4f nats a beat, validation %.4f, %.1f %% right%n",
        epoch.number(),
        training.epochs(),
        epoch.loss(),
        epoch.validationLoss(),
        100 * epoch.validationRight());
    err.flush();
  }

  /** On which tunes it was measured, and what came of it. */
  private record Measured(String on, HarmonizerFigures figures) {}

  private static Measured measured(Harmonizer model, HarmonizedCollection collection) {
    List<HarmonizedTune> training = collection.of(Side.TRAINING);
    List<HarmonizedTune> valid = collection.of(Side.VALIDATION);
    List<HarmonizedTune> kept = collection.of(Side.TEST);
    if (!kept.isEmpty()) {
      return new Measured("test", HarmonizerFigures.of(model, training, valid, kept));
    }
    boolean none = valid.isEmpty();
    return new Measured(
        none ? "training" : "validation",
        HarmonizerFigures.of(model, training, valid, none ? training : valid));
  }

  private HarmonizerRecord record(
      HarmonizedCollection collection,
      HarmonizerOptions options,
      Trained trained,
      HarmonizerFigures figures) {
    return new HarmonizerRecord(
        training.placeNames(),
        collection.hash(),
        training.split().validation(),
        training.split().test(),
        collection.tunes().size(),
        collection.beats(),
        collection.unknownBeats(),
        options,
        trained.epochs(),
        trained.best(),
        figures);
  }

  private void tell(Trained trained, Measured measured) {
    PrintWriter out = spec.commandLine().getOut();
    HarmonizerReport report =
        HarmonizerReport.of(training.directory().toString(), measured.on(), measured.figures());
    if (json) {
      out.print(Json.text(report));
    } else {
      out.printf(
          "%s: %d epochs, the best is %d%n",
          training.directory(), trained.epochs().size(), trained.best());
      report.tell(out);
    }
    out.flush();
  }
}
