package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;
import ritornello.store.WholeFile;

/** What a model copies, and what it is kept from copying, as a user goes about it. */
class OriginalityCommandsTest {
  private static final Path CORPUS = Path.of("midi-corpus");

  @TempDir private Path folder;

  private static Command done(Object... arguments) {
    Command command = Command.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return command;
  }

  private static void refused(int exitCode, String word, Object... arguments) {
    Command command = Command.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(exitCode);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).contains(word).hasLineCount(1);
  }

  /** Another key, another tempo, twice as long. */
  private Path disguised(Path file, String name) throws IOException {
    Score score = MidiReader.read(file).score();
    List<Track> tracks = new ArrayList<>();
    for (Track track : score.tracks()) {
      List<Note> notes =
          track.notes().stream()
              .map(
                  n ->
                      new Note(2 * n.startTick(), 2 * n.lengthTicks(), n.pitch() - 5, n.velocity()))
              .toList();
      tracks.add(new Track(track.name(), track.channel(), notes, track.events()));
    }
    Score other =
        new Score(
            score.ppq(),
            List.of(TempoChange.ofQpm(0, 77)),
            score.timeSignatures(),
            List.of(),
            List.of(),
            tracks);
    Path written = folder.resolve(name);
    WholeFile.create(written, out -> MidiWriter.write(other, out));
    return written;
  }

  @Test
  void aDisguisedTuneIsTracedToItsFileAndBars() throws IOException {
    Path thief = disguised(CORPUS.resolve("greensleeves.mid"), "mine.mid");
    Command command = done("originality", thief, "--collection", CORPUS);
    assertThat(command.out())
        .contains("mine.mid: longest copy", "as in greensleeves.mid, bar")
        .contains("real, against the rest", "these");
    Path picture = folder.resolve("mine.svg");
    Command json =
        done("originality", thief, "--collection", CORPUS, "--json", "--provenance", picture);
    assertThat(json.out())
        .contains("\"path\": \"greensleeves.mid\"", "\"sourceFirstBar\": 1", "\"files\": 106");
    assertThat(Files.readString(picture)).startsWith("<svg").contains("as in greensleeves.mid");
    // All of its bars are copied.
    assertThat(command.out()).containsPattern("copied (\\d+) of \\1 bars");
  }

  @Test
  void aTuneIsNotTracedToWhereItIsNot() throws IOException {
    Path collection = Files.createDirectory(folder.resolve("collection"));
    for (String name : List.of("sakura", "this-old-man", "deck-the-halls")) {
      Files.copy(CORPUS.resolve(name + ".mid"), collection.resolve(name + ".mid"));
    }
    Path tune = CORPUS.resolve("greensleeves.mid");
    Command command =
        done("originality", tune, "--collection", collection, "--held-out", CORPUS, "--run", 10);
    assertThat(command.out()).contains("copied 0 of", "real, held out              106");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    Path tune = CORPUS.resolve("sakura.mid");
    refused(ExitCode.USAGE, "--collection", "originality", tune);
    refused(ExitCode.USAGE, "--run", "originality", tune, "--collection", CORPUS, "--run", 1);
    refused(ExitCode.INPUT, "nowhere", "originality", tune, "--collection", "nowhere");
    refused(ExitCode.INPUT, "nowhere", "originality", "nowhere", "--collection", CORPUS);
    Path picture = folder.resolve("x.svg");
    refused(
        ExitCode.USAGE,
        "--provenance",
        "originality",
        CORPUS,
        "--collection",
        CORPUS,
        "--provenance",
        picture);
    assertThat(picture).doesNotExist();
    refused(ExitCode.USAGE, "--max-copy", "generate", "--no-play", "--max-copy", 1);
    refused(ExitCode.USAGE, "--collection", "generate", "--no-play", "--max-copy", 5);
    refused(ExitCode.USAGE, "--max-copy", "generate", "--no-play", "--collection", CORPUS);
  }

  @Test
  void aPictureIsNotOverwritten() throws IOException {
    Path picture = Files.writeString(folder.resolve("x.svg"), "mine");
    Path tune = CORPUS.resolve("sakura.mid");
    Command command =
        Command.run("originality", tune, "--collection", CORPUS, "--provenance", picture);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(picture).hasContent("mine");
  }

  /** A model that knows a tune by heart copies it; told not to, it does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "melody",
        "melody --vocabulary-size 250",
        "frames --vocabulary-size 300",
        "performance",
        "remi --steps-per-quarter 4 --vocabulary-size 640"
      })
  void aModelThatKnowsATuneByHeartCopiesNoMoreThanItMay(String codec) throws IOException {
    Path collection = Files.createDirectory(folder.resolve("collection"));
    Path tune = CORPUS.resolve("clementine.mid");
    Files.copy(tune, collection.resolve(tune.getFileName()));
    Path model = folder.resolve("model");
    List<Object> training = new ArrayList<>(List.of("train", collection, "--model", model));
    training.addAll(List.of("--codec"));
    training.addAll(List.of(codec.split(" ")));
    training.addAll(List.of("--hidden", 64, "--layers", 1, "--embedding", 16, "--dropout", 0));
    training.addAll(List.of("--epochs", 110, "--batch", 1, "--window", 16, "--threads", 1));
    training.addAll(
        List.of("--no-augment", "--validation", 0, "--learning-rate", 0.005, "--patience", 200));
    done(training.toArray());
    assertThat(model).isDirectoryContaining("glob:**runs.safetensors");

    List<Score> free = generate(model, "free", 3);
    assertThat(longest(free, collection)).isGreaterThan(10);
    for (int most : new int[] {6, 8}) {
      List<Score> limited = generate(model, "limited" + most, 12, "--max-copy", most);
      assertThat(longest(limited, collection)).isLessThanOrEqualTo(most);
      assertThat(limited.stream().mapToInt(Score::noteCount).sum()).isGreaterThan(12 * most);
      List<Score> by =
          generate(model, "by" + most, 4, "--max-copy", most, "--collection", collection);
      assertThat(longest(by, collection)).isLessThanOrEqualTo(most);
    }
    assertThat(folder.resolve("limited8-1.mid"))
        .hasSameBinaryContentAs(again(model, "--max-copy", 8));
  }

  private List<Score> generate(Path model, String name, int count, Object... more)
      throws IOException {
    List<Score> scores = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      Path output = folder.resolve(name + "-" + seed + ".mid");
      Command command = generate(model, output, seed, more);
      assertThat(command.out().contains("drawn anew")).isEqualTo(more.length > 0);
      assertThat(command.out()).doesNotContain("all the same");
      scores.add(MidiReader.read(output).score());
    }
    return scores;
  }

  private static Command generate(Path model, Path output, int seed, Object... more) {
    Object[] fixed = {
      "generate", "--model", model, "--no-play", "--output", output, "--random-seed", seed
    };
    Stream<Object> length = Stream.of("--bars", 24, "--temperature", 0.4);
    return done(Stream.of(Stream.of(fixed), length, Stream.of(more)).flatMap(s -> s).toArray());
  }

  private Path again(Path model, Object... more) {
    Path output = folder.resolve("again.mid");
    generate(model, output, 1, more);
    return output;
  }

  /**
   * The longest run of highest notes that one of the pieces has in common with one of the tunes, by
   * comparing all with all: the same intervals, and ratios of times that differ by less than a
   * twentieth.
   */
  private static int longest(List<Score> pieces, Path collection) throws IOException {
    int longest = 0;
    try (Stream<Path> files = Files.list(collection)) {
      for (Path file : files.sorted().toList()) {
        long[][] tune = highest(MidiReader.read(file).score());
        for (Score piece : pieces) {
          longest = Math.max(longest, common(highest(piece), tune));
        }
      }
    }
    return longest;
  }

  private static int common(long[][] a, long[][] b) {
    int longest = 0;
    for (int i = 1; i < a.length; i++) {
      for (int j = 1; j < b.length; j++) {
        int notes = 1;
        while (i + notes - 1 < a.length
            && j + notes - 1 < b.length
            && continues(a, i + notes - 1, b, j + notes - 1, notes)) {
          notes++;
        }
        longest = Math.max(longest, notes);
      }
    }
    return longest;
  }

  private static boolean continues(long[][] a, int i, long[][] b, int j, int notes) {
    if (a[i][1] - a[i - 1][1] != b[j][1] - b[j - 1][1]) {
      return false;
    }
    if (notes < 2) {
      return true;
    }
    double ratioA = (a[i][0] - a[i - 1][0]) / (double) (a[i - 1][0] - a[i - 2][0]);
    double ratioB = (b[j][0] - b[j - 1][0]) / (double) (b[j - 1][0] - b[j - 2][0]);
    return Math.abs(Math.log(ratioA / ratioB)) < 0.05;
  }

  /** {tick, pitch} of the highest note of each moment. */
  private static long[][] highest(Score score) {
    TreeMap<Long, Long> highest = new TreeMap<>();
    for (Track track : score.tracks()) {
      for (Note note : track.notes()) {
        highest.merge(note.startTick(), (long) note.pitch(), Math::max);
      }
    }
    return highest.entrySet().stream()
        .map(entry -> new long[] {entry.getKey(), entry.getValue()})
        .toArray(long[][]::new);
  }
}
