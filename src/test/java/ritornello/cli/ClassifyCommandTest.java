package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.midi.MidiWriter;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.store.Json;

/** What pieces are, as a user asks for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassifyCommandTest {
  private static final String[] PITCHES = {"C4", "D4", "E4", "G4", "A4", "C5", "D5", "E5"};

  private Path tunes;
  private Path model;
  private Command training;
  private Path folder;

  /** Tunes that differ in their rhythm alone. */
  @BeforeAll
  void train(@TempDir Path place) throws IOException {
    tunes = place.resolve("tunes");
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 12; i++) {
      put(tunes.resolve("quick/tune-" + i + ".mid"), "", random);
      put(tunes.resolve("slow/tune-" + i + ".mid"), ":2", random);
      put(tunes.resolve("limping/tune-" + i + ".mid"), "limping", random);
    }
    model = place.resolve("model");
    training = train(tunes, model, "--epochs", 10);
    assertThat(training.exitCode()).as(training.err()).isEqualTo(ExitCode.DONE);
  }

  @BeforeEach
  void makeFolder(@TempDir Path place) {
    folder = place;
  }

  /** Forty notes that go anywhere in a pentatonic scale. */
  private static void put(Path file, String length, SplittableRandom random) throws IOException {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String own = length.equals("limping") ? (i % 2 == 0 ? ":1.5" : ":0.5") : length;
      notes.add(PITCHES[random.nextInt(PITCHES.length)] + own);
    }
    Score score =
        NoteText.parse(String.join(" ", notes), TimeSignature.COMMON, 4)
            .toScore("tune", 100, 0, 80);
    Files.createDirectories(file.getParent());
    Files.write(file, MidiWriter.toBytes(score));
  }

  private static Command train(Path data, Path target, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("classify", "train", data, "--model", target, "--threads", 1, "--hidden", 12));
    arguments.addAll(List.of("--embedding", 8, "--learning-rate", 0.02));
    arguments.addAll(List.of("--warm-up", 4, "--batch", 4));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  private static <R extends Record> R json(Command command, Class<R> type) throws IOException {
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return Json.read(command.out().getBytes(UTF_8), "standard output", type);
  }

  @Test
  void whatIsLearnedIsToldApart() throws IOException {
    assertThat(training.err())
        .contains("36 files: 36 used")
        .contains("learning: limping 9, quick 9, slow 9")
        .contains("validation: limping 1, quick 1, slow 1")
        .contains("test: limping 2, quick 2, slow 2")
        .contains("nats a part");
    assertThat(training.out())
        .contains("model on 6 test pieces of")
        .contains("linear is logistic regression")
        .contains("a row for what pieces are");
    ClassifierReport report =
        json(Command.run("classify", "evaluate", model, "--json"), ClassifierReport.class);
    assertThat(report.labels()).containsExactly("limping", "quick", "slow");
    assertThat(report.network().accuracy()).isGreaterThan(0.8);
    assertThat(report.linear().accuracy()).isGreaterThan(0.8);
    assertThat(report.majority().accuracy()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(report.network().macroF1()).isGreaterThan(report.majority().macroF1());
    assertThat(report.training() + report.validation() + report.test()).isEqualTo(36);
  }

  @Test
  void filesAndFoldersAreClassified() throws IOException {
    Path slow = tunes.resolve("slow/tune-3.mid");
    Command one = Command.run("classify", model, slow);
    assertThat(one.exitCode()).as(one.err()).isEqualTo(ExitCode.DONE);
    assertThat(one.out())
        .startsWith("tune-3.mid: slow ")
        .contains("how much each bar counted")
        .containsPattern(" 1 \\S");
    Command many = Command.run("classify", model, tunes.resolve("quick"), "--top", 1);
    assertThat(many.out().lines()).hasSize(12).allMatch(line -> line.contains(": quick "));
    ClassifyCommand.Report report =
        json(Command.run("classify", model, slow, "--json"), ClassifyCommand.Report.class);
    ClassifiedPiece piece = report.pieces().get(0);
    assertThat(piece.labels()).hasSize(3);
    assertThat(piece.labels().get(0).label()).isEqualTo("slow");
    double sum = piece.labels().stream().mapToDouble(ClassifiedPiece.Labelled::probability).sum();
    assertThat(sum).isCloseTo(1, within(1e-6));
    assertThat(piece.bars()).hasSize(20);
    assertThat(Arrays.stream(piece.bars()).sum()).isCloseTo(1, within(1e-6));
  }

  @Test
  void picturesAreDrawn() throws IOException {
    Path why = folder.resolve("why.svg");
    Path slow = tunes.resolve("slow/tune-3.mid");
    assertThat(Command.run("classify", model, slow, "--svg", why).exitCode())
        .isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(why)).startsWith("<svg").contains("slow").contains("bar 20: ");
    assertThat(Command.run("classify", model, slow, "--svg", why).err()).contains("why.svg");
    assertThat(Command.run("classify", model, tunes, "--svg", folder.resolve("x.svg")).err())
        .contains("--svg is for one file, and there are 36");
    Path svg = folder.resolve("confusion.svg");
    Path png = folder.resolve("confusion.png");
    Command evaluated = Command.run("classify", "evaluate", model, "--svg", svg, "--png", png);
    assertThat(evaluated.exitCode()).as(evaluated.err()).isEqualTo(ExitCode.DONE);
    assumeTrue(!evaluated.err().contains("no fonts"), "this Java can't draw");
    assertThat(Files.readString(svg)).contains("<svg").contains("limping");
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("again");
    assertThat(train(tunes, again, "--epochs", 10).exitCode()).isEqualTo(ExitCode.DONE);
    for (String file : List.of("model.safetensors", "config.json", "vocabulary.json")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(model.resolve(file));
    }
    Path other = folder.resolve("other");
    train(tunes, other, "--epochs", 1, "--random-seed", 2);
    assertThat(Files.readAllBytes(other.resolve("model.safetensors")))
        .isNotEqualTo(Files.readAllBytes(model.resolve("model.safetensors")));
  }

  /** Stopped by its time at once, and gone on with: as if it had never stopped. */
  @Test
  void whatIsStoppedGoesOn() throws IOException {
    Path whole = folder.resolve("whole");
    Path stopped = folder.resolve("stopped");
    assertThat(train(tunes, whole, "--epochs", 2).exitCode()).isEqualTo(ExitCode.DONE);
    Command first = train(tunes, stopped, "--epochs", 2, "--max-minutes", 0.0001);
    assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.DONE);
    assertThat(first.err()).contains("--resume");
    Command resumed =
        Command.run("classify", "train", tunes, "--model", stopped, "--resume", "--json");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    assertThat(stopped.resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    Command wrong =
        Command.run("classify", "train", tunes, "--model", stopped, "--resume", "--hidden", 5);
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("--hidden can't be changed with --resume");
  }

  @Test
  void labelsComeFromTablesAndNamesToo() throws IOException {
    Path flat = Files.createDirectory(folder.resolve("flat"));
    List<String> lines = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 5; i++) {
      put(flat.resolve("quick-" + i + ".mid"), "", random);
      put(flat.resolve("slow-" + i + ".mid"), ":2", random);
      lines.add("quick-" + i + ".mid,allegro");
      lines.add("slow-" + i + ".mid,adagio");
    }
    Path table = Files.write(flat.resolve("labels.csv"), lines);
    Command byTable = train(table, folder.resolve("by-table"), "--epochs", 1, "--json");
    assertThat(json(byTable, ClassifierReport.class).labels()).containsExactly("adagio", "allegro");
    Command byName =
        train(
            flat, folder.resolve("by-name"), "--epochs", 1, "--label-pattern", "^[a-z]+", "--json");
    assertThat(json(byName, ClassifierReport.class).labels()).containsExactly("quick", "slow");
    Files.write(table, List.of("quick-0.mid,allegro", "quick-9.mid,allegro"));
    Command missing = train(table, folder.resolve("none"), "--epochs", 1);
    assertThat(missing.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(missing.err()).contains("names 1 file that is not a MIDI file").contains("quick-9");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void allNotesOfAPieceAreReadInStretches() throws IOException {
    Path performances = folder.resolve("performances");
    Command command =
        train(
            tunes,
            performances,
            "--codec",
            "performance",
            "--stretch",
            16,
            "--pooling",
            "last",
            "--cell",
            "gru",
            "--epochs",
            4,
            "--json");
    assertThat(json(command, ClassifierReport.class).network().accuracy()).isGreaterThan(0.5);
    Command one = Command.run("classify", performances, tunes.resolve("slow/tune-1.mid"));
    assertThat(one.exitCode()).as(one.err()).isEqualTo(ExitCode.DONE);
    assertThat(one.out()).doesNotContain("how much each bar counted");
  }

  @Test
  void theBundledModelKnowsDances() throws IOException {
    Command command =
        Command.run(
            "classify",
            "dance",
            "midi-corpus/the-irish-washerwoman.mid",
            "midi-corpus/drowsy-maggie.mid",
            "midi-corpus/the-first-nowell.mid",
            "--json");
    ClassifyCommand.Report report = json(command, ClassifyCommand.Report.class);
    assertThat(report.pieces().stream().map(piece -> piece.labels().get(0).label()))
        .containsExactly("reel", "waltz", "jig");
  }

  /** All that its README tells of the test, where its collection is beside this checkout. */
  @Test
  void theBundledModelIsAsGoodAsItsReadmeTells() throws IOException {
    Path tunes = Path.of("../shared/data/nottingham/melody");
    assumeTrue(Files.isDirectory(tunes), "the Nottingham tunes are not there");
    ClassifierReport report =
        json(Command.run("classify", "evaluate", "dance", "--json"), ClassifierReport.class);
    assertThat(report.network().accuracy()).isCloseTo(0.921, within(0.0005));
    assertThat(report.linear().accuracy()).isCloseTo(0.711, within(0.0005));
    assertThat(report.majority().accuracy()).isCloseTo(0.487, within(0.0005));
  }

  @Test
  void modelsSayWhatTheyAre() {
    Path tune = tunes.resolve("slow/tune-1.mid");
    Command generator = Command.run("classify", "folk", tune);
    assertThat(generator.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(generator.err()).contains("is a model of kind generator, not a classifier");
    Command classifier = Command.run("generate", "--model", model, "--no-play");
    assertThat(classifier.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(classifier.err()).contains("is a model of kind classifier, not a generator");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--show-metre --codec performance | the performance codec does not tell the metre",
        "--stretch 2 | a stretch of 2 notes",
        "--label-pattern ( | is no regular expression",
        "--fewest 2 | fewest pieces of a label are 2",
        "--test 0 | both must be more than 0",
        "--pooling most | it must be attention, mean or last",
        "--codec abc | there is no codec 'abc'",
        "--max-minutes 0 | it must be above 0",
        "--random-seed x | Invalid value for option '--random-seed'"
      })
  void wrongOptionsAreRefusedBeforeAnythingIsRead(String options, String message) {
    Command command = train(tunes, folder.resolve("none"), (Object[]) options.split(" "));
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(message).doesNotContain("files:");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void whatCannotBeClassifiedIsSaid() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mid"), "no music");
    Command command = Command.run("classify", model, text);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains("there is nothing to classify: text.mid: ");
    Command both = Command.run("classify", model, text, tunes.resolve("slow/tune-1.mid"));
    assertThat(both.exitCode()).as(both.err()).isEqualTo(ExitCode.DONE);
    assertThat(both.err()).contains("skipped text.mid");
    assertThat(Command.run("classify").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(Command.run("classify", model).err()).contains("one or more files are needed");
    Command one = train(tunes.resolve("slow"), folder.resolve("none"), "--label-pattern", "^tune");
    assertThat(one.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(one.err()).contains("have the one label tune");
    Command there = train(tunes, model);
    assertThat(there.err()).contains("there is a model at").contains("--resume");
  }

  @Test
  void aChangedCollectionIsNoticed() throws IOException {
    Path moved = folder.resolve("moved");
    SplittableRandom random = new SplittableRandom(8);
    for (String label : List.of("limping", "quick", "slow")) {
      for (int i = 0; i < 4; i++) {
        put(moved.resolve(label + "/other-" + i + ".mid"), "", random);
      }
    }
    Command changed = Command.run("classify", "evaluate", model, "--data", moved);
    assertThat(changed.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(changed.err()).contains("is not as it was").contains("--even-if-changed");
  }
}
