package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.MidiCollection;
import ritornello.corpus.ScannedFile;
import ritornello.corpus.Verdict;
import ritornello.gradient.GradientExperiment;
import ritornello.gradient.GradientFlow;
import ritornello.gradient.GradientTask;
import ritornello.nn.CellSpec;
import ritornello.store.Json;
import ritornello.store.WholeFile;
import ritornello.token.Codec;

/** Shows how far gradients reach back through time. */
@Command(
    name = "gradients",
    description = "Show how far gradients reach back through time, and what gates and clipping do.",
    footer = {
      "",
      "Networks of one layer learn to say symbols again after a while, and to go on with tunes. Of the",
      "loss of the last answer the gradient is followed back, step by step, to the states before it,",
      "before and after they have learned. A plain RNN also learns without clipping.",
      "",
      "Examples:",
      "  ritornello gradients",
      "  ritornello gradients --tunes midi-corpus --svg gradients.svg",
      "  ritornello gradients --cells rnn-relu,lstm-peephole --delay 40 --json"
    })
final class GradientsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--cells",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = NetworkOptions.CellNames.class,
      description = "Cells, with commas between: ${COMPLETION-CANDIDATES} (default: rnn,gru,lstm).")
  private List<String> cells = List.of("rnn", "gru", "lstm");

  @Option(
      names = "--tunes",
      paramLabel = "FOLDER",
      description = "Watch them on the melodies of a folder too.")
  private Optional<Path> tunes = Optional.empty();

  @Option(
      names = "--tune-steps",
      paramLabel = "N",
      defaultValue = "97",
      description = "Tokens of a tune that are seen at once (default: ${DEFAULT-VALUE}).")
  private int tuneSteps;

  @Option(
      names = "--delay",
      paramLabel = "N",
      defaultValue = "20",
      description = "Steps until symbols have to be said again (default: ${DEFAULT-VALUE}).")
  private int delay;

  @Option(
      names = "--symbols",
      paramLabel = "N",
      defaultValue = "3",
      description = "Symbols that have to be said again (default: ${DEFAULT-VALUE}).")
  private int symbols;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "64",
      description = "Units of the layer (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Sequences of a step of learning (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1500",
      description = "Steps of learning (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "0.005",
      description = "Learning rate of Adam (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What all randomness comes from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--svg",
      paramLabel = "FILE.svg",
      description = "Draw the gradients by distance; a new file.")
  private Optional<Path> svg = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object, with all distances.")
  private boolean json;

  @Mixin private BlasOption blas;

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException {
    blas.use(spec);
    GradientExperiment experiment =
        Usage.checked(
            spec,
            () -> new GradientExperiment(hidden, batch, steps, rate, seed, threads.count(spec)));
    Usage.check(spec, () -> cells.forEach(CellSpec::named));
    if (svg.isPresent()) {
      WholeFile.requireFree(svg.get());
    }
    List<GradientTask> tasks = new ArrayList<>();
    tasks.add(Usage.checked(spec, () -> new GradientTask.Copy(symbols, delay)));
    if (tunes.isPresent()) {
      tasks.add(tunes(tunes.get()));
    }
    GradientReport report = new GradientReport(hidden, batch, rate, seed, run(experiment, tasks));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(report));
    } else {
      report.tell(out);
    }
    out.flush();
    if (svg.isPresent()) {
      byte[] picture = report.svg().getBytes(StandardCharsets.UTF_8);
      WholeFile.create(svg.get(), target -> target.write(picture));
    }
    return ExitCode.DONE;
  }

  private GradientTask tunes(Path folder) throws IOException {
    if (tuneSteps < 2) {
      throw new ParameterException(
          spec.commandLine(), "--tune-steps is " + tuneSteps + "; it must be 2 or more");
    }
    Codec codec = CodecNames.codec(Optional.empty(), Optional.empty());
    MidiCollection collection;
    try (ScanBar bar = new ScanBar()) {
      collection = new CollectionScan(codec, input.mode(), bar::file).scan(List.of(folder));
    }
    List<int[]> pieces = new ArrayList<>();
    for (ScannedFile file : collection.usable()) {
      pieces.add(((Verdict.Usable) file.verdict()).piece().tokens());
    }
    return Usage.checked(
        spec,
        "--tune-steps",
        () -> new GradientTask.Tunes(pieces, tuneSteps, codec.vocabulary().size()));
  }

  private List<GradientFlow> run(GradientExperiment experiment, List<GradientTask> tasks) {
    List<GradientFlow> flows = new ArrayList<>();
    for (GradientTask task : tasks) {
      for (String cell : cells) {
        flows.addAll(experiment.run(task, cell, true, (name, done) -> tell(task, name, done)));
        if (cell.startsWith("rnn")) {
          flows.addAll(
              experiment.run(
                  task, cell, false, (name, done) -> tell(task, name + " without clipping", done)));
        }
      }
    }
    return flows;
  }

  private void tell(GradientTask task, String network, int done) {
    if (done == steps) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(task.name() + ": " + network + ", " + done + " steps learned");
      err.flush();
    }
  }
}
