package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
import ritornello.harmony.UnstableTrainingException;
import ritornello.store.Json;
import ritornello.store.ModelDirectory;

/** Learns to put chords under melodies. */
@Command(
    name = "train",
    description = "Learn to put chords under melodies, from MIDI files that have both.",
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

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      defaultValue = "gru",
      description = "rnn, gru, lstm, ... (default: ${DEFAULT-VALUE}).")
  private String cell;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Layers, each in both directions (default: ${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "128",
      description = "Units of a layer and direction (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      defaultValue = "64",
      description = "Numbers that what is heard on a beat becomes (default: ${DEFAULT-VALUE}).")
  private int embedding;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Share of activations left out while training (default: ${DEFAULT-VALUE}).")
  private double dropout;

  @Option(
      names = "--variational-dropout",
      paramLabel = "SHARE",
      defaultValue = "0.3",
      description = "The same units all through a tune (default: ${DEFAULT-VALUE}).")
  private double variationalDropout;

  @Option(
      names = "--weight-decay",
      paramLabel = "LAMBDA",
      defaultValue = "0.01",
      description = "How strongly weights are pulled towards 0 (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "0.005",
      description = "At the beginning; it falls to 0 (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "24",
      description = "How often all tunes are learned from (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Tunes side by side (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = {"--seed", "--random-seed"},
      paramLabel = "N",
      defaultValue = "1",
      description = "What all randomness comes from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of the tunes to choose by (default: ${DEFAULT-VALUE}).")
  private double validation;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share that is kept for the end (default: ${DEFAULT-VALUE}).")
  private double test;

  @Mixin private ThreadsOption threads;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private MidiInput input;
  @Mixin private BlasOption blas;

  @Override
  public Integer call() throws IOException {
    blas.use(spec);
    HarmonizerOptions options = Usage.checked(spec, this::options);
    Split split = Usage.checked(spec, () -> new Split(validation, test));
    ModelDirectory.checkFree(directory);
    PrintWriter err = spec.commandLine().getErr();
    HarmonizedCollection collection = HarmonizedCollection.read(places, input.mode(), split);
    collection.tell(err);
    Trained trained = train(collection, options);
    Measured measured = measured(trained.model(), collection);
    HarmonizerRecord record = record(collection, options, trained, measured.figures());
    ModelDirectory model = ModelDirectory.create(directory);
    HarmonizerFiles.write(trained.model(), record, model);
    tell(trained, measured);
    return ExitCode.DONE;
  }

  private Trained train(HarmonizedCollection collection, HarmonizerOptions options) {
    try {
      return HarmonizerTraining.train(
          name(),
          collection.of(Side.TRAINING),
          collection.of(Side.VALIDATION),
          options,
          this::tell);
    } catch (UnstableTrainingException e) {
      throw new CommandFailure(ExitCode.DIVERGED, e.getMessage(), e);
    }
  }

  private String name() {
    Path last = directory.toAbsolutePath().normalize().getFileName();
    return last == null ? "model" : last.toString();
  }

  private HarmonizerOptions options() {
    HarmonizerOptions options =
        new HarmonizerOptions(
            cell,
            layers,
            hidden,
            embedding,
            dropout,
            variationalDropout,
            weightDecay,
            learningRate,
            epochs,
            batch,
            threads.count(spec),
            seed);
    Memory.check(HarmonizerTraining.bytes(options));
    return options;
  }

  private void tell(Epoch epoch) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "epoch %d/%d: loss %.4f nats a beat, validation %.4f, %.1f %% right%n",
        epoch.number(),
        epochs,
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
        places.stream().map(Path::toString).toList(),
        collection.hash(),
        validation,
        test,
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
        HarmonizerReport.of(directory.toString(), measured.on(), measured.figures());
    if (json) {
      out.print(Json.text(report));
    } else {
      out.printf(
          "%s: %d epochs, the best is %d%n", directory, trained.epochs().size(), trained.best());
      report.tell(out);
    }
    out.flush();
  }
}
