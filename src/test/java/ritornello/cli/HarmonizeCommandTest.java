package ritornello.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.harmony.ComposedTunes;
import ritornello.harmony.HarmonizedTune;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.Harmony;
import ritornello.score.Score;
import ritornello.score.Track;
import ritornello.store.Json;

/** Chords under melodies, as a user has them put there. */
class HarmonizeCommandTest {
  private static final int TUNES = 40;
  private static final Path GREENSLEEVES = Path.of("midi-corpus", "greensleeves.mid");

  @TempDir private static Path shared;

  private static Path collection;
  private static Path model;

  @TempDir private Path folder;

  @BeforeAll
  static void train() throws IOException {
    collection = Files.createDirectory(shared.resolve("tunes"));
    for (HarmonizedTune tune : ComposedTunes.tunes(TUNES, 1)) {
      write(ComposedTunes.score(tune), collection.resolve(tune.name() + ".mid"));
    }
    model = shared.resolve("model");
    Command command = train(model);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).contains("40 tunes with chords", "epoch 10/10");
    assertThat(command.out()).contains("10 epochs", "hidden Markov model", " on test: ");
  }

  private static Command train(Path directory, Object... more) {
    List<Object> all = new ArrayList<>(List.of("harmonize", "train", collection));
    all.addAll(
        List.of(
            "--model", directory, "--layers", 1, "--hidden", 24, "--embedding", 16, "--batch", 8));
    all.addAll(List.of("--dropout", 0, "--variational-dropout", 0, "--learning-rate", 0.02));
    all.addAll(List.of("--epochs", 10, "--threads", 2, "--test", 0.2));
    all.addAll(List.of(more));
    return Command.run(all.toArray());
  }

  private static void write(Score score, Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      MidiWriter.write(score, out);
    }
  }

  /** The melody alone of a tune that was not learned from. */
  private Path melody(long seed) throws IOException {
    HarmonizedTune tune = ComposedTunes.tune(seed, 2);
    Path file = folder.resolve("tune.mid");
    write(tune.melody().toScore("Tune", 110, 73, 90), file);
    return file;
  }

  private static Command harmonize(Path file, Object... more) {
    List<Object> all = new ArrayList<>(List.of("harmonize", "--model", model, file));
    all.addAll(List.of(more));
    return Command.run(all.toArray());
  }

  @Test
  void theChordsThatBelongThereAreFound() throws IOException {
    HarmonizedTune tune = ComposedTunes.tune(500, 2);
    Command command = harmonize(melody(500), "--json");
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    Harmonize.Harmonized told =
        Json.read(command.out().getBytes(UTF_8), "standard output", Harmonize.Harmonized.class);
    List<Harmony.Span> wanted = ComposedTunes.harmony(tune).spans();
    List<String> found = told.chords().stream().map(HarmonizeCommandTest::placed).toList();
    assertThat(wanted.stream().filter(span -> found.contains(placed(span))).count())
        .isGreaterThan(wanted.size() * 8 / 10);
    assertThat(told.key()).isEqualTo("D major");
    assertThat(told.chords().get(0)).extracting("bar", "quarter").containsExactly(1, 0.0);
    assertThat(told.chords().stream().mapToDouble(Harmonize.Sounding::quarters).sum())
        .isEqualTo(32);
  }

  private static String placed(Harmonize.Sounding chord) {
    return chord.bar() + " " + chord.quarter() + " " + chord.quarters() + " " + chord.symbol();
  }

  private static String placed(Harmony.Span span) {
    int bar = 1 + span.startStep() / 48;
    return placed(
        new Harmonize.Sounding(
            bar, span.startStep() % 48 / 12.0, span.lengthSteps() / 12.0, span.chord().symbol()));
  }

  @Test
  void theMidiFileHasTheMelodyAndChordsToPlay() throws IOException {
    Path out = folder.resolve("chords.mid");
    Command command = harmonize(melody(501), "--out", out, "--instrument", 22);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    Score score = MidiReader.read(out, MidiReader.Mode.STRICT).score();
    assertThat(score.tracks()).hasSize(2);
    assertThat(score.tracks().get(0).name()).isEqualTo("Tune");
    assertThat(score.tracks().get(0).program()).hasValue(73);
    Track chords = score.tracks().get(1);
    assertThat(chords.program()).hasValue(21);
    assertThat(chords.notes().size()).isGreaterThan(30);
    assertThat(score.tempoMap().tempoAt(0).qpm()).isBetween(109.9, 110.1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.txt|D major, 4/4",
        "a.musicxml|<kind text=\"\">major</kind>",
        "a.abc|K:D",
        "a.abc|\"D\"",
        "a.svg|<svg "
      })
  void theEndingSaysAsWhatItIsWritten(String name, String content) throws IOException {
    Path out = folder.resolve(name);
    Command command = harmonize(melody(502), "--out", out, "--per", "bar");
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(out).content().contains(content);
    assertThat(command.out()).contains("D major, a chord a bar at most", out.toString());
    Command again = harmonize(folder.resolve("tune.mid"), "--out", out);
    assertThat(again.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(out).content().contains(content);
  }

  @Test
  void namesStandAboveTheMelody() throws IOException {
    Command command = harmonize(melody(503));
    List<String> lines = command.out().lines().toList();
    assertThat(lines.get(3).strip().split(" +")).allMatch(name -> name.matches("(D|G|A7|Bm|Em)"));
    assertThat(lines.get(4).strip()).startsWith("1");
  }

  @Test
  void whatWasKeptForTheTestIsMeasuredAgain() throws IOException {
    Command command = Command.run("harmonize", "evaluate", collection, "--model", model, "--json");
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).doesNotContain("not the files");
    HarmonizerReport report =
        Json.read(command.out().getBytes(UTF_8), "standard output", HarmonizerReport.class);
    HarmonizerRecord record = Json.read(model.resolve("training.json"), HarmonizerRecord.class);
    assertThat(report.rows().get(0).both())
        .isEqualTo(record.figures().rows().get(0).accuracy().bothShare())
        .isGreaterThan(0.9);
    assertThat(report.rows().get(4).both()).isLessThan(0.85);
    Path fewer = Files.createDirectory(folder.resolve("fewer"));
    for (int i = 1; i <= 20; i++) {
      Files.copy(collection.resolve("tune " + i + ".mid"), fewer.resolve(i + ".mid"));
    }
    Command other =
        Command.run("harmonize", "evaluate", fewer, "--model", model, "--split", "training");
    assertThat(other.exitCode()).as(other.err()).isEqualTo(ExitCode.DONE);
    assertThat(other.err()).contains("may have learned from");
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    assertThat(train(one, "--seed", 1).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(train(other, "--seed", 2).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(one.resolve("model.safetensors"))
        .hasSameBinaryContentAs(model.resolve("model.safetensors"));
    assertThat(Files.readAllBytes(other.resolve("model.safetensors")))
        .isNotEqualTo(Files.readAllBytes(model.resolve("model.safetensors")));
  }

  @Test
  void aModelOfAnotherKindIsRefusedBothWays() {
    Command generator = Command.run("harmonize", GREENSLEEVES, "--model", "folk");
    assertThat(generator.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(generator.err())
        .hasLineCount(1)
        .contains("folk", "of kind generator", "ritornello harmonize train");
    Command harmonizer = Command.run("generate", "--model", model, "--no-play");
    assertThat(harmonizer.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(harmonizer.err())
        .hasLineCount(1)
        .contains(model.toString(), "of kind harmonizer", "not a generator");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--out|a.pdf|.musicxml",
        "--out|a.pdf|.txt",
        "--per|phrase|--per",
        "--key|H|is not a key",
        "--instrument|0|from 1 to 128",
        "--pattern|waltz|--pattern"
      })
  void wrongOptionsAreRefused(String option, String value, String message) {
    Command command = harmonize(GREENSLEEVES, option, value);
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(message);
  }

  @Test
  void withoutAFileThereIsNothingToDo() {
    Command command = Command.run("harmonize");
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("give a .mid file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"melody", "empty"})
  void whereThereAreNoChordsThereIsNothingToLearn(String what) throws IOException {
    Path place = Files.createDirectory(folder.resolve("place"));
    if (what.equals("melody")) {
      Files.copy(melody(504), place.resolve("tune.mid"));
    }
    Path made = folder.resolve("made");
    Command command = Command.run("harmonize", "train", place, "--model", made);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err())
        .contains(what.equals("melody") ? "of 1 file none has a melody with chords" : "no .mid");
    assertThat(made).doesNotExist();
  }

  @Test
  void aNetworkThatCannotBeIsRefused() {
    Path made = folder.resolve("made");
    Command command =
        Command.run("harmonize", "train", collection, "--model", made, "--cell", "transformer");
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("transformer");
    Command there = train(model);
    assertThat(there.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(there.err()).contains("there is a model at");
  }
}
