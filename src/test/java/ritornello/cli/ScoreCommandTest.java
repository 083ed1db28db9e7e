package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiReading;
import ritornello.midi.MidiWriter;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;
import ritornello.store.Json;

/** How probable a piece is, as a user asks for it. */
class ScoreCommandTest {
  private static final Path TUNE = Path.of("midi-corpus/clementine.mid");

  private Path folder;

  @BeforeEach
  void makeFolder(@TempDir Path place) {
    folder = place;
  }

  private static Command score(Object... arguments) {
    Command command = run(arguments);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return command;
  }

  private static Command run(Object... arguments) {
    return Command.run(Stream.concat(Stream.of("score"), Stream.of(arguments)).toArray());
  }

  private static ScoreReport report(Object... arguments) throws IOException {
    Command command = score(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray());
    return Json.read(command.out().getBytes(UTF_8), "standard output", ScoreReport.class);
  }

  private Path train(Object... options) throws IOException {
    Path tunes = Files.createDirectories(folder.resolve("tunes"));
    try (Stream<Path> all = Files.list(Path.of("midi-corpus"))) {
      for (Path tune :
          all.filter(file -> file.toString().endsWith(".mid")).sorted().limit(10).toList()) {
        Files.copy(tune, tunes.resolve(tune.getFileName()));
      }
    }
    List<Object> arguments = new ArrayList<>(List.of("train", tunes, "--model", model()));
    arguments.addAll(List.of("--hidden", 8, "--embedding", 4, "--layers", 1, "--threads", 1));
    arguments.addAll(List.of("--epochs", 1));
    arguments.addAll(List.of(options));
    Command command = Command.run(arguments.toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return model();
  }

  private Path model() {
    return folder.resolve("model");
  }

  private static void agreesWithEvaluate(Object model, Path tune, ScoreReport report)
      throws IOException {
    Command evaluated = Command.run("evaluate", model, "--on", tune, "--no-baseline", "--json");
    assertThat(evaluated.exitCode()).as(evaluated.err()).isEqualTo(ExitCode.DONE);
    EvaluationReport measured =
        Json.read(evaluated.out().getBytes(UTF_8), "evaluate", EvaluationReport.class);
    assertThat((long) report.tokens()).isEqualTo(measured.tokens());
    assertThat((long) report.notes()).isEqualTo(measured.notes());
    double nats = measured.network().natsPerToken() * measured.tokens();
    assertThat(report.nats()).isCloseTo(nats, within(1e-5 * nats));
    assertThat(report.bitsPerNote())
        .isCloseTo(measured.network().bitsPerNote(), within(1e-5 * report.bitsPerNote()));
    assertThat(report.perplexity())
        .isCloseTo(measured.network().perplexity(), within(1e-4 * report.perplexity()));
  }

  private static void addsUp(ScoreReport report) {
    double ofNotes = report.surprises().stream().mapToDouble(ScoreReport.Surprising::nats).sum();
    assertThat(ofNotes + report.restNats()).isCloseTo(report.nats(), within(1e-9 * report.nats()));
    assertThat(report.surprises()).hasSize(report.notes());
    assertThat(report.natsPerNote() * report.notes())
        .isCloseTo(report.nats(), within(1e-9 * report.nats()));
    for (ScoreReport.Surprising note : report.surprises()) {
      assertThat(note.bits()).isCloseTo(note.nats() / Math.log(2), within(1e-9));
      double all =
          note.probability()
              + note.instead().stream().mapToDouble(ScoreReport.Expected::probability).sum();
      assertThat(all).isPositive().isLessThan(1 + 1e-9);
      assertThat(note.instead()).hasSize(3);
    }
  }

  @Test
  void theBundledModelScoresAsEvaluateDoes() throws IOException {
    ScoreReport report = report(TUNE);
    agreesWithEvaluate("folk", TUNE, report);
    addsUp(report);
    assertThat(report.notes()).isEqualTo(60);
    assertThat(report.notesOfFile()).isEqualTo(114);
    ScoreReport.Surprising first = report.surprises().get(0);
    assertThat(first.name()).isEqualTo("F4");
    assertThat(first.place()).isEqualTo("1:3");
    assertThat(report.surprises().get(1).place()).isEqualTo("1:3.75");
  }

  @ParameterizedTest
  @CsvSource({
    "performance,NO",
    "remi,NO",
    "frames,NO",
    "melody,NO",
    "performance,420",
    "remi,720",
    "frames,300",
    "melody,230"
  })
  void modelsOfEveryCodecScore(String codec, String words) throws IOException {
    Path model =
        words.equals("NO")
            ? train("--codec", codec)
            : train("--codec", codec, "--vocabulary-size", words);
    ScoreReport report = report(TUNE, "--model", model);
    assertThat(report.codec()).isEqualTo(codec);
    agreesWithEvaluate(model, TUNE, report);
    addsUp(report);

    Path copy = folder.resolve("copy.mid");
    Path picture = folder.resolve("picture.svg");
    Command command = score(TUNE, "--model", model, "--midi", copy, "--svg", picture, "--top", 5);
    assertThat(command.out().lines().dropWhile(line -> !line.startsWith("The most")).skip(2))
        .hasSize(5);
    assertThat(Files.readString(picture)).contains("</svg>");
    assertVelocities(report, copy);
  }

  /** The copy differs from the file in velocities only, and those are the surprise. */
  private static void assertVelocities(ScoreReport report, Path copy) throws IOException {
    Score before = MidiReader.read(TUNE).score();
    Score after = MidiReader.read(copy).score();
    assertThat(Files.size(copy)).isEqualTo(Files.size(TUNE));
    int loudest = 0;
    int[] known = new int[before.noteCount()];
    for (ScoreReport.Surprising note : report.surprises()) {
      int first =
          before.tracks().stream().limit(note.track() - 1).mapToInt(t -> t.notes().size()).sum();
      List<Note> track = before.tracks().get(note.track() - 1).notes();
      int at =
          IntStream.range(0, track.size())
              .filter(i -> isAt(track.get(i), note) && known[first + i] == 0)
              .findFirst()
              .orElseThrow();
      known[first + at] = 16 + (int) Math.round(111 * Math.min(1, note.bits() / report.fullBits()));
      loudest = Math.max(loudest, known[first + at]);
    }
    int[] heard =
        after.tracks().stream()
            .flatMap(track -> track.notes().stream())
            .mapToInt(Note::velocity)
            .toArray();
    assertThat(heard).containsExactly(Arrays.stream(known).map(v -> Math.max(1, v)).toArray());
    assertThat(loudest).isEqualTo(127);
  }

  private static boolean isAt(Note note, ScoreReport.Surprising told) {
    return note.startTick() == told.tick() && note.pitch() == told.pitch();
  }

  @Test
  void peopleGetTheFiguresAndTheMostSurprisingNotes() throws IOException {
    ScoreReport report = report(TUNE);
    Command command = score(TUNE);
    assertThat(command.out())
        .contains(
            String.format(Locale.ROOT, "%.2f nats, 60 notes in 207 tokens", report.nats()),
            String.format(Locale.ROOT, "%.3f nats a note, ", report.natsPerNote()),
            String.format(Locale.ROOT, "%.3f bits a note; perplexity ", report.bitsPerNote()),
            "left out: 54 of the file's 114 notes",
            "read: track 1",
            "instead");
    List<ScoreReport.Surprising> sorted =
        report.surprises().stream()
            .sorted(Comparator.comparingDouble(ScoreReport.Surprising::bits).reversed())
            .toList();
    List<String> rows =
        command.out().lines().dropWhile(line -> !line.startsWith("The most")).skip(2).toList();
    assertThat(rows).hasSize(10);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).strip().split(" +"))
          .startsWith(
              sorted.get(i).place(),
              sorted.get(i).name(),
              String.format(Locale.ROOT, "%.2f", sorted.get(i).bits()));
    }
    assertThat(score(TUNE, "--all").out().lines().dropWhile(l -> !l.startsWith("All")).skip(2))
        .hasSize(60);
    assertThat(score(TUNE, "--top", 0).out()).doesNotContain("instead");
  }

  @Test
  void placesAreThoseOfTheMetre() throws IOException {
    List<Note> notes =
        IntStream.range(0, 12).mapToObj(i -> new Note(240L * i, 240, 60 + i, 64)).toList();
    Score jig =
        new Score(
            480,
            List.of(),
            List.of(new TimeSignatureChange(0, new TimeSignature(6, 8))),
            List.of(),
            List.of(),
            List.of(new Track("jig", 0, notes, List.of())));
    Path file = Files.write(folder.resolve("jig.mid"), MidiWriter.toBytes(jig));
    assertThat(report(file).surprises().stream().map(ScoreReport.Surprising::place))
        .containsExactly(
            "1:1", "1:2", "1:3", "1:4", "1:5", "1:6", "2:1", "2:2", "2:3", "2:4", "2:5", "2:6");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path there = Files.writeString(folder.resolve("there"), "mine");
    for (String option : List.of("--svg", "--midi")) {
      Command command = run(TUNE, option, there);
      assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(command.err()).contains("it is there already").hasLineCount(1);
      assertThat(command.out()).isEmpty();
    }
    assertThat(there).hasContent("mine");
    Path copy = folder.resolve("tune.mid");
    Files.copy(TUNE, copy);
    assertThat(run(copy, "--midi", copy).exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(copy).hasSameBinaryContentAs(TUNE);
    // Neither file is made if the other can't be.
    Path picture = folder.resolve("picture.svg");
    assertThat(run(TUNE, "--svg", picture, "--midi", there).exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(picture).doesNotExist();
  }

  @Test
  void aDamagedFileIsRepairedAndItsCopyIsWrittenAnew() throws IOException {
    byte[] tune = Files.readAllBytes(Path.of("midi-corpus/sakura.mid"));
    Path cut = Files.write(folder.resolve("cut.mid"), Arrays.copyOf(tune, tune.length - 40));
    Path copy = folder.resolve("copy.mid");
    Command command = score(cut, "--midi", copy);
    assertThat(command.err())
        .contains("cut.mid is damaged and was repaired", "copy.mid holds the repaired music");
    MidiReading repaired = MidiReader.read(copy);
    assertThat(repaired.repairs()).isEmpty();
    assertThat(repaired.score().noteCount()).isEqualTo(MidiReader.read(cut).score().noteCount());
    Command strict = run(cut, "--strict");
    assertThat(strict.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(strict.err()).contains("cut.mid is damaged at byte ").hasLineCount(1);
  }

  @Test
  void whatCantBeScoredIsSaid() throws IOException {
    Score silence =
        new Score(
            480,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Track("", 0, List.of(), List.of())));
    Path empty = Files.write(folder.resolve("empty.mid"), MidiWriter.toBytes(silence));
    assertRefused(run(empty), "empty.mid has nothing", "codec melody", "no notes");
    assertRefused(run(folder.resolve("none.mid")), "none.mid is not there");
    assertRefused(run(TUNE, "--model", folder.resolve("none")), "none", "folk");
    Path text = Files.writeString(folder.resolve("text.mid"), "no music");
    assertRefused(run(text), "text.mid");
  }

  private static void assertRefused(Command command, String... words) {
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains(words).hasLineCount(1);
    assertThat(command.out()).isEmpty();
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    Path same = folder.resolve("same");
    Object[][] wrong = {
      {},
      {TUNE, "--top", -1},
      {TUNE, "--top", 3, "--all"},
      {TUNE, "--svg", same, "--midi", same},
      {TUNE, TUNE}
    };
    for (Object[] arguments : wrong) {
      Command command = run(arguments);
      assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(command.err()).hasLineCount(1);
    }
    assertThat(same).doesNotExist();
  }
}
