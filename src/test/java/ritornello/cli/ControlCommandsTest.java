package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.midi.MidiReader;
import ritornello.score.Chord;
import ritornello.score.Note;
import ritornello.score.Scale;
import ritornello.score.Score;
import ritornello.take.Take;

/** Generating under control, as a musician does at the desk: constraints, seeds, takes. */
class ControlCommandsTest {
  @TempDir private Path folder;

  private Command generate(String name, Object... more) {
    Object[] fixed = {"generate", "--no-play", "--random-seed", 5, "--out", folder.resolve(name)};
    return Command.run(Stream.concat(Stream.of(fixed), Stream.of(more)).toArray());
  }

  private List<Note> notes(String name) throws IOException {
    return score(name).tracks().stream().flatMap(track -> track.notes().stream()).toList();
  }

  private Score score(String name) throws IOException {
    return MidiReader.read(folder.resolve(name)).score();
  }

  private static void done(Command command) {
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
  }

  private static void refused(Command command, int exitCode, String... words) {
    assertThat(command.exitCode()).as(command.err()).isEqualTo(exitCode);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).contains(words).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"D dorian", "A minor pentatonic", "C blues", "F# harmonic minor", "C E G"})
  void onlyNotesOfAScale(String name) throws IOException {
    Command command = generate("a.mid", "--scale", name, "--bars", 8);
    done(command);
    Scale scale = Scale.parse(name);
    assertThat(notes("a.mid")).isNotEmpty().allMatch(note -> scale.has(note.pitch()));
    assertThat(command.out())
        .containsPattern("cost in nats a token: scale " + name + " \\d+\\.\\d{3}");
  }

  @Test
  void allConstraintsTogetherAndWhatEachCosts() throws IOException {
    Command command =
        generate(
            "a.mid",
            "--key",
            "D",
            "--scale",
            "key",
            "--range",
            "D4-D6",
            "--grid",
            "1/8",
            "--polyphony",
            1,
            "--no-repeated-bar",
            "--bars",
            8,
            "--exact-bars",
            "--end-on-tonic",
            "--chords",
            "D A7 | D | G A7 | D",
            "--metre",
            "4/4");
    done(command);
    assertThat(command.out())
        .contains("scale of the key ", "range D4 to D6 ", "grid 1/8 ", "polyphony 1 0.000")
        .contains("chords D A7 | D | G A7 | D ", "no repeated bar ", "just 8 bars ", "together ")
        .contains("8 bars of 4/4");
    List<Note> notes = notes("a.mid");
    assertThat(notes).allMatch(note -> note.pitch() >= 62 && note.pitch() <= 86);
    assertThat(notes).allMatch(note -> note.startTick() % 240 == 0);
    assertThat(notes.get(notes.size() - 1).pitch() % 12).isEqualTo(2);
    Chord tonic = Chord.parse("D");
    assertThat(notes.stream().filter(note -> note.startTick() == 1920))
        .allMatch(note -> tonic.has(note.pitch()));
  }

  @Test
  void whatCannotBeKeptIsSaidAndNothingIsWritten() {
    refused(
        generate("a.mid", "--scale", "C pentatonic", "--range", "C#4-C#4"),
        ExitCode.USAGE,
        "no pitch",
        "C pentatonic",
        "C#4");
    refused(
        generate("a.mid", "--range", "C4-C4", "--grid", "1/1", "--no-repeated-bar", "--exact-bars"),
        ExitCode.USAGE,
        "in bar",
        "no repeated bar",
        "loosen");
    assertThat(folder.resolve("a.mid")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--scale,H dorian,not a scale",
    "--range,C4,C4-A5",
    "--range,A5-C4,must go up",
    "--grid,8,write it as 1/8",
    "--grid,1/7,does not fit",
    "--polyphony,0,1 or more",
    "--chords,Dm7 X7,not a chord symbol",
    "--seed-chords,,there is no chord",
    "--seed-bars,1-4,goes with --seed-midi",
  })
  void whatIsWrittenWronglySaysWhatWasExpected(String option, String value, String words) {
    refused(generate("a.mid", option, value == null ? "" : value), ExitCode.USAGE, words);
  }

  @Test
  void itGoesOnFromBarsOfAFile() throws IOException {
    done(generate("long.mid", "--bars", 12, "--exact-bars", "--metre", "4/4"));
    done(
        generate(
            "a.mid", "--seed-midi", folder.resolve("long.mid"), "--seed-bars", "5-6", "--bars", 6));
    long from = 4 * 1920;
    List<String> expected = places(notes("long.mid"), from, from + 2 * 1920);
    assertThat(places(notes("a.mid"), 0, 2 * 1920)).isEqualTo(expected);
    refused(
        generate("b.mid", "--seed-midi", folder.resolve("long.mid"), "--seed-bars", "12-90"),
        ExitCode.USAGE,
        "--seed-bars",
        "long.mid",
        "the piece has");
  }

  private static List<String> places(List<Note> notes, long from, long to) {
    return notes.stream()
        .filter(note -> note.startTick() >= from && note.startTick() < to)
        .map(note -> (note.startTick() - from) + " " + note.pitch())
        .toList();
  }

  @Test
  void itGoesOnFromChordsBrokenForMelodies() throws IOException {
    done(generate("a.mid", "--seed-chords", "Dm G7 | C", "--bars", 6));
    List<Integer> first = notes("a.mid").stream().limit(8).map(Note::pitch).toList();
    assertThat(first).containsExactly(62, 65, 67, 71, 60, 64, 67, 64);
  }

  @Test
  void manyTakesGrowSideBySideAndEachIsAnother() throws IOException, InterruptedException {
    Command command =
        Command.runIn(
            folder,
            "generate",
            "--no-play",
            "--count",
            9,
            "--random-seed",
            40,
            "--bars",
            4,
            "--scale",
            "D dorian",
            "--threads",
            2);
    done(command);
    List<Path> files = takes();
    assertThat(files).hasSize(9);
    List<String> pieces = new ArrayList<>();
    for (Path file : files) {
      Score score = MidiReader.read(file).score();
      pieces.add(score.tracks().toString());
      assertThat(Take.of(score, "").orElseThrow().sideBySide()).isPresent();
    }
    assertThat(pieces).doesNotHaveDuplicates();
    // Each as it would be alone, but for rounding, which seldom makes a difference.
    done(
        Command.runIn(
            folder,
            "generate",
            "--no-play",
            "--random-seed",
            43,
            "--bars",
            4,
            "--scale",
            "D dorian",
            "--out",
            "alone.mid"));
    assertThat(pieces).contains(score("alone.mid").tracks().toString());
    done(
        Command.runIn(
            folder, "takes", "replay", folder.relativize(files.get(3)), "--out", "r.mid"));
    assertThat(folder.resolve("r.mid")).hasSameBinaryContentAs(files.get(3));
  }

  private List<Path> takes() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("generated"))) {
      return files.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }

  @Test
  void takesAreATreeThatCanBeGoneOnFromAndReplayed() throws IOException {
    done(generate("root.mid", "--bars", 4, "--temperature", 0.7));
    String root = id("root.mid");
    done(
        generate(
            "child.mid",
            "--take",
            root,
            "--takes-in",
            folder,
            "--seed-bars",
            "-2",
            "--bars",
            8,
            "--scale",
            "key",
            "--end-on-tonic"));
    String child = id("child.mid");
    done(generate("grandchild.mid", "--take", folder.resolve("child.mid"), "--bars", 12));
    assertThat(Take.of(score("child.mid"), "").orElseThrow().parent()).contains(root);

    Command list = Command.run("takes", folder);
    done(list);
    List<String> lines = list.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith(root + "  ").contains("root.mid", "temperature 0.7");
    assertThat(lines.get(1)).startsWith("  " + child).contains("ends on the tonic", "from " + root);
    assertThat(lines.get(2)).startsWith("    ").contains("grandchild.mid");
    assertThat(Command.run("takes", folder, "--json").out()).contains("\"id\": \"" + root + "\"");

    for (String name : List.of("root.mid", "child.mid", "grandchild.mid")) {
      Path again = folder.resolve("again-" + name);
      done(Command.run("takes", "replay", id(name), "--in", folder, "--out", again));
      assertThat(again).hasSameBinaryContentAs(folder.resolve(name));
      Files.delete(again);
    }
  }

  private String id(String name) throws IOException {
    return Take.of(score(name), name).orElseThrow().id();
  }

  @Test
  void aTakeThatIsNotThereOrNotTheSameIsSaid() throws IOException {
    done(generate("root.mid", "--bars", 4));
    refused(Command.run("takes", "replay", "00000000", "--in", folder), ExitCode.INPUT, "no take");
    refused(
        generate("b.mid", "--take", Path.of("midi-corpus").resolve(tune())),
        ExitCode.INPUT,
        "carries no take");
    byte[] bytes = Files.readAllBytes(folder.resolve("root.mid"));
    byte[] changed = Arrays.copyOf(bytes, bytes.length);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"randomSeed\": 5");
    changed[at + 14] = '6';
    Files.write(folder.resolve("root.mid"), changed);
    Command command = Command.run("takes", "replay", folder.resolve("root.mid"));
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains("has other bytes");
  }

  private static String tune() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("midi-corpus"))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".mid"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whatIsWrittenIsChosenByTheEndingAndTheTakeIsKeptBesides() throws Exception {
    for (String name : List.of("a.musicxml", "a.abc", "a.svg", "a.png")) {
      Command command =
          Command.runIn(
              folder, "generate", "--no-play", "--random-seed", 5, "--bars", 4, "--out", name);
      done(command);
      assertThat(command.out()).contains(name, "generated");
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
    assertThat(Files.readString(folder.resolve("a.musicxml"))).contains("<score-partwise");
    assertThat(Files.readString(folder.resolve("a.abc"))).startsWith("X:1");
    assertThat(takes()).hasSize(4);
    refused(generate("a.docx"), ExitCode.USAGE, "a.docx", ".musicxml");
  }

  @Test
  void aModelThatHasNotLearnedDensityIsNotAskedForIt() {
    refused(generate("a.mid", "--density", "sparse"), ExitCode.USAGE, "--density", "--controls");
    refused(generate("a.mid", "--register", "high"), ExitCode.USAGE, "--register", "--controls");
  }

  @Test
  void chordsArePutUnderItInOneGoAndTheTakeStaysAsItWas() throws Exception {
    Command command =
        Command.runIn(
            folder,
            "generate",
            "--no-play",
            "--random-seed",
            5,
            "--bars",
            8,
            "--harmonize",
            "--out",
            "chords.mid");
    done(command);
    Score chords = score("chords.mid");
    assertThat(chords.tracks()).hasSizeGreaterThan(1);
    assertThat(chords.tracks()).allMatch(track -> !track.notes().isEmpty());
    Path take = takes().get(0);
    assertThat(MidiReader.read(take).score().tracks()).hasSize(1);
    done(Command.runIn(folder, "takes", "replay", folder.relativize(take)));
    done(
        Command.runIn(
            folder, "generate", "--no-play", "--random-seed", 5, "--bars", 8, "--harmonize"));
    assertThat(takes()).anyMatch(file -> file.toString().endsWith("-chords.mid"));
  }
}
