package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program as a process of its own: what only the system sees of it. */
class ProcessTest {
  private static ProcessBuilder program(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "ritornello.cli.Ritornello"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  @Test
  void theExitCodeReachesTheShell() throws Exception {
    Process process = program("no-such-command").start();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
    assertThat(err).startsWith("ritornello: ").hasLineCount(1);
  }

  @Test
  void resultsThatDidNotArriveAreAFailure() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "there is no /dev/full on this system");
    Process process = program("completion").redirectOutput(full).start();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isEqualTo(ExitCode.INTERNAL);
    assertThat(err).startsWith("ritornello: cannot write the results: ").hasLineCount(1);
  }
}
