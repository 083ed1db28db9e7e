package ritornello.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How many threads share the work. */
final class Threads {
  private static final int MOST = 8;

  private Threads() {}

  /** As asked for; or one for each processor, up to {@value #MOST}. */
  static int or(Optional<Integer> asked, CommandSpec spec) {
    int threads = asked.orElse(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + threads + "; it must be 1 or more");
    }
    return threads;
  }
}
