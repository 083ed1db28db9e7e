package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.midi.MidiReader;
import ritornello.score.Note;
import ritornello.score.Scale;
import ritornello.score.Score;
import ritornello.token.Codecs;
import ritornello.token.MelodyCodec;
import ritornello.token.PerformanceCodec;

/** Each codec, from a folder to a generated file, as a user goes about it. */
class CodecCommandsTest {
  private static final Path TUNE = Path.of("midi-corpus/sakura.mid");

  @TempDir private Path folder;
  private Path collection;

  @BeforeEach
  void collect() throws IOException {
    collection = Files.createDirectory(folder.resolve("collection"));
    for (String name : List.of("sakura", "london-bridge", "this-old-man", "skip-to-my-lou")) {
      Path tune = Path.of("midi-corpus", name + ".mid");
      Files.copy(tune, collection.resolve(tune.getFileName()));
    }
  }

  static Stream<String> codecs() {
    return Codecs.NAMES.stream();
  }

  static Stream<String> codecsOfScores() {
    return codecs().filter(name -> !name.equals(MelodyCodec.NAME));
  }

  private Path train(String codec, Object... more) {
    Path model = folder.resolve(codec);
    List<Object> arguments = new ArrayList<>(List.of("train", collection, "--model", model));
    arguments.addAll(List.of("--codec", codec, "--epochs", 1, "--hidden", 8, "--embedding", 4));
    arguments.addAll(List.of("--layers", 1, "--threads", 1));
    arguments.addAll(List.of(more));
    Command command = Command.run(arguments.toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return model;
  }

  private Score generate(Path model, String name, Object... more) throws IOException {
    Path output = folder.resolve(name);
    Object[] fixed = {"generate", "--model", model, "--no-play", "--output", output};
    Command command = Command.run(Stream.concat(Stream.of(fixed), Stream.of(more)).toArray());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).startsWith(output.toString()).contains("random seed 5");
    return MidiReader.read(output).score();
  }

  private static List<Integer> pitches(Score score) {
    return score.tracks().stream()
        .flatMap(track -> track.notes().stream())
        .sorted(Note.ORDER)
        .map(Note::pitch)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aModelOfEachCodecGeneratesAndGoesOn(String codec) throws IOException {
    Path model = train(codec);
    assertThat(model).isDirectoryNotContaining("glob:**tokens.cache");
    generate(model, "a.mid", "--random-seed", 5, "--bars", 6);
    generate(model, "b.mid", "--random-seed", 5, "--bars", 6);
    assertThat(folder.resolve("a.mid")).hasSameBinaryContentAs(folder.resolve("b.mid"));

    Object[] seeded = {"--random-seed", 5, "--seed", "C4 E4 G4 C5:2", "--bars", 6};
    Score whole = generate(model, "c.mid", seeded);
    List<Integer> invented = new ArrayList<>(pitches(whole));
    for (Integer pitch : List.of(60, 64, 67, 72)) {
      assertThat(invented.remove(pitch)).as("seed note " + pitch).isTrue();
    }
    Object[] without = Stream.concat(Stream.of(seeded), Stream.of("--no-include-seed")).toArray();
    Score rest = generate(model, "d.mid", without);
    // As many bars as before, and those of the seed besides.
    assertThat(rest.noteCount()).isGreaterThanOrEqualTo(invented.size());
    Integer[] most = invented.subList(0, invented.size() / 2).toArray(Integer[]::new);
    assertThat(most).isNotEmpty();
    assertThat(pitches(rest)).startsWith(most);

    Object[] continued = {"--random-seed", 5, "--seed-midi", TUNE, "--bars", 40};
    assertThat(pitches(generate(model, "e.mid", continued))).contains(69, 71, 65, 64);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aModelOfEachCodecKeepsToWhatIsAskedOfIt(String codec) throws IOException {
    keepsToWhatIsAsked(train(codec), codec);
    int size = Codecs.of(Codecs.usual(codec, OptionalInt.empty())).vocabulary().size() + 20;
    Files.move(folder.resolve(codec), folder.resolve("characters"));
    keepsToWhatIsAsked(train(codec, "--vocabulary-size", size), codec);
  }

  private void keepsToWhatIsAsked(Path model, String codec) throws IOException {
    List<Object> asked = new ArrayList<>(List.of("--random-seed", 5, "--bars", 4));
    asked.addAll(List.of("--scale", "A minor pentatonic", "--range", "C4-C6", "--polyphony", 2));
    if (!codec.equals(PerformanceCodec.NAME)) {
      asked.addAll(List.of("--grid", "1/8", "--chords", "Am C", "--no-repeated-bar"));
      asked.addAll(List.of("--exact-bars", "--end-on-tonic"));
    }
    Path file = Files.createTempFile(folder, codec, ".mid");
    Files.delete(file);
    Score score = generate(model, file.getFileName().toString(), asked.toArray());
    Scale scale = Scale.parse("A minor pentatonic");
    assertThat(pitches(score)).isNotEmpty().allMatch(p -> scale.has(p) && p >= 60 && p <= 84);
    List<Note> notes =
        score.tracks().stream()
            .flatMap(track -> track.notes().stream())
            .sorted(Note.ORDER)
            .toList();
    if (!codec.equals(PerformanceCodec.NAME)) {
      assertThat(notes).allMatch(note -> 2 * note.startTick() % score.ppq() == 0);
      long last = notes.get(notes.size() - 1).startTick();
      assertThat(notes.stream().filter(n -> n.startTick() == last).findFirst().get().pitch() % 12)
          .isEqualTo(9);
    } else {
      Command refused = Command.run("generate", "--model", model, "--no-play", "--grid", "1/8");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("grid 1/8", "needs music in bars", "performance");
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void wordsAreLearnedAndKeptWithTheModel(String codec) throws IOException {
    int size = Codecs.of(Codecs.usual(codec, OptionalInt.empty())).vocabulary().size() + 20;
    Path model = train(codec, "--vocabulary-size", size, "--max-minutes", 0.000001);
    Command resumed = Command.run("train", collection, "--model", model, "--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    assertThat(model).isDirectoryNotContaining("glob:**tokens.cache");
    Object[] seeded = {"--random-seed", 5, "--seed", "C4 E4 G4 C5:2", "--bars", 6};
    assertThat(pitches(generate(model, "w.mid", seeded))).contains(60, 64, 67, 72);
    Path tuned = folder.resolve("tuned");
    Command from =
        Command.run("train", collection, "--model", tuned, "--from", model, "--epochs", 1);
    assertThat(from.exitCode()).as(from.err()).isEqualTo(ExitCode.DONE);
    assertThat(generate(tuned, "t.mid", seeded).noteCount()).isPositive();
  }

  /** Everything that takes a model takes one with controls, with words as well. */
  @ParameterizedTest
  @MethodSource("codecs")
  void controlsAreKeptWithTheModel(String codec) throws IOException {
    int size = Codecs.of(Codecs.usual(codec, OptionalInt.empty())).vocabulary().size() + 20;
    Object[] options = {"--controls", "--vocabulary-size", size, "--max-minutes", 0.000001};
    Path model = train(codec, options);
    assertThat(Files.readString(model.resolve("vocabulary.json")))
        .contains("\"controls\": {", "\"densities\": [", "DENSITY_1.26", "REGISTER_72");
    assertThat(Files.readString(model.resolve("report.html"))).contains("density: sparse is ");
    Command resumed = Command.run("train", collection, "--model", model, "--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(ExitCode.DONE);
    Object[] seeded = {"--random-seed", 5, "--seed", "C4 E4 G4 C5:2", "--bars", 6};
    assertThat(pitches(generate(model, "w.mid", seeded))).contains(60, 64, 67, 72);
    assertThat(generate(model, "e.mid", "--random-seed", 5, "--bars", 6).noteCount()).isPositive();
    Path copied = folder.resolve("c.mid");
    for (Object[] asked :
        new Object[][] {
          {"evaluate", model},
          {"score", TUNE, "--model", model},
          {"originality", folder.resolve("w.mid"), "--collection", collection},
          {"generate", "--model", model, "--no-play", "--max-copy", 6, "--output", copied}
        }) {
      Command command = Command.run(asked);
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    }
    Path tuned = folder.resolve("tuned");
    Object[] from = {"train", collection, "--model", tuned, "--from", model, "--epochs", 1};
    assertThat(Command.run(from).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(tuned.resolve("vocabulary.json"))).contains("REGISTER_72");
    Object[] anew = {"train", collection, "--model", folder.resolve("m"), "--from", model};
    Command refused =
        Command.run(Stream.concat(Stream.of(anew), Stream.of("--controls")).toArray());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("--controls").hasLineCount(1);
  }

  @Test
  void trainingTellsWhatAModelWithControlsCanBeAskedFor() {
    Object[] fixed = {"train", collection, "--model", folder.resolve("m"), "--hidden", 8};
    Object[] controls = {"--epochs", 1, "--layers", 1, "--controls"};
    Command command = Command.run(Stream.concat(Stream.of(fixed), Stream.of(controls)).toArray());
    assertThat(command.err())
        .containsPattern(
            "density: sparse is [0-9.]+, medium [0-9.]+, dense [0-9.]+ notes a quarter")
        .containsPattern("register: low is around [A-G]#?4, middle [A-G]#?[45], high [A-G]#?[45]");
  }

  @Test
  void withoutControlsAModelIsWhatItWas() throws IOException {
    String vocabulary = Files.readString(train("melody").resolve("vocabulary.json"));
    assertThat(vocabulary).doesNotContain("controls", "DENSITY");
    try (InputStream folk =
        getClass().getResourceAsStream("/ritornello/models/folk/vocabulary.json")) {
      assertThat(vocabulary).isEqualTo(new String(folk.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(Command.run("generate", "--no-play", "--output", folder.resolve("f.mid")).exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatAMelodyModelSeesIsChosen() throws IOException {
    Path model = train("melody", "--no-positions", "--lookback", "2,3");
    assertThat(Files.readString(model.resolve("vocabulary.json")))
        .contains("\"positions\": false", "\"lookbackBars\": [ 2, 3 ]");
    assertThat(generate(model, "l.mid", "--random-seed", 5).noteCount()).isPositive();
    Path plain = folder.resolve("plain");
    Object[] none = {"train", collection, "--model", plain, "--lookback", 0, "--epochs", 1};
    assertThat(Command.run(none).exitCode()).isEqualTo(ExitCode.DONE);
    for (String[] wrong : new String[][] {{"--lookback", "90"}, {"--lookback", "two"}}) {
      Object[] fixed = {"train", collection, "--model", folder.resolve("m")};
      Object[] arguments = Stream.concat(Stream.of(fixed), Stream.of(wrong)).toArray();
      Command command = Command.run(arguments);
      assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(command.err()).contains("lookback").hasLineCount(1);
    }
    Object[] performance = {
      "train", collection, "--model", folder.resolve("m"), "--codec", "remi", "--lookback", 2
    };
    assertThat(Command.run(performance).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatIsRareIsUnknownToTheModel() throws IOException {
    Path model = train("melody", "--rare", 2);
    Score score = generate(model, "r.mid", "--random-seed", 5, "--seed", "C1 C4", "--bars", 6);
    assertThat(pitches(score)).contains(24, 60);
    Object[][] wrong = {
      {"--rare", -1}, {"--vocabulary-size", 20}, {"--vocabulary-size", 1_000_000}
    };
    for (Object[] options : wrong) {
      Object[] fixed = {"train", collection, "--model", folder.resolve("m")};
      Object[] arguments = Stream.concat(Stream.of(fixed), Stream.of(options)).toArray();
      Command command = Command.run(arguments);
      assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(command.err()).contains((String) options[0]).hasLineCount(1);
    }
    Object[] few = {
      "train", collection, "--model", folder.resolve("m"), "--rare", 2, "--vocabulary-size", 5
    };
    Command command = Command.run(few);
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("a vocabulary of 5 tokens is too small");
    Object[] all = {"train", collection, "--model", folder.resolve("m"), "--rare", 1_000_000};
    assertThat(Command.run(all).err()).contains("no note is there as often");
    assertThat(Command.run(all).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("m")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("codecsOfScores")
  void optionsForMelodiesAreRefusedForOthers(String codec) {
    Path model = train(codec);
    for (String option : List.of("--metre=3/4", "--key=D")) {
      Command command = Command.run("generate", "--model", model, "--no-play", option);
      assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(command.err()).contains(option.substring(0, 5), codec).hasLineCount(1);
    }
  }

  @Test
  void aTimeInSecondsHasNoTempo() {
    Object[] command = {"generate", "--model", train("performance"), "--no-play", "--tempo", 90};
    Command refused = Command.run(command);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("--tempo", "seconds").hasLineCount(1);
  }

  @Test
  void tokensThatTellTempoAndInstrumentsLeaveNoChoice() {
    Path model = train("remi");
    for (String option : List.of("--tempo=90", "--instrument=1")) {
      Command refused = Command.run("generate", "--model", model, "--no-play", option);
      assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains(option.substring(0, 7), "remi").hasLineCount(1);
    }
  }

  @Test
  void filesOfFramesAreLearnedFrom() throws IOException {
    Path frames = folder.resolve("some.json");
    Files.writeString(
        frames,
        "{\"train\": [[[60, 64], [60], [], [67]], [[62], [62, 65]]], \"valid\": [[[60], [64]]]}");
    Path model = folder.resolve("framed");
    Object[] arguments = {
      "train", frames, "--codec", "frames", "--model", model, "--epochs", 1, "--hidden", 8
    };
    Command command = Command.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).contains("2 sequences of frames to learn from, 1 for validation");
    generate(model, "f.mid", "--random-seed", 5, "--bars", 2);

    Object[] split = {"train", frames, "--codec", "frames", "--model", folder.resolve("m")};
    Object[] tested = Stream.concat(Stream.of(split), Stream.of("--test", 0.3)).toArray();
    assertThat(Command.run(tested).exitCode()).isEqualTo(ExitCode.USAGE);

    Command melody = Command.run("train", frames, "--model", folder.resolve("m"));
    assertThat(melody.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(melody.err()).contains("--codec frames").hasLineCount(1);
    Object[] both = {"train", frames, collection, "--model", folder.resolve("m")};
    assertThat(Command.run(both).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("m")).doesNotExist();
  }

  @Test
  void anUnknownCodecIsWrongUsage() {
    Command command =
        Command.run("train", collection, "--model", folder.resolve("m"), "--codec", "morse");
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("morse", "melody", "performance").hasLineCount(1);
    assertThat(folder.resolve("m")).doesNotExist();
    Command scan = Command.run("corpus", "scan", collection, "--codec", "morse");
    assertThat(scan.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void inspectShowsTheTokensOfEachCodecAndWhatTheyKeep(String codec) {
    Command command = Command.run("inspect", "--tokens", codec, TUNE);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains(" tokens: [", "end: ", "kept   50 of 50 notes");
    Command json = Command.run("inspect", TUNE, "--json", "--tokens", codec);
    assertThat(json.out()).contains("\"tokenIds\"", "\"kept\": 50");
  }

  @Test
  void inspectKnowsTheGridsOfEachCodec() {
    Command halves = Command.run("inspect", "--tokens", "frames", TUNE, "--steps-per-quarter", 1);
    assertThat(halves.exitCode()).as(halves.err()).isEqualTo(ExitCode.DONE);
    assertThat(halves.out()).contains("NEXT_FRAME", "melody track 1");
    Command wrong = Command.run("inspect", "--tokens", "remi", TUNE, "--steps-per-quarter", 5);
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("--steps-per-quarter", "4 or 12").hasLineCount(1);
    Command misspelt = Command.run("inspect", "--tokens", "rmi", TUNE);
    assertThat(misspelt.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(misspelt.err()).contains("rmi", "remi").hasLineCount(1);
  }

  @Test
  void withoutANameTheTokensAreThoseOfTheMelody() {
    Command command = Command.run("inspect", "--tokens", TUNE);
    assertThat(command.out()).contains("HOLD HOLD", "no velocities");
  }
}
