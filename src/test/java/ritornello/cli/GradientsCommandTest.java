package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.gradient.GradientFlow;
import ritornello.store.Json;

class GradientsCommandTest {
  @TempDir private Path folder;

  private static Command run(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("gradients", "--hidden", 16, "--batch", 8));
    arguments.addAll(List.of("--threads", 1));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  private static GradientReport report(Object... more) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(more));
    arguments.add("--json");
    Command command = run(arguments.toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return Json.read(command.out().getBytes(UTF_8), "standard output", GradientReport.class);
  }

  private static GradientFlow flow(GradientReport report, String task, String cell, boolean after) {
    return report.flows().stream()
        .filter(f -> f.task().equals(task) && f.cell().equals(cell) && f.clipped())
        .filter(f -> f.steps() > 0 == after)
        .findFirst()
        .orElseThrow();
  }

  /** The share that is left of the gradient after so many steps. */
  private static double left(GradientFlow flow, int back) {
    return flow.norm(back) / flow.norm(1);
  }

  @Test
  void gatesKeepGradientsThatAPlainNetworkLoses() throws IOException {
    GradientReport report = report("--steps", 5, "--delay", 30, "--cells", "rnn,lstm");
    GradientFlow rnn = flow(report, "copy", "rnn", false);
    GradientFlow lstm = flow(report, "copy", "lstm", false);
    assertThat(rnn.farthest()).isEqualTo(35);
    assertThat(left(lstm, 30)).isGreaterThan(left(rnn, 30));
    assertThat(report.flows()).hasSize(6); // the plain one also without clipping
  }

  @Test
  void whatIsLearnedIsTold() throws IOException {
    GradientReport report =
        report("--steps", 150, "--delay", 1, "--symbols", 1, "--learning-rate", 0.02);
    for (String cell : List.of("rnn", "gru", "lstm")) {
      assertThat(flow(report, "copy", cell, true).loss())
          .isLessThan(0.5 * flow(report, "copy", cell, false).loss());
      assertThat(flow(report, "copy", cell, true).largestGradient()).isPositive();
    }
  }

  @Test
  void tunesAreWatchedAndDrawnToo() throws IOException {
    Path picture = folder.resolve("gradients.svg");
    Command command =
        run("--steps", 2, "--tunes", "midi-corpus", "--cells", "gru", "--svg", picture);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("copy").contains("tunes").contains("64");
    assertThat(Files.readString(picture))
        .startsWith("<svg xmlns")
        .contains(">tunes, after learning</text>")
        .contains(">gru</text>");
    assertThat(Files.size(picture)).isLessThan(60_000);
  }

  @Test
  void theSameSeedGivesTheSameFigures() throws IOException {
    Object[] options = {"--steps", 3, "--cells", "gru", "--random-seed", 4};
    assertThat(run(options).out()).isEqualTo(run(options).out());
    assertThat(run(options).out()).isNotEqualTo(run("--steps", 3, "--cells", "gru").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cells xyz | there is no cell 'xyz'",
        "--delay 0 | length and delay must be 1 or more",
        "--steps 0 | must be 1 or more",
        "--learning-rate 2 | learning rate is 2.0",
        "--tunes midi-corpus --tune-steps 100000 | no tune has more than 100000 tokens"
      })
  void wrongOptionsAreRefused(String options, String message) {
    Command command = run((Object[]) options.split(" "));
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(message);
  }
}
