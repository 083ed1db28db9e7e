package ritornello.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many threads share the work. */
final class ThreadsOption {
  private static final int MOST = 8;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that share the work (default: one for each processor, 8 at most).")
  private Optional<Integer> threads = Optional.empty();

  /** As asked for, if that was. */
  Optional<Integer> given() {
    return threads;
  }

  /** As asked for; or one for each processor, up to {@value #MOST}. */
  int count(CommandSpec spec) {
    int count = threads.orElse(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + count + "; it must be 1 or more");
    }
    return count;
  }
}
