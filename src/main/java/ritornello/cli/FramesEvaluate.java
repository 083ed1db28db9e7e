package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.frames.FrameDirectory;
import ritornello.frames.FrameFigures;
import ritornello.frames.FrameFile;
import ritornello.frames.FrameModel;
import ritornello.frames.FrameSequence;
import ritornello.store.Json;

/** Measures a model of frames. */
@Command(
    name = "evaluate",
    description = "Measure how likely a model of frames finds those of a file.",
    footer = {
      "",
      "A frame's probability is that of its set of keys among all 2^88, after all frames before it.",
      "natsPerFrame is the mean of -ln p over all frames, the first of each sequence included;",
      "natsPerFrameWithoutFirst leaves those out, as Bai et al. (2018) do. That a sequence ends is",
      "not counted.",
      "",
      "Examples:",
      "  ritornello frames evaluate my-jsb --on JSB_Chorales.json",
      "  ritornello frames evaluate my-jsb --on JSB_Chorales.json --split valid --json"
    })
final class FramesEvaluate implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "Directory of a model of frames.")
  private Path model;

  @Option(
      names = "--on",
      required = true,
      paramLabel = "FILE",
      description = "A .json file of frames.")
  private Path file;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "test",
      description = "Which part of it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FrameFile.Split split;

  @Mixin private ThreadsOption threads;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private BlasOption blas;

  @Override
  public Integer call() throws IOException {
    blas.use(spec);
    FrameModel loaded = FrameDirectory.open(model).model();
    List<FrameSequence> sequences = FrameFile.read(file).sequences(split);
    PrintWriter err = spec.commandLine().getErr();
    if (loaded.members() < loaded.plannedMembers()) {
      err.println(
          model
              + " is not complete: "
              + loaded.members()
              + " of "
              + loaded.plannedMembers()
              + " networks are measured; go on training it with --resume");
      err.flush();
    }
    FrameFigures figures = loaded.figures(sequences, threads.count(spec));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(
          Json.text(
              FramesReport.of(
                  loaded.name(),
                  loaded.members(),
                  loaded.parameters(),
                  file.toString(),
                  split.toString(),
                  figures)));
    } else {
      FramesReport.tell(loaded.name() + " on " + split + " of " + file, figures, out);
    }
    out.flush();
    return ExitCode.DONE;
  }
}
