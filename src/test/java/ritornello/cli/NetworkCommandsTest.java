package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.params.provider.ValueSource;
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

  @Test
  void aModelBeginsWithWhatAnotherKnows() throws IOException {
    Path known = train("--cell gru --learning-rate 0.03");
    Path finer = folder.resolve("finer");
    Command command =
        run(
            "train --epochs 1 --threads 1 --batch 2 --learning-rate 1e-9 --from",
            known,
            "--model",
            finer,
            collection);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).contains("gru from " + known.getFileName());
    assertThat(finer.resolve("training.json")).content().contains("\"from\": \"model\"");
    assertThat(validationLoss(finer))
        .as("so small a rate leaves the weights where they were")
        .isCloseTo(validationLoss(known), within(1e-3));
    Command resumed = run("train --resume", "--model", finer, collection);
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
  }

  private static double validationLoss(Path model) throws IOException {
    String record = Files.readString(model.resolve("training.json"));
    String rest = record.substring(record.indexOf("\"bestValidationLoss\": ") + 22);
    return Double.parseDouble(rest.substring(0, rest.indexOf(',')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--cell gru", "--hidden 9", "--codec melody", "--steps-per-quarter 12"})
  void whatTheModelToBeginWithHasIsNotChosen(String option) {
    Path made = folder.resolve("made");
    Command command = run("train --from folk " + option, "--model", made, collection);
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(option.split(" ")[0] + " can't be given with --from");
    assertThat(made).doesNotExist();
  }

  @Test
  void aModelToBeginWithMustBeThere() {
    Path made = folder.resolve("made");
    Command command = run("train --from nowhere", "--model", made, collection);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains("nowhere");
    assertThat(made).doesNotExist();
  }
}
