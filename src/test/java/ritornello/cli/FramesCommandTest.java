package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.frames.FrameSettings;
import ritornello.store.Json;

/** The benchmarks of frames, as a user runs them. */
class FramesCommandTest {
  private static final String MEMBER =
      """
      {"view": {"way": "%s", "lookbacks": [1], "frameSoFar": false, "intervals": false,
          "repeats": [], "clocks": [2]},
       "shape": {"cell": "lstm", "layers": 1, "hidden": 12, "embedding": 6, "dropout": 0.1},
       "transpose": %d,
       "options": {"seed": %d, "batch": 4, "window": 16, "learningRate": 0.02, "clipNorm": 1,
          "maxEpochs": %d, "patience": 100, "threads": 1, "augment": true}}
      """;

  private Path folder;
  private Path data;

  @BeforeEach
  void makeData(@TempDir Path place) throws IOException {
    folder = place;
    data = place.resolve("data.json");
    SplittableRandom random = new SplittableRandom(1);
    Files.writeString(
        data,
        "{\"train\": %s, \"valid\": %s, \"test\": %s}"
            .formatted(pieces(random, 12), pieces(random, 4), pieces(random, 3)));
  }

  /** Scales in parallel thirds, up and down. */
  private static String pieces(SplittableRandom random, int count) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> frames = new ArrayList<>();
      int pitch = random.nextInt(50, 60);
      for (int t = 0; t < random.nextInt(8, 20); t++) {
        pitch += t % 8 < 4 ? 2 : -2;
        frames.add(t % 5 == 4 ? "[]" : "[%d, %d]".formatted(pitch + 4, pitch));
      }
      pieces.add(frames.toString());
    }
    return pieces.toString();
  }

  private Path settings(int epochs, String... ways) throws IOException {
    List<String> members = new ArrayList<>();
    for (String way : ways) {
      members.add(
          MEMBER.formatted(way, way.equals("SIGMOIDS") ? 0 : 2, members.size() + 1, epochs));
    }
    String json =
        "{\"about\": \"a test\", \"semitones\": [0, 1], \"members\": %s}".formatted(members);
    return Files.writeString(folder.resolve("settings.json"), json);
  }

  private Path train(String name, Path settings, Object... more) {
    Path model = folder.resolve(name);
    List<Object> arguments =
        new ArrayList<>(List.of("frames", "train", data, "--settings", settings, "--model", model));
    arguments.addAll(List.of(more));
    Command command = Command.run(arguments.toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return model;
  }

  private static FramesReport evaluate(Path model, Path on, Object... more) throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of("frames", "evaluate", model, "--on", on, "--json"));
    arguments.addAll(List.of(more));
    Command command = Command.run(arguments.toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return Json.read(command.out().getBytes(UTF_8), "standard output", FramesReport.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGMOIDS", "ASCENDING", "DESCENDING"})
  void whatIsLearnedIsMeasured(String way) throws IOException {
    Path model = train("model", settings(25, way), "--threads", 2);
    Path untrained = train("untrained", settings(1, way), "--threads", 2);
    FramesReport report = evaluate(model, data);
    assertThat(report.split()).isEqualTo("test");
    assertThat(report.sequences()).isEqualTo(3);
    assertThat(report.members()).isEqualTo(1);
    assertThat(report.natsPerFrame()).isLessThan(0.6 * evaluate(untrained, data).natsPerFrame());
    assertThat(report.natsPerFrameWithoutFirst()).isLessThan(report.natsPerFrame());
  }

  @Test
  void theValidationFigureOfTrainingIsThatOfEvaluating() throws IOException {
    Path settings = settings(3, "ASCENDING", "DESCENDING", "SIGMOIDS");
    Path model = folder.resolve("model");
    Command command =
        Command.run("frames", "train", data, "--settings", settings, "--model", model, "--json");
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    FramesTrain.Report trained =
        Json.read(command.out().getBytes(UTF_8), "standard output", FramesTrain.Report.class);
    FramesReport measured = evaluate(model, data, "--split", "valid");
    assertThat(trained.complete()).isTrue();
    assertThat(trained.members()).isEqualTo(3);
    assertThat(trained.valid().orElseThrow().natsPerFrame())
        .isCloseTo(measured.natsPerFrame(), within(1e-9));
    Command text = Command.run("frames", "evaluate", model, "--on", data, "--split", "VALID");
    assertThat(text.out())
        .contains("4 sequences")
        .contains(String.format(java.util.Locale.ROOT, "%8.4f", measured.natsPerFrame()));
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path settings = settings(3, "ASCENDING", "SIGMOIDS");
    Path one = train("one", settings, "--seed", 7);
    Path same = train("same", settings, "--seed", 7);
    Path other = train("other", settings, "--seed", 8);
    for (String file :
        List.of(
            "frames.json",
            "member-1/model.safetensors",
            "member-2/model.safetensors",
            "member-1/training.json")) {
      assertThat(one.resolve(file)).hasSameBinaryContentAs(same.resolve(file));
    }
    assertThat(Files.readAllBytes(one.resolve("member-1/model.safetensors")))
        .isNotEqualTo(Files.readAllBytes(other.resolve("member-1/model.safetensors")));
  }

  /** Killed while a network trains: it can be measured, and goes on as if it had not been. */
  @Test
  void whatIsKilledIsWholeAndGoesOn() throws Exception {
    Path settings = settings(60, "ASCENDING", "DESCENDING");
    Path whole = train("whole", settings, "--threads", 2);
    Path killed = folder.resolve("killed");
    Process process =
        Command.process(
                folder,
                "frames",
                "train",
                data,
                "--settings",
                settings,
                "--model",
                killed,
                "--threads",
                2)
            .start();
    BufferedReader err = process.errorReader(UTF_8);
    assertThat(err.lines().filter(line -> line.startsWith("epoch ")).skip(5).findFirst())
        .isPresent();
    process.destroyForcibly().waitFor();
    FramesReport report = evaluate(killed, data);
    assertThat(report.members()).isBetween(1, 2);
    assertThat(report.natsPerFrame()).isPositive();
    Command again = Command.run("frames", "train", data, "--settings", settings, "--model", killed);
    assertThat(again.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(again.err()).contains("there is a model at").contains("--resume");
    Command resumed = Command.run("frames", "train", data, "--model", killed, "--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    for (String file : List.of("frames.json", "member-1/model.safetensors")) {
      assertThat(killed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(killed.resolve("member-2/model.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("member-2/model.safetensors"));
  }

  @Test
  void aModelThatIsNotCompleteIsMeasuredAsFarAsItIs() throws IOException {
    Path model = train("model", settings(2, "ASCENDING", "DESCENDING"));
    Files.delete(model.resolve("member-2/model.safetensors"));
    Command command = Command.run("frames", "evaluate", model, "--on", data);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).contains("1 of 2 networks");
    Files.delete(model.resolve("member-1/model.safetensors"));
    Command nothing = Command.run("frames", "evaluate", model, "--on", data);
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(nothing.err()).contains("has not learned anything yet");
  }

  @Test
  void timeIsKept() throws IOException {
    Path model = train("model", settings(100_000, "ASCENDING", "SIGMOIDS"), "--max-minutes", 0.1);
    assertThat(evaluate(model, data).members()).isEqualTo(2);
  }

  @Test
  void withoutValidationItTrainsAllTheSame() throws IOException {
    Files.writeString(data, "{\"train\": %s}".formatted(pieces(new SplittableRandom(2), 5)));
    Path model = train("model", settings(2, "ASCENDING", "SIGMOIDS"));
    assertThat(evaluate(model, data, "--split", "train").sequences()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"valid\": [[[60]]]} | has no \"train\"; \"valid\" is there",
        "{\"train\": [[[60]]], \"valid\": []} | has no frames under \"valid\"",
        "{\"train\": [[[120]]]} | sequence 1 of \"train\": frame 1 has the pitch 120",
        "no JSON | data.json"
      })
  void aFileThatCannotBeLearnedFromLeavesNothing(String json, String message) throws IOException {
    Path settings = settings(2, "ASCENDING");
    Files.writeString(data, json);
    Path model = folder.resolve("model");
    Command command =
        Command.run("frames", "train", data, "--settings", settings, "--model", model);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains(message);
    assertThat(model).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--preset|nothing|there is no preset 'nothing'; there are: jsb",
        "--threads|2|give either --preset or --settings",
        "--max-minutes|5|give either --preset or --settings"
      })
  void wrongOptionsAreRefused(String option, String value, String message) {
    Path model = folder.resolve("model");
    Command command = Command.run("frames", "train", data, "--model", model, option, value);
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(message);
    assertThat(model).doesNotExist();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() throws IOException {
    Path settings = settings(0, "ASCENDING");
    Command command =
        Command.run(
            "frames", "train", data, "--settings", settings, "--model", folder.resolve("m"));
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains("settings.json").contains("number of epochs is 0");
  }

  @Test
  void whatIsNoModelIsNotMeasured() throws IOException {
    Command none = Command.run("frames", "evaluate", folder.resolve("no"), "--on", data);
    assertThat(none.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(none.err()).contains("no model of frames at").contains("there is no such folder");
    Command other = Command.run("frames", "evaluate", folder, "--on", data);
    assertThat(other.err()).contains("it has no frames.json");
    Path model = train("model", settings(1, "ASCENDING"));
    Files.writeString(data, "{\"train\": [[[60]]]}");
    Command missing = Command.run("frames", "evaluate", model, "--on", data);
    assertThat(missing.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(missing.err()).contains("has no \"test\"; \"train\" is there");
    Command split = Command.run("frames", "evaluate", model, "--on", data, "--split", "tset");
    assertThat(split.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  /** Learning goes on from the file that it began with, and no other. */
  @Test
  void anotherFileIsRefused() throws IOException {
    Path model = train("model", settings(1, "ASCENDING"));
    Files.writeString(data, "{\"train\": [[[60]]]}");
    Command command = Command.run("frames", "train", data, "--model", model, "--resume");
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains("is not the one that");
  }

  @Test
  void allPresetsAreThereAndFitInMemory() throws IOException {
    for (String name : FrameSettings.presets()) {
      FrameSettings settings = FrameSettings.preset(name).with(3, 2);
      assertThat(settings.about()).as(name).isNotBlank();
      assertThat(ritornello.frames.FrameDirectory.bytes(settings))
          .as(name)
          .isLessThan(2_000_000_000L);
    }
    assertThat(FrameSettings.presets().stream().collect(Collectors.toSet()))
        .hasSameSizeAs(FrameSettings.presets());
  }

  /** A small network learns chorales: far below a key for a key, ln 2 · 88 = 61 nats. */
  @Test
  void choralesAreLearned() throws IOException {
    data = Path.of("../shared/data/frames/bl/JSB_Chorales.train-valid.json");
    assumeTrue(Files.exists(data), data + " is not here");
    Path model = train("model", settings(2, "ASCENDING"));
    FramesReport report = evaluate(model, data, "--split", "valid");
    assertThat(report.frames()).isEqualTo(4602);
    assertThat(report.natsPerFrame()).isBetween(4.0, 12.0);
    Command test = Command.run("frames", "evaluate", model, "--on", data);
    assertThat(test.err()).contains("has no \"test\"; \"train\" and \"valid\" are there");
  }
}
