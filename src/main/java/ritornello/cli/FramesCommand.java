package ritornello.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The benchmarks of frames. */
@Command(
    name = "frames",
    description =
        "Train and measure networks on the polyphonic benchmarks of Boulanger-Lewandowski et al."
            + " (2012), files of frames.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {FramesTrain.class, FramesEvaluate.class})
final class FramesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
