package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training is stopped in every way there is, and goes on as if it never had been. */
class KilledTrainingTest {
  private static final int EPOCHS = 8;

  @TempDir private static Path folder;
  private static Path collection;
  private static Path whole;

  @BeforeAll
  static void trainWithoutStopping() throws Exception {
    collection = Files.createDirectory(folder.resolve("collection"));
    try (Stream<Path> files = Files.list(Path.of("midi-corpus"))) {
      for (Path tune :
          files.filter(f -> f.toString().endsWith(".mid")).sorted().limit(20).toList()) {
        Files.copy(tune, collection.resolve(tune.getFileName()));
      }
    }
    whole = folder.resolve("whole");
    Command trained = Command.end(train(whole).start());
    assertThat(trained.exitCode()).as(trained.err()).isEqualTo(ExitCode.DONE);
  }

  private static ProcessBuilder train(Path model) {
    return Command.process(
        folder,
        "train",
        collection,
        "--model",
        model,
        "--hidden",
        48,
        "--embedding",
        16,
        "--epochs",
        EPOCHS,
        "--patience",
        100,
        "--batch",
        4,
        "--window",
        32,
        "--threads",
        2);
  }

  private static ProcessBuilder resume(Path model) {
    return Command.process(folder, "train", collection, "--model", model, "--resume");
  }

  /** Waits until it says that an epoch is done, and a random time more. */
  private static void waitForEpoch(Process process, SplittableRandom random) throws Exception {
    BufferedReader err = process.errorReader(UTF_8);
    String line = err.readLine();
    while (line != null && !line.startsWith("epoch ")) {
      line = err.readLine();
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
  }

  private static void assertSameWeights(Path model) throws IOException {
    for (String file : List.of("model.safetensors", "optimizer.safetensors", "samples.json")) {
      assertThat(model.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void killedAgainAndAgainItGetsToTheSameWeights() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    Path model = folder.resolve("killed");
    Process process = train(model).start();
    for (int kills = 0; kills < 3; kills++) {
      waitForEpoch(process, random);
      process.destroyForcibly().waitFor();
      process = resume(model).start();
    }
    Command last = Command.end(process);
    assertThat(last.exitCode()).as(last.err()).isEqualTo(ExitCode.DONE);
    assertThat(last.out()).contains(EPOCHS + " epochs");
    assertSameWeights(model);
    assertThat(model).isDirectoryNotContaining(file -> file.toString().contains(".tmp"));
  }

  @Test
  void interruptedItKeepsWhatWasLearned() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/kill")), "there is no /bin/kill on this system");
    Path model = folder.resolve("interrupted");
    Process process = train(model).start();
    waitForEpoch(process, new SplittableRandom(2));
    new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid())).start().waitFor();
    Command interrupted = Command.end(process);
    assertThat(interrupted.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(interrupted.err()).contains("what was learned is kept", "--resume");
    Path tune = folder.resolve("tune.mid");
    assertThat(Command.run("generate", "--model", model, "--no-play", "--output", tune).exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(Command.end(resume(model).start()).exitCode()).isEqualTo(ExitCode.DONE);
    assertSameWeights(model);
  }
}
