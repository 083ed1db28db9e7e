package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.store.WholeFile;

class FailuresTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("a.mid: not MIDI"), 3, "a.mid: not MIDI"),
        Arguments.of(
            new UncheckedIOException(new IOException("a.mid: not MIDI")), 3, "a.mid: not MIDI"),
        Arguments.of(new IllegalArgumentException("no note H9"), 3, "no note H9"),
        Arguments.of(new NoSuchFileException("a.mid"), 3, "a.mid: there is no such file or folder"),
        Arguments.of(
            new AccessDeniedException("a.mid"),
            3,
            "a.mid: no permission; change it or choose another place"),
        Arguments.of(
            new FileSystemException("a.mid", null, "No space left on device"),
            1,
            "a.mid: no space left on device"),
        Arguments.of(new CommandFailure(ExitCode.DIVERGED, "diverged"), 5, "diverged"),
        Arguments.of(new InterruptedException(), 130, "interrupted"),
        Arguments.of(
            new EOFException(), 1, "internal failure: java.io.EOFException; --debug shows more"),
        Arguments.of(
            new IllegalStateException("x"),
            1,
            "internal failure: java.lang.IllegalStateException: x; --debug shows more"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachFailureIsOneLineAndAnExitCode(Exception failure, int exitCode, String line) {
    StringWriter err = new StringWriter();
    int reported = new Failures(() -> false).report(failure, new PrintWriter(err));
    assertThat(reported).isEqualTo(exitCode);
    assertThat(err.toString()).isEqualToIgnoringNewLines("ritornello: " + line);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void debugShowsWhereItComesFromAndNothingElseDiffers(Exception failure, int exitCode) {
    StringWriter err = new StringWriter();
    int reported = new Failures(() -> true).report(failure, new PrintWriter(err));
    assertThat(reported).isEqualTo(exitCode);
    assertThat(err.toString()).contains("\tat ritornello.cli.FailuresTest.failures(");
  }

  @Test
  void whatCannotBeWrittenIsNotTheInputsFault(@TempDir Path folder) {
    StringWriter err = new StringWriter();
    Throwable failure =
        catchThrowable(() -> WholeFile.write(folder.resolve("none/a.mid"), new byte[1]));
    int exitCode = new Failures(() -> false).report(failure, new PrintWriter(err));
    assertThat(exitCode).isEqualTo(ExitCode.INTERNAL);
    assertThat(err.toString()).startsWith("ritornello: cannot write " + folder).hasLineCount(1);
  }

  @Test
  void noMemoryNamesTheRemedy() {
    StringWriter err = new StringWriter();
    int exitCode =
        new Failures(() -> false).report(new OutOfMemoryError("heap"), new PrintWriter(err));
    assertThat(exitCode).isEqualTo(ExitCode.INTERNAL);
    assertThat(err.toString()).contains("RITORNELLO_JAVA_OPTS").hasLineCount(1);
  }

  @Test
  void aFileNameCannotCommandTheTerminal() {
    StringWriter err = new StringWriter();
    new Failures(() -> false)
        .report(new NoSuchFileException("\u001b[31mred\u0007.mid"), new PrintWriter(err));
    assertThat(err.toString()).startsWith("ritornello: ?[31mred?.mid: there is no such file");
  }
}
