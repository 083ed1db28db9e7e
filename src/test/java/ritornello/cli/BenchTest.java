package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.nn.CellSpec;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Speed;
import ritornello.store.Json;

class BenchTest {
  private static final Object[] SMALL = {
    "bench",
    "--hidden",
    8,
    "--batch",
    4,
    "--steps",
    5,
    "--vocabulary",
    11,
    "--runs",
    2,
    "--seconds",
    0.01
  };

  private static Command bench(Object... more) {
    return Command.run(Stream.concat(Stream.of(SMALL), Stream.of(more)).toArray());
  }

  @Test
  void anyCellIsMeasured() throws Exception {
    for (CellSpec cell : CellSpec.all()) {
      Command command = bench("--json", "--cell", cell.name());
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
      byte[] json = command.out().getBytes(StandardCharsets.UTF_8);
      Bench.Learning learning = Json.read(json, cell.name(), Bench.Learning.class);
      assertThat(learning.network().cell()).isEqualTo(cell.name());
      assertThat(learning.tokensPerSecond()).isPositive().isFinite();
      assertThat(learning.runs()).hasSize(2);
      assertThat(learning.gflops()).isPositive().isFinite();
      assertThat(learning.productShare()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void theProductsOfAnLstmAreCountedExactly() {
    // Forward and back: hidden (8) to gates (32) of both layers, the first layer to the gates of
    // the
    // second, and to the 11 outputs; each product thrice, once for the answer and twice back.
    double each = 8 * 32 + 8 * 32 + 8 * 32 + 8 * 11;
    NetworkSpec spec = new NetworkSpec(new int[] {11}, 0, "lstm", 2, 8, 11, 0);
    double operations = Speed.learning(spec, 4, 5, 1, 1, 0.01).operationsPerToken();
    assertThat(operations).isCloseTo(2 * 3 * each, withPercentage(15));
  }

  @Test
  void inventingIsMeasured() throws Exception {
    Command command = bench("--json", "--sample");
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    byte[] json = command.out().getBytes(StandardCharsets.UTF_8);
    Bench.Sampling sampling = Json.read(json, "sampling", Bench.Sampling.class);
    assertThat(sampling.microsPerToken()).isPositive().isFinite();
    assertThat(sampling.productShare()).isBetween(0.0, 1.0);
    assertThat(bench("--sample").out()).contains("2×8 lstm", "microseconds a token");
    assertThat(bench().out()).contains("batch 4, 5 steps", "tokens/s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--vocabulary=1",
        "--batch=0",
        "--steps=0",
        "--threads=0",
        "--runs=0",
        "--seconds=0",
        "--bidirectional",
        "--cell=abacus"
      })
  void whatCannotBeMeasuredIsWrongUsage(String option) {
    Command command = Command.run(List.of("bench", option).toArray());
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(option.substring(2, 6)).hasLineCount(1);
  }

  @Test
  void manyMelodiesAtOnceAreMeasured() {
    Command command =
        Command.run(
            "bench", "--sample", "--batch=5", "--hidden=8", "--seconds=0.01", "--runs=1", "--json");
    assertThat(command.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("\"batch\": 5", "\"microsPerToken\"");
  }

  @Test
  void framesAreMeasured() {
    Command command =
        Command.run(
            "bench",
            "--frames",
            "--vocabulary=88",
            "--hidden=8",
            "--batch=2",
            "--steps=3",
            "--seconds=0.01",
            "--runs=1");
    assertThat(command.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("tokens/s", "of memory");
  }

  @Test
  void whatNoMachineHoldsIsRefusedBeforeItIsTaken() {
    Command command = Command.run("bench", "--hidden=16384", "--batch=4096", "--steps=64");
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).hasLineCount(1);
    assertThatThrownBy(() -> Memory.check(23_000_000_001L, 23_000_000_000L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("23.0 GB");
  }

  @Test
  void theLibraryThatIsThereIsTaken() {
    Command command =
        Command.run("bench", "--blas=openblas", "--hidden=8", "--seconds=0.01", "--runs=1");
    assertThat(command.exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aLibraryThatIsNotThereIsSaid() {
    assumeTrue(System.getenv("MKLROOT") == null, "MKL is there");
    Command command = Command.run("bench", "--blas=mkl", "--hidden=8");
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("mkl", "MKLROOT").hasLineCount(1);
  }
}
