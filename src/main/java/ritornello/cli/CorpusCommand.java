package ritornello.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All about a collection. */
@Command(
    name = "corpus",
    description = "Look into a collection of MIDI files.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CorpusScan.class)
final class CorpusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
