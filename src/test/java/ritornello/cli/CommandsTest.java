package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.midi.MidiReader;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Text;

/**
 * The main job as its user does it: train, generate, inspect; and all that may be wrong with it.
 */
class CommandsTest {
  private static final Path TUNES = Path.of("midi-corpus");

  @TempDir private static Path shared;
  private static Path model;
  private static Command trained;

  @TempDir private Path folder;

  @BeforeAll
  static void train() throws IOException {
    Path collection = Files.createDirectories(shared.resolve("collection/inner/innermost"));
    for (Path tune : tunes(12)) {
      Files.copy(tune, collection.resolve(tune.getFileName()));
    }
    model = shared.resolve("model");
    trained = train(collection, model);
  }

  private static List<Path> tunes(int count) throws IOException {
    try (Stream<Path> files = Files.list(TUNES)) {
      return files.filter(f -> f.toString().endsWith(".mid")).sorted().limit(count).toList();
    }
  }

  private static Command train(Path collection, Path model) {
    return Command.run(
        "train",
        collection,
        "--model",
        model,
        "--hidden",
        8,
        "--layers",
        1,
        "--embedding",
        4,
        "--epochs",
        2,
        "--batch",
        4,
        "--threads",
        1);
  }

  private Command generate(Path output, Object... more) {
    Object[] fixed = {"generate", "--model", model, "--no-play", "--output", output};
    return Command.run(Stream.concat(Stream.of(fixed), Stream.of(more)).toArray());
  }

  private static void refused(Command command, int exitCode, String... words) {
    assertThat(command.exitCode()).as(command.err()).isEqualTo(exitCode);
    assertThat(command.out()).isEmpty();
    List<String> lines =
        command.err().lines().filter(line -> !line.matches("\\d+ files: .*")).toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("ritornello: ");
    assertThat(List.of(words)).allMatch(lines.get(0)::contains, lines.get(0));
  }

  @Test
  void trainingTellsItsLossesAndMakesAModel() {
    assertThat(trained.exitCode()).as(trained.err()).isEqualTo(ExitCode.DONE);
    assertThat(trained.out()).contains("2 epochs", "validation loss", "nats a token");
    assertThat(trained.err())
        .contains("12 files: 12 used", "epoch 1/2  training", "validation", "tokens/s")
        .contains("ritornello generate --model " + model);
    assertThat(model)
        .isDirectoryContaining(file -> file.endsWith("model.safetensors"))
        .isDirectoryContaining(file -> file.endsWith("config.json"))
        .isDirectoryContaining(file -> file.endsWith("vocabulary.json"))
        .isDirectoryContaining(file -> file.endsWith("training.json"))
        .isDirectoryContaining(file -> file.endsWith("optimizer.safetensors"));
  }

  @Test
  void aModelThatIsThereIsNotTrainedOver() throws IOException {
    byte[] before = Files.readAllBytes(model.resolve("model.safetensors"));
    refused(train(TUNES, model), ExitCode.INPUT, model.toString(), "--resume");
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(before);
  }

  @Test
  void aFolderThatIsNoModelIsNotTrainedInto() throws IOException {
    Files.writeString(folder.resolve("diary.txt"), "dear diary");
    refused(train(TUNES, folder), ExitCode.INPUT, folder.toString());
    assertThat(folder.resolve("diary.txt")).hasContent("dear diary");
    assertThat(folder).isDirectoryNotContaining("glob:**.json");
  }

  @Test
  void aFolderWithoutAMelodySaysWhyForEachFileAndLeavesNothing() throws IOException {
    Path collection = Files.createDirectory(folder.resolve("collection"));
    Files.writeString(collection.resolve("notes.mid"), "these are not notes");
    Files.writeString(collection.resolve("empty.mid"), "");
    Path made = folder.resolve("model");
    Command command = train(collection, made);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains("notes.mid: ", "empty.mid: ").startsWith("ritornello: ");
    assertThat(made).doesNotExist();

    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    refused(train(nothing, made), ExitCode.INPUT, nothing.toString(), ".mid");
    refused(train(folder.resolve("nowhere"), made), ExitCode.INPUT, "nowhere");
    assertThat(made).doesNotExist();
  }

  @Test
  void resumingNeedsATrainingToGoOnWith() {
    refused(
        Command.run("train", TUNES, "--model", folder.resolve("none"), "--resume"),
        ExitCode.INPUT,
        "none");
    refused(
        Command.run("train", TUNES, "--model", model, "--resume", "--hidden", 9),
        ExitCode.USAGE,
        "--hidden",
        "--resume");
    refused(
        Command.run("train", TUNES, "--model", model, "--resume", "--optimizer", "sgd"),
        ExitCode.USAGE,
        "--optimizer",
        "--resume");
    refused(
        Command.run("train", TUNES, "--model", model, "--resume"), ExitCode.INPUT, "not the one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--epochs 0",
        "--hidden 0",
        "--layers 0",
        "--dropout 1",
        "--dropout -0.1",
        "--batch 0",
        "--window 0",
        "--window ful",
        "--window full --passage 0",
        "--window full --batch 2000",
        "--passage -1",
        "--validations 0",
        "--learning-rate 0",
        "--learning-rate NaN",
        "--optimizer adm",
        "--momentum 0.9",
        "--optimizer sgd --momentum 1",
        "--weight-decay -1",
        "--schedule cos",
        "--warm-up -1",
        "--plateau 3",
        "--schedule plateau --plateau 0",
        "--clip-norm 0",
        "--clip-value 0",
        "--average 1",
        "--label-smoothing -0.1",
        "--accumulate 0",
        "--input-dropout 1",
        "--state-dropout -1",
        "--threads 0",
        "--validation 1",
        "--test -1",
        "--steps-per-quarter 5",
        "--embedding -1",
        "--cell gruu",
        "--bidirectional",
        "--context 0",
        "--attention -1",
        "--attention-score dot",
        "--attention 8 --attention-score cosine",
        "--patience 0",
        "--max-minutes -1",
        "--hidden many"
      })
  void trainingOptionsThatMakeNoSenseAreWrongUsage(String options) {
    Path made = folder.resolve("model");
    Object[] args =
        Stream.concat(
                Stream.of("train", shared.resolve("collection"), "--model", made),
                Stream.of(options.split(" ")))
            .toArray();
    refused(Command.run(args), ExitCode.USAGE);
    assertThat(made).doesNotExist();
  }

  @Test
  void aMelodyGoesOnFromItsSeed() throws IOException {
    Path file = folder.resolve("tune.mid");
    Command command = generate(file, "--seed", "C4 E4 G4 c5:2", "--bars", 8, "--random-seed", 7);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out())
        .contains(file.toString(), "model model", "random seed 7", "temperature 0.9")
        .containsPattern("[5-8] bars of 4/4")
        .contains("tokens/s");
    Score score = MidiReader.read(file).score();
    List<Note> notes = notes(score);
    assertThat(notes.stream().limit(4).map(Note::pitch)).containsExactly(60, 64, 67, 72);
    long ppq = score.ppq();
    assertThat(notes.stream().limit(4).map(Note::startTick))
        .containsExactly(0L, ppq, 2 * ppq, 3 * ppq);
    assertThat(notes).hasSizeGreaterThan(4);
    assertThat(score.endTick()).isGreaterThan(5 * ppq);
    assertThat(score.texts().stream().map(Text::value))
        .anyMatch(text -> text.contains("model model") && text.contains("random seed 7"));
  }

  private static List<Note> notes(Score score) {
    return score.tracks().stream().flatMap(track -> track.notes().stream()).toList();
  }

  @Test
  void theSeedCanBeLeftOut() throws IOException {
    Path with = folder.resolve("with.mid");
    Path without = folder.resolve("without.mid");
    Object[] options = {"--seed", "C4 E4 G4 c5", "--random-seed", 5};
    generate(with, Stream.concat(Stream.of(options), Stream.of("--bars", 9)).toArray());
    generate(
        without,
        Stream.concat(Stream.of(options), Stream.of("--bars", 8, "--no-include-seed")).toArray());
    List<Note> all = notes(MidiReader.read(with).score());
    List<Note> invented = notes(MidiReader.read(without).score());
    assertThat(invented.stream().map(Note::pitch))
        .containsExactlyElementsOf(all.stream().skip(4).map(Note::pitch).toList());
  }

  @Test
  void aMidiFileIsASeed() throws IOException {
    Path tune = tunes(1).get(0);
    Path file = folder.resolve("on.mid");
    Command command = generate(file, "--seed-midi", tune, "--random-seed", 3);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    List<Integer> seed =
        MidiReader.read(tune).score().tracks().get(0).notes().stream().map(Note::pitch).toList();
    List<Integer> pitches = notes(MidiReader.read(file).score()).stream().map(Note::pitch).toList();
    assertThat(pitches).startsWith(seed.toArray(Integer[]::new));
    assertThat(pitches.size()).isGreaterThan(seed.size());
  }

  @Test
  void theSameRandomSeedGivesTheSameBytesAndAnotherGivesOthers() throws Exception {
    Path first = folder.resolve("1.mid");
    Path second = folder.resolve("2.mid");
    Path other = folder.resolve("3.mid");
    generate(first, "--random-seed", 7);
    Command.runIn(
        Path.of("").toAbsolutePath(),
        "generate",
        "--model",
        model,
        "--no-play",
        "--random-seed",
        7,
        "--output",
        second);
    generate(other, "--random-seed", 8);
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(Files.mismatch(first, other)).isNotNegative();
  }

  @Test
  void eachOfManyIsANewFileThatSaysWhereItComesFrom() throws Exception {
    Object[] command = {
      "generate", "--model", model, "--no-play", "--random-seed", 40, "--count", 3, "--bars", 4
    };
    assertThat(Command.runIn(folder, command).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(Command.runIn(folder, command).exitCode()).isEqualTo(ExitCode.DONE);
    try (Stream<Path> files = Files.list(folder.resolve("generated"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names).hasSize(6);
      assertThat(names).allMatch(name -> name.matches("model-seed4[012]-\\d{8}-\\d{6}.*\\.mid"));
    }
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    Path file = folder.resolve("tune.mid");
    Files.writeString(file, "mine");
    refused(generate(file), ExitCode.INPUT, file.toString());
    assertThat(file).hasContent("mine");
    refused(generate(folder), ExitCode.INPUT, folder.toString());
  }

  @Test
  void aMetreAndAKeyAreKept() throws IOException {
    Path file = folder.resolve("jig.mid");
    generate(file, "--metre", "6/8", "--key", "Em", "--bars", 4, "--tempo", 100);
    Score score = MidiReader.read(file).score();
    assertThat(score.timeSignatures().get(0).timeSignature()).hasToString("6/8");
    assertThat(score.keySignatures().get(0).keySignature().fifths()).isEqualTo(1);
    assertThat(score.tempoMap().changes().get(0).qpm()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--temperature -1",
        "--temperature NaN",
        "--bars 0",
        "--count 0",
        "--count 2",
        "--instrument 0",
        "--instrument 129",
        "--tempo 0",
        "--metre 3",
        "--metre 19/8",
        "--key H",
        "--random-seed x",
        "--no-such-option",
        "--top-k 0",
        "--top-p 0",
        "--top-p 1.5",
        "--min-p 2",
        "--repetition-penalty 0.5",
        "--beam 0",
        "--beam 2 --count 2",
        "--beam 2 --max-copy 8",
        "--length-normalisation 1"
      })
  void generatingOptionsThatMakeNoSenseAreWrongUsage(String options) {
    Path file = folder.resolve("tune.mid");
    Command command = generate(file, (Object[]) options.split(" "));
    refused(command, ExitCode.USAGE, "--help");
    assertThat(file).doesNotExist();
  }

  /** However it is asked for, with no chance the likeliest comes each time. */
  @Test
  void theLikeliestIsOneMelody() throws IOException {
    Path plain = folder.resolve("plain.mid");
    generate(plain, "--temperature", 0, "--bars", 4, "--random-seed", 1);
    List<String> options =
        List.of("--top-k 1", "--top-p 0.000001", "--min-p 1", "--beam 1", "--temperature 0");
    for (int i = 0; i < options.size(); i++) {
      Path file = folder.resolve(i + ".mid");
      Object[] args =
          Stream.of(options.get(i), "--bars 4 --random-seed 5")
              .flatMap(some -> Stream.of(some.split(" ")))
              .toArray();
      Command command = generate(file, args);
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
      assertThat(notes(MidiReader.read(file).score()))
          .as(options.get(i))
          .isEqualTo(notes(MidiReader.read(plain).score()));
    }
  }

  @Test
  void whatChoosesFromTheLikeliestIsTold() throws IOException {
    Path file = folder.resolve("tune.mid");
    Command command =
        generate(file, "--top-k", 5, "--top-p", 0.9, "--repetition-penalty", 2, "--bars", 4);
    assertThat(command.out())
        .contains("temperature 0.9, top-k 5, top-p 0.9, repetition penalty 2.0");
    assertThat(MidiReader.read(file).score().texts().stream().map(Text::value))
        .anyMatch(text -> text.contains("top-k 5"));
  }

  @Test
  void aSeedAndASeedFileExcludeEachOther() {
    Path file = folder.resolve("tune.mid");
    refused(
        generate(file, "--seed", "C4", "--seed-midi", "x.mid"),
        ExitCode.USAGE,
        "--seed-midi",
        "--seed");
    refused(generate(file, "--seed", "C4:9", "--bars", 2), ExitCode.USAGE, "--bars");
  }

  @ParameterizedTest
  @ValueSource(strings = {"H4", "C4 E4 X", "C4:0", "C4:x", "C99"})
  void aSeedThatCannotBeReadIsPointedAt(String seed) {
    Path file = folder.resolve("tune.mid");
    String[] words = seed.split(" ");
    refused(generate(file, "--seed", seed), ExitCode.INPUT, words[words.length - 1]);
    assertThat(file).doesNotExist();
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mid"), "no music here");
    Path empty = Files.writeString(folder.resolve("empty.mid"), "");
    Path missing = folder.resolve("missing.mid");
    for (Path file : List.of(text, empty, missing, folder)) {
      refused(Command.run("inspect", file), ExitCode.INPUT, file.toString());
      refused(Command.run("play", file), ExitCode.INPUT, file.toString());
      refused(
          generate(folder.resolve("o.mid"), "--seed-midi", file), ExitCode.INPUT, file.toString());
    }
    assertThat(folder.resolve("o.mid")).doesNotExist();
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    refused(
        Command.run("generate", "--model", folder.resolve("nobody"), "--no-play"),
        ExitCode.INPUT,
        "nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "config.json", "vocabulary.json"})
  void aDamagedModelIsRefusedByTheNameOfTheFile(String damaged) throws IOException {
    Path copy = copyOfModel();
    byte[] bytes = Files.readAllBytes(copy.resolve(damaged));
    Path output = folder.resolve("o.mid");
    Object[] command = {"generate", "--model", copy, "--no-play", "--output", output};
    for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 2}) {
      Files.write(copy.resolve(damaged), Arrays.copyOf(bytes, length));
      refused(Command.run(command), ExitCode.INPUT, damaged);
    }
    Files.delete(copy.resolve(damaged));
    refused(Command.run(command), ExitCode.INPUT, copy.toString());
    assertThat(output).doesNotExist();
  }

  @Test
  void aModelOfAnotherVocabularyIsRefused() throws IOException {
    Path copy = copyOfModel();
    Path vocabulary = copy.resolve("vocabulary.json");
    Files.writeString(vocabulary, Files.readString(vocabulary).replace("NOTE_60", "NOTE_X"));
    refused(
        Command.run("generate", "--model", copy, "--no-play"), ExitCode.INPUT, "vocabulary.json");
  }

  private Path copyOfModel() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void inspectTellsWhatIsInAFile() {
    Command command =
        Command.run("inspect", TUNES.resolve("greensleeves.mid"), "--tokens", "--abc", "--roll");
    assertThat(command.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(command.out())
        .contains("84 quarter notes a minute", "6/8", "E minor", "'Greensleeves'", "channel 1")
        .contains("METRE_6/8 KEY_+1", "HOLD", "EOS", "M:6/8\nL:1/8\n", "K:Em\nE | G2A", "17 bars");
  }

  /** Objects and arrays; fails where it is not JSON. */
  private static int countObjects(String json) throws IOException {
    int objects = 0;
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        objects += token.isStructStart() ? 1 : 0;
      }
    }
    return objects;
  }

  @Test
  void inspectTellsItToPrograms() throws IOException {
    Command command = Command.run("inspect", TUNES.resolve("greensleeves.mid"), "--json");
    assertThat(countObjects(command.out())).isGreaterThan(3);
    assertThat(command.out()).contains("\"timeSignatures\"", "\"6/8\"");
  }

  @Test
  void aPictureIsWrittenOnce() {
    Path svg = folder.resolve("roll.svg");
    Path tune = TUNES.resolve("greensleeves.mid");
    assertThat(Command.run("inspect", tune, "--svg", svg).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(svg).content().startsWith("<svg ").contains("greensleeves");
    refused(Command.run("inspect", tune, "--svg", svg), ExitCode.INPUT, svg.toString());
  }

  @Test
  void aPortThatIsNotThereNamesThoseThatAre() {
    Command command =
        Command.run("play", TUNES.resolve("greensleeves.mid"), "--port", "no such port");
    refused(command, ExitCode.NO_DEVICE, "no such port", "Gervill");
  }

  @Test
  void devicesAreListed() {
    Command command = Command.run("devices");
    assertThat(command.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("Gervill");
    assertThat(Command.run("devices", "--json").out()).contains("\"name\":");
  }

  @Test
  void aScanTellsWhatBecomesOfEachFile() throws IOException {
    Path collection = Files.createDirectories(folder.resolve("collection/inner"));
    Path tune = tunes(1).get(0);
    Files.copy(tune, collection.resolve("good.mid"));
    byte[] bytes = Files.readAllBytes(tune);
    Files.write(collection.resolve("cut.mid"), Arrays.copyOf(bytes, bytes.length / 2));
    Files.writeString(collection.resolve("text.mid"), "no music here");
    Command command = Command.run("corpus", "scan", folder.resolve("collection"));
    assertThat(command.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(command.out())
        .contains("repaired  inner/cut.mid: ", "skipped  inner/text.mid: ", "; byte ")
        .contains("nearly the same  inner/cut.mid, inner/good.mid")
        .contains("3 files: 1 used, 1 used after repairs, 1 skipped")
        .doesNotContain("used  inner/good.mid");
    Command json = Command.run("corpus", "scan", folder.resolve("collection"), "--json");
    assertThat(countObjects(json.out())).isGreaterThan(8);
    assertThat(json.out())
        .contains("\"path\": \"inner/good.mid\"", "\"verdict\": \"used\"", "\"noteOns\": ")
        .contains("\"byteOffset\": ", "\"totals\": ", "\"identical\": false");
    refused(Command.run("corpus", "scan", folder.resolve("none")), ExitCode.INPUT, "none");
  }
}
