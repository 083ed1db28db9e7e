package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.frames.FrameDirectory;
import ritornello.frames.FrameFigures;
import ritornello.frames.FrameFile;
import ritornello.frames.FrameSettings;
import ritornello.frames.View;
import ritornello.lm.Trainer;
import ritornello.store.Json;

/** Learns a model of frames. */
@Command(
    name = "train",
    description = "Learn a model of frames, by a preset or by settings of your own.",
    footer = {
      "",
      "The file: {\"train\": [sequence, ...], \"valid\": [...], \"test\": [...]}, a sequence being a",
      "list of frames, a frame a list of MIDI pitches, 21 to 108. It learns from train; by valid it",
      "chooses when to stop and how to mix networks; test is not looked at.",
      "Ctrl-C keeps what was learned; --resume goes on where it stopped.",
      "",
      "Examples:",
      "  ritornello frames train JSB_Chorales.json --preset jsb --model my-jsb",
      "  ritornello frames train Nottingham.json --preset nottingham-lstm --model my-lstm",
      "  ritornello frames train JSB_Chorales.json --model my-jsb --resume"
    })
final class FramesTrain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A .json file of frames.")
  private Path file;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the model; it is made.")
  private Path directory;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      completionCandidates = PresetNames.class,
      description = "Settings that come with the program: ${COMPLETION-CANDIDATES}.")
  private Optional<String> preset = Optional.empty();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Settings of your own, in the form of the frames.json of a model: JSON.")
  private Optional<Path> settings = Optional.empty();

  @Option(names = "--resume", description = "Go on with a training that was stopped.")
  private boolean resume;

  @Option(
      names = {"--seed", "--random-seed"},
      paramLabel = "N",
      description = "What all randomness comes from (default: 1).")
  private Optional<Long> seed = Optional.empty();

  @Mixin private ThreadsOption threads;

  @Option(
      names = "--max-minutes",
      paramLabel = "MINUTES",
      description = "When to end at the latest, each network having its share of the time.")
  private Optional<Double> maxMinutes = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private BlasOption blas;

  /** For help and completion. */
  static final class PresetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return FrameSettings.presets().iterator();
    }
  }

  /**
   * What it tells as JSON.
   *
   * @param members networks
   * @param complete whether all are trained, and mixed
   * @param valid how likely the model finds the validation pieces, if it is complete and there are
   *     any
   */
  record Report(
      String model, int members, boolean complete, double minutes, Optional<FrameFigures> valid) {}

  @Override
  public Integer call() throws IOException {
    long begun = System.nanoTime();
    blas.use(spec);
    checkOptions();
    FrameFile data = FrameFile.read(file);
    data.sequences(FrameFile.Split.TRAIN);
    PrintWriter err = spec.commandLine().getErr();
    if (!data.has(FrameFile.Split.VALID)) {
      err.println(
          file
              + " has no \"valid\": training ends by its training loss, and all networks count"
              + " alike");
    } else {
      data.sequences(FrameFile.Split.VALID);
    }
    FrameDirectory model =
        resume ? FrameDirectory.open(directory) : FrameDirectory.create(directory, chosen(), data);
    boolean interrupted = false;
    int members = model.settings().members().size();
    for (int number = 0; number < members && !interrupted; number++) {
      interrupted = train(model, number, data, begun);
    }
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    err.println("mixing " + members + (members == 1 ? " network" : " networks"));
    err.flush();
    Optional<FrameFigures> valid = model.finish(data);
    tell(members, model.isComplete(), begun, valid);
    return ExitCode.DONE;
  }

  private void checkOptions() throws IOException {
    if (maxMinutes.isPresent() && !(maxMinutes.get() > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--max-minutes is " + maxMinutes.get() + "; it must be above 0");
    }
    if (resume) {
      Usage.refuseWithResume(spec, "--preset", preset);
      Usage.refuseWithResume(spec, "--settings", settings);
      Usage.refuseWithResume(spec, "--seed", seed);
      Usage.refuseWithResume(spec, "--threads", threads.given());
      return;
    }
    if (preset.isPresent() == settings.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "give either --preset or --settings; presets are "
              + String.join(", ", FrameSettings.presets()));
    }
    FrameDirectory.checkFree(directory);
    FrameSettings any = chosen();
    Usage.check(spec, () -> Memory.check(FrameDirectory.bytes(any)));
  }

  private FrameSettings chosen() throws IOException {
    try {
      FrameSettings named =
          preset.isPresent()
              ? FrameSettings.preset(preset.get())
              : FrameSettings.read(settings.orElseThrow());
      return named.with(seed.orElse(1L), threads.count(spec));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * Trains one network.
   *
   * @return whether the user wants to stop
   */
  private boolean train(FrameDirectory model, int number, FrameFile data, long begun)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    int members = model.settings().members().size();
    try (Trainer trainer = model.trainer(number, data, System::nanoTime);
        TrainingDisplay display =
            new TrainingDisplay(
                trainer.record(), shareOfTime(begun, members - number), err, System::nanoTime)) {
      err.printf(
          Locale.ROOT,
          "network %d/%d: %s, %,d parameters, %,d sequences, %,d tokens an epoch%s, %d epochs at"
              + " most%n",
          number + 1,
          members,
          trainer.network(),
          trainer.record().parameters(),
          trainer.training().count(),
          trainer.training().tokens(),
          isOfFrames(model, number) ? " (each a whole frame)" : "",
          trainer.record().options().maxEpochs());
      err.flush();
      trainer.run(display);
      if (display.interrupted()) {
        // The program may end as soon as that is told.
        err.println(
            "stopped, what was learned is kept; go on with: ritornello frames train "
                + file
                + " --model "
                + directory
                + " --resume");
        err.flush();
        display.told();
      }
      return display.interrupted();
    }
  }

  private static boolean isOfFrames(FrameDirectory model, int number) {
    return model.settings().members().get(number).view().way() == View.Way.SIGMOIDS;
  }

  /** What is left, divided among the networks that are left. */
  private Optional<Double> shareOfTime(long begun, int left) {
    return maxMinutes.map(minutes -> Math.max(0, minutes - minutesSince(begun)) / left);
  }

  private static double minutesSince(long begun) {
    return (System.nanoTime() - begun) / 60e9;
  }

  private void tell(int members, boolean complete, long begun, Optional<FrameFigures> valid) {
    PrintWriter out = spec.commandLine().getOut();
    Report report = new Report(directory.toString(), members, complete, minutesSince(begun), valid);
    if (json) {
      out.print(Json.text(report));
    } else {
      out.printf(
          Locale.ROOT,
          "%s: %d %s, trained in %.1f minutes%n",
          directory,
          members,
          members == 1 ? "network" : "networks",
          report.minutes());
      valid.ifPresent(figures -> FramesReport.tell("valid of " + file, figures, out));
    }
    out.flush();
  }
}
