package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
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
import ritornello.store.Json;
import ritornello.store.ModelFiles;

/** Tells how right chords are. */
@Command(
    name = "evaluate",
    description =
        "Measure how often a model finds the chords that someone put under melodies, beside two"
            + " baselines.",
    footer = {
      "",
      "The baselines are a hidden Markov model and the most frequent chord for each",
      "degree of the scale and place in the bar. The places are divided as they were",
      "for training, and the baselines learn from the same tunes as the model did. A",
      "beat counts if a chord with a name sounds on it.",
      "",
      "Examples:",
      "  ritornello harmonize evaluate nottingham/full",
      "  ritornello harmonize evaluate songs hymns --model my-chords --split validation --json"
    })
final class HarmonizeEvaluate implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TunesMeasured tunes;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = Harmonize.BUNDLED,
      description = "A bundled model, or the directory of one (default: ${DEFAULT-VALUE}).")
  private String model;

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException {
    ModelFiles files = ModelFiles.resolve(model);
    Harmonizer harmonizer = HarmonizerFiles.load(files);
    HarmonizerRecord record = files.training(HarmonizerRecord.class);
    PrintWriter err = spec.commandLine().getErr();
    HarmonizedCollection collection =
        HarmonizedCollection.read(
            tunes.places(), input.mode(), new Split(record.validation(), record.test()));
    collection.tell(err);
    OtherFiles.warn(err, harmonizer.name(), record.dataHash(), collection.hash());
    List<HarmonizedTune> measured = collection.of(tunes.split());
    if (measured.isEmpty()) {
      throw new IOException("there are no tunes to measure on; choose another --split");
    }
    HarmonizerFigures figures =
        HarmonizerFigures.of(
            harmonizer, collection.of(Side.TRAINING), collection.of(Side.VALIDATION), measured);
    HarmonizerReport report = HarmonizerReport.of(harmonizer.name(), tunes.toString(), figures);
    PrintWriter out = spec.commandLine().getOut();
    if (tunes.json()) {
      out.print(Json.text(report));
    } else {
      report.tell(out);
    }
    return ExitCode.DONE;
  }
}
