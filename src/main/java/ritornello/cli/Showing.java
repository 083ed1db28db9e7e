package ritornello.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import ritornello.score.Score;

/** Shows and plays music to whoever sits at the terminal. */
final class Showing {
  private final PrintWriter out;

  Showing(CommandSpec spec) {
    out = spec.commandLine().getOut();
  }

  void roll(Score score) {
    out.flush();
  }

  void play(Score score) {
    out.flush();
  }
}
