package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RitornelloTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Ritornello.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void helpListsTheCommandsOnStandardOutput() {
    assertThat(run("--help")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("completion", "Exit codes:", "130");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void everyCommandExplainsItself() {
    assertThat(run("completion", "--help")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("Usage: ritornello completion", "--debug");
  }

  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(run("--version")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).matches("ritornello \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void withoutACommandTheHelpIsAMessageAndTheUsageWrong() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Commands:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-such-option", "no-such-command", "completion --no-such-option"})
  void wrongUsageIsOneLineThatLeadsToTheHelp(String line) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("ritornello: ")
        .contains("no-such-")
        .contains(
            line.startsWith("completion")
                ? "'ritornello completion --help'"
                : "'ritornello --help'");
  }

  @Test
  void aMistypedCommandGetsASuggestion() {
    assertThat(run("compleion")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("did you mean completion");
  }

  @Test
  void completionKnowsCommandsAndOptions() {
    assertThat(run("completion")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("completion", "--version").startsWith("#!");
  }
}
