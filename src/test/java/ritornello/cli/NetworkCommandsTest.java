package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.nn.CellSpec;

/** Each kind of network, from a folder to a melody, as a user goes about it. */
class NetworkCommandsTest {
  @TempDir private static Path collection;
  @TempDir private Path folder;

  @BeforeAll
  static void collect() throws IOException {
    for (String name : List.of("sakura", "london-bridge", "this-old-man", "skip-to-my-lou")) {
      Path tune = Path.of("midi-corpus", name + ".mid");
      Files.copy(tune, collection.resolve(tune.getFileName()));
    }
  }

  static Stream<String> networks() {
    return Stream.concat(
        CellSpec.all().stream().map(cell -> "--cell " + cell.name()),
        Stream.of(
            "--embedding 0",
            "--layers 3 --residual --layer-norm",
            "--attention 8",
            "--attention 8 --attention-score additive --context 3 --cell gru"));
  }

  private static Command run(String command, Object... more) {
    return Command.run(Stream.concat(Stream.of(command.split(" ")), Stream.of(more)).toArray());
  }

  private Path train(String options) {
    Path model = folder.resolve("model");
    String small = options.contains("--embedding") ? "--hidden 8 " : "--hidden 8 --embedding 4 ";
    Command command =
        run(
            "train --epochs 2 --threads 1 --batch 2 " + small + options,
            "--model",
            model,
            collection);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return model;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyNetworkLearnsAndGenerates(String options) {
    Path model = train(options);
    for (String name : List.of("a.mid", "b.mid")) {
      Path output = folder.resolve(name);
      Command command =
          run("generate --no-play --bars 4 --random-seed 5", "--model", model, "--output", output);
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    }
    assertThat(folder.resolve("a.mid")).hasSameBinaryContentAs(folder.resolve("b.mid"));
  }

  @Test
  void whatKindOfNetworkItIsStandsInItsConfiguration() throws IOException {
    Path model = train("--cell gru --residual --attention 8");
    assertThat(model.resolve("config.json"))
        .content()
        .contains("\"cell\": \"gru\"", "\"residual\": true", "\"span\": 8")
        .doesNotContain("\"head\"", "\"encoder\"");
    Command resumed = run("train --resume --cell lstm", "--model", model, collection);
    assertThat(resumed.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(resumed.err()).contains("--cell can't be changed with --resume");
  }
}
