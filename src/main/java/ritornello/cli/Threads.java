package ritornello.cli;

import java.util.Optional;

/** How many threads share the work. */
final class Threads {
  private static final int MOST = 8;

  private Threads() {}

  /** As asked for; or one for each processor, up to {@value #MOST}. */
  static int or(Optional<Integer> asked) {
    return asked.orElse(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
  }
}
