package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.lm.TrainingRecord;
import ritornello.store.Json;
import ritornello.store.ModelDirectory;

/** How good a model is, as a user asks for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluateCommandTest {
  private static final int TUNES = 40;

  private Path shared;
  private Path tunes;
  private Path model;
  private Command training;
  private Path folder;

  @BeforeAll
  void train(@TempDir Path place) throws IOException {
    shared = place;
    tunes = Files.createDirectory(place.resolve("tunes"));
    try (Stream<Path> all = Files.list(Path.of("midi-corpus"))) {
      for (Path tune :
          all.filter(file -> file.toString().endsWith(".mid")).sorted().limit(TUNES).toList()) {
        Files.copy(tune, tunes.resolve(tune.getFileName()));
      }
    }
    model = place.resolve("model");
    training = train(tunes, model, "--epochs", 2, "--test", 0.2);
  }

  @BeforeEach
  void makeFolder(@TempDir Path place) {
    folder = place;
  }

  private static Command train(Path from, Path to, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", from, "--model", to));
    arguments.addAll(List.of("--hidden", 8, "--embedding", 4, "--layers", 1, "--threads", 1));
    arguments.addAll(List.of(more));
    Command command = Command.run(arguments.toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return command;
  }

  private static Command evaluate(Object... arguments) {
    Command command = run(arguments);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return command;
  }

  private static Command run(Object... arguments) {
    return Command.run(Stream.concat(Stream.of("evaluate"), Stream.of(arguments)).toArray());
  }

  private static EvaluationReport report(Object... arguments) throws IOException {
    Command command = evaluate(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray());
    return Json.read(command.out().getBytes(UTF_8), "standard output", EvaluationReport.class);
  }

  @Test
  void theTestPiecesAreMeasuredAsTrainingMeasuredThem() throws IOException {
    EvaluationReport report = report(model);
    assertThat(report.on()).isEqualTo("test of " + tunes);
    assertThat(training.out())
        .contains(
            String.format(
                Locale.ROOT,
                "%.4f nats a token on the %d pieces",
                report.network().natsPerToken(),
                report.pieces()));
    assertThat(report.knownPieces()).contains(0);
  }

  @Test
  void theValidationPiecesAreMeasuredAsTrainingMeasuredThem() throws IOException {
    EvaluationReport report = report(model, "--on", "validation");
    TrainingRecord record = ModelDirectory.open(model).training(TrainingRecord.class);
    assertThat(report.network().natsPerToken())
        .isCloseTo(record.bestValidationLoss(), within(1e-6));
    EvaluationReport.Grams grams = report.ngram().orElseThrow();
    assertThat(grams.validationPieces()).isEqualTo(report.pieces());
    assertThat(grams.validationNatsPerToken().get(grams.order() - 1))
        .isCloseTo(grams.figures().natsPerToken(), within(1e-9));
    assertThat(grams.validationNatsPerToken().get(0))
        .isCloseTo(report.unigram().orElseThrow().natsPerToken(), within(1e-9));
  }

  @Test
  void theSplitIsThatOfTheTraining() throws IOException {
    EvaluationReport test = report(model, "--on", "test");
    EvaluationReport learned = report(model, "--on", "training");
    EvaluationReport validation = report(model, "--on", "validation");
    assertThat(test.pieces() + learned.pieces() + validation.pieces()).isEqualTo(TUNES);
    assertThat(test.ngram().orElseThrow().trainingPieces()).isEqualTo(learned.pieces());
    assertThat(learned.knownPieces()).contains(learned.pieces());
    // What they have learned, n-grams know far better.
    assertThat(learned.ngram().orElseThrow().figures().natsPerToken())
        .isLessThan(0.7 * test.ngram().orElseThrow().figures().natsPerToken());
  }

  @Test
  void figuresAgreeWithEachOther() throws IOException {
    EvaluationReport report = report(model);
    for (EvaluationReport.Figures figures :
        List.of(
            report.network(),
            report.ngram().orElseThrow().figures(),
            report.unigram().orElseThrow())) {
      double nats =
          figures.kinds().stream().mapToDouble(kind -> kind.tokens() * kind.natsPerToken()).sum();
      assertThat(figures.natsPerToken()).isCloseTo(nats / report.tokens(), within(1e-9));
      assertThat(figures.perplexity()).isCloseTo(Math.exp(figures.natsPerToken()), within(1e-9));
      assertThat(figures.bitsPerNote())
          .isCloseTo(nats / Math.log(2) / report.notes(), within(1e-9));
      assertThat(figures.top5()).isGreaterThanOrEqualTo(figures.top1());
      long tokens = figures.kinds().stream().mapToLong(EvaluationReport.Kind::tokens).sum();
      assertThat(tokens).isEqualTo(report.tokens());
    }
    assertThat(report.ngram().orElseThrow().networkNeedsLess())
        .isCloseTo(
            1
                - report.network().natsPerToken()
                    / report.ngram().orElseThrow().figures().natsPerToken(),
            within(1e-9));
    assertThat(report.notes())
        .isEqualTo(
            report.network().kinds().stream()
                .filter(kind -> kind.kind().equals("pitch"))
                .mapToLong(EvaluationReport.Kind::tokens)
                .sum());
  }

  @Test
  void peopleGetATable() {
    Command command = evaluate(model);
    assertThat(command.out())
        .contains("model on test of " + tunes, "nats a token", "bits a note", "top 5")
        .contains("-gram", "unigram", "pitch", "hold", "modified Kneser-Ney", "nats than the")
        .doesNotContain("NaN");
  }

  @Test
  void aCollectionThatHasMovedIsFoundWhereTheUserSays() throws IOException {
    Path moved = Files.move(tunes, shared.resolve("moved"));
    try {
      Command missing = run(model);
      assertThat(missing.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(missing.err()).contains(tunes.toString(), "--data").hasLineCount(1);
      assertThat(report(model, "--data", moved).pieces()).isPositive();

      // Other music can be measured without it, but for n-grams.
      Command other = evaluate(model, "--on", moved);
      assertThat(other.err()).contains("no n-grams", "--data");
      assertThat(other.out()).contains("nats a token").doesNotContain("-gram");
      assertThat(report(model, "--on", moved, "--data", moved).ngram()).isPresent();
    } finally {
      Files.move(moved, tunes);
    }
  }

  @Test
  void aCollectionThatHasChangedIsRefusedUnlessTheUserWantsIt() throws IOException {
    Path changed = Files.createDirectory(folder.resolve("changed"));
    try (Stream<Path> files = Files.list(tunes)) {
      for (Path tune : files.sorted().skip(1).toList()) {
        Files.copy(tune, changed.resolve(tune.getFileName()));
      }
    }
    Command refused = run(model, "--data", changed);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(refused.err()).contains("not the one that model was trained on", "--even-if");
    Command wanted = evaluate(model, "--data", changed, "--even-if-changed");
    assertThat(wanted.err()).contains("not the one that model was trained on");
    assertThat(wanted.out()).contains("-gram");
  }

  @Test
  void otherMusicIsMeasuredWithNGramsOfTheModelsOwn() throws IOException {
    Path others = Files.createDirectory(folder.resolve("others"));
    Files.copy(Path.of("midi-corpus/sakura.mid"), others.resolve("sakura.mid"));
    EvaluationReport report = report(model, "--on", others);
    assertThat(report.pieces()).isEqualTo(1);
    assertThat(report.notes()).isEqualTo(50);
    assertThat(report.ngram().orElseThrow().trainingPieces())
        .isEqualTo(report(model).ngram().orElseThrow().trainingPieces());
    EvaluationReport file = report(model, "--on", others.resolve("sakura.mid"), "--no-baseline");
    assertThat(file.network()).isEqualTo(report.network());
    assertThat(file.ngram()).isEmpty();
    assertThat(file.unigram()).isEmpty();

    // By the model's shares the collection's own sides are found again.
    EvaluationReport side = report(model, "--on", tunes, "--split", "test");
    assertThat(side.network()).isEqualTo(report(model).network());
    assertThat(evaluate(model, "--on", tunes).out()).contains("those it was trained on");
  }

  @ParameterizedTest
  @CsvSource({
    "performance,NO,pitch,time",
    "remi,NO,position,duration",
    "frames,NO,pitch,time",
    "frames,300,word,pitch",
    "melody,230,word,hold"
  })
  void modelsOfEveryCodecAreMeasured(String codec, String words, String kind, String other)
      throws IOException {
    Path few = Files.createDirectory(folder.resolve("few"));
    try (Stream<Path> files = Files.list(tunes)) {
      for (Path tune : files.sorted().limit(12).toList()) {
        Files.copy(tune, few.resolve(tune.getFileName()));
      }
    }
    Path own = folder.resolve("own");
    List<Object> options = new ArrayList<>(List.of("--codec", codec, "--epochs", 1, "--test", 0.3));
    if (!words.equals("NO")) {
      options.addAll(List.of("--vocabulary-size", words));
    }
    Command trained = train(few, own, options.toArray());
    EvaluationReport report = report(own, "--on", "test");
    assertThat(report.codec()).isEqualTo(codec);
    assertThat(trained.out())
        .contains(
            String.format(Locale.ROOT, "%.4f nats a token on", report.network().natsPerToken()));
    assertThat(report.network().kinds().stream().map(EvaluationReport.Kind::kind))
        .contains(kind, other, "end");
    assertThat(report.ngram().orElseThrow().figures().natsPerToken())
        .isLessThan(report.unigram().orElseThrow().natsPerToken());
  }

  @Test
  void filesOfFramesAreMeasuredOnTheirOwnSides() throws IOException {
    Path frames = folder.resolve("frames.json");
    Files.writeString(
        frames,
        "{\"train\": [[[60, 64], [60], []], [[62], [62], [65]]], \"valid\": [[[60], [64]]]}");
    Path own = folder.resolve("own");
    train(frames, own, "--codec", "frames", "--epochs", 1);
    EvaluationReport report = report(own);
    assertThat(report.on()).isEqualTo("validation of " + frames);
    // Two frames of a pitch, and the end.
    assertThat(report.tokens()).isEqualTo(5);
    assertThat(report.notes()).isEqualTo(2);

    Path tested = folder.resolve("tested.json");
    Files.writeString(tested, "{\"test\": [[[60, 64, 67], [60]], [[]]]}");
    EvaluationReport test = report(own, "--on", tested);
    assertThat(test.pieces()).isEqualTo(2);
    assertThat(test.tokens()).isEqualTo(9);
    Command none = run(own, "--on", tested, "--split", "validation");
    assertThat(none.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(none.err()).contains("no pieces", "validation of " + tested);
    Command melody = run(model, "--on", tested);
    assertThat(melody.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(melody.err()).contains("hold frames", "codec melody");
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    Command side = run(model, "--on", tunes, "--split", "dev");
    assertThat(side.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(side.err()).contains("dev", "validation").hasLineCount(1);
    Command twice = run(model, "--on", "test", "--split", "test");
    assertThat(twice.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run().exitCode()).isEqualTo(ExitCode.USAGE);
    Command nowhere = run(model, "--on", folder.resolve("nowhere"));
    assertThat(nowhere.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(nowhere.err()).contains("no such file or folder");
  }
}
