package ritornello.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.Score;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Labelled;
import ritornello.token.MelodyCodec;

class LabelledCorpusTest {
  private static final Codec CODEC = new MelodyCodec(new CodecSpec(MelodyCodec.NAME, 4));
  private static final Labelling FOLDERS = new Labelling.ByFolder();

  @TempDir private Path folder;

  private static LabelledSplit split(long seed) {
    return new LabelledSplit(new Split(0.1, 0.2), seed, Optional.empty(), 3);
  }

  /** So many tunes of midi-corpus, from one on, in a folder of this name. */
  private void put(String label, int first, int count) throws IOException {
    Path place = Files.createDirectories(folder.resolve(label));
    List<Path> tunes = tunes();
    for (Path tune : tunes.subList(first, first + count)) {
      Files.copy(tune, place.resolve(tune.getFileName()));
    }
  }

  private static List<Path> tunes() throws IOException {
    try (var files = Files.list(Path.of("midi-corpus"))) {
      return files.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }

  private MidiCollection scan() throws IOException {
    return new CollectionScan(CODEC, (done, total) -> {}).scan(List.of(folder));
  }

  private LabelledCorpus corpus(LabelledSplit split) throws IOException {
    return LabelledCorpus.of(scan(), CODEC, FOLDERS, split);
  }

  private static Set<String> paths(List<LabelledPiece> pieces) {
    return pieces.stream().map(LabelledPiece::path).collect(Collectors.toSet());
  }

  private static long count(List<LabelledPiece> pieces, int label) {
    return pieces.stream().filter(piece -> piece.label() == label).count();
  }

  @Test
  @DisplayName("each side has its share of each label, and no piece is on two")
  void isStratified() throws IOException {
    put("a", 0, 40);
    put("b", 40, 10);
    put("c", 50, 3);
    LabelledCorpus corpus = corpus(split(1));
    assertThat(corpus.labels()).containsExactly("a", "b", "c");
    assertThat(count(corpus.test(), 0)).isBetween(7L, 9L);
    assertThat(count(corpus.validation(), 0)).isBetween(3L, 5L);
    assertThat(count(corpus.test(), 1)).isEqualTo(2);
    assertThat(count(corpus.validation(), 1)).isEqualTo(1);
    assertThat(count(corpus.test(), 2)).isEqualTo(1);
    assertThat(count(corpus.validation(), 2)).isEqualTo(1);
    assertThat(count(corpus.training(), 2)).isEqualTo(1);
    Set<String> all = new HashSet<>(paths(corpus.training()));
    all.addAll(paths(corpus.validation()));
    all.addAll(paths(corpus.test()));
    assertThat(all)
        .hasSize(corpus.training().size() + corpus.validation().size() + corpus.test().size());
    assertThat(corpus.notes()).isEmpty();
  }

  @Test
  @DisplayName("the seed says which piece goes where, and nothing else does")
  void isSeeded() throws IOException {
    put("a", 0, 20);
    put("b", 20, 20);
    assertThat(paths(corpus(split(1)).test())).isEqualTo(paths(corpus(split(1)).test()));
    assertThat(paths(corpus(split(1)).test())).isNotEqualTo(paths(corpus(split(2)).test()));
    assertThat(corpus(split(1)).hash()).isNotEqualTo(corpus(split(2)).hash());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("a piece and its variants are on one side")
  void nearDuplicatesStayTogether(long seed) throws IOException {
    put("a", 0, 12);
    put("b", 12, 12);
    SplittableRandom random = new SplittableRandom(seed);
    for (Path tune : tunes().subList(0, 12)) {
      Score score = MidiReader.read(tune).score();
      Score other = Variants.TRANSPOSED.of(score, random);
      Path variant = folder.resolve("a").resolve("again-" + tune.getFileName());
      Files.write(variant, MidiWriter.toBytes(other));
    }
    LabelledCorpus corpus = corpus(split(seed));
    for (List<LabelledPiece> side :
        List.of(corpus.training(), corpus.validation(), corpus.test())) {
      for (String path : paths(side)) {
        if (path.startsWith("a/again-")) {
          assertThat(paths(side)).contains(path.replace("again-", ""));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("parts of a work are on one side")
  void worksStayTogether(long seed) throws IOException {
    put("a", 0, 15);
    put("b", 15, 15);
    // Those that begin with the same two letters shall be one work.
    Optional<String> works = Optional.of("([ab]/..)");
    LabelledSplit split = new LabelledSplit(new Split(0.2, 0.3), seed, works, 3);
    LabelledCorpus corpus = corpus(split);
    List<Set<String>> sides = new ArrayList<>();
    for (List<LabelledPiece> side :
        List.of(corpus.training(), corpus.validation(), corpus.test())) {
      sides.add(paths(side).stream().map(path -> path.substring(0, 4)).collect(Collectors.toSet()));
    }
    assertThat(sides.get(0)).doesNotContainAnyElementsOf(sides.get(1));
    assertThat(sides.get(0)).doesNotContainAnyElementsOf(sides.get(2));
    assertThat(sides.get(1)).doesNotContainAnyElementsOf(sides.get(2));
  }

  @Test
  @DisplayName(
      "labels with too few pieces, and files without a label, are left out, and it is said")
  void leavesOutWhatIsTooLittle() throws IOException {
    put("a", 0, 5);
    put("b", 5, 5);
    put("c", 10, 2);
    put(".", 12, 1);
    Path tune = folder.resolve("a").resolve(tunes().get(0).getFileName());
    Files.copy(tune, folder.resolve("a/zz.mid"));
    LabelledCorpus corpus = corpus(split(1));
    assertThat(corpus.labels()).containsExactly("a", "b");
    assertThat(corpus.notes())
        .containsExactly(
            "1 file without a label is left out",
            "labels with fewer than 3 different pieces are left out: c (2)",
            "1 file is a copy of another and left out");
  }

  @Test
  void whatCannotBeToldApartIsRefused() throws IOException {
    put(".", 0, 4);
    assertThatThrownBy(() -> corpus(split(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no file of")
        .hasMessageContaining("--label-pattern");
    put("a", 4, 5);
    assertThatThrownBy(() -> corpus(split(1))).hasMessageContaining("have the one label a");
    put("b", 9, 2);
    assertThatThrownBy(() -> corpus(split(1)))
        .hasMessageContaining("too few pieces in")
        .hasMessageContaining("too few of b (2)");
  }

  @Test
  @DisplayName("an epoch has each piece once, in another order each time, the same each time anew")
  void epochsAreRepeatable() throws IOException {
    put("a", 0, 15);
    put("b", 15, 15);
    LabelledCorpus corpus = corpus(split(1));
    assertThat(pieces(corpus, 0))
        .containsExactlyInAnyOrderElementsOf(pieces(corpus, 1))
        .isNotEqualTo(pieces(corpus, 1))
        .isEqualTo(pieces(corpus, 0))
        .hasSize(corpus.training().size());
  }

  private static List<Integer> pieces(LabelledCorpus corpus, long epoch) {
    List<Integer> pieces = new ArrayList<>();
    for (var labelled = corpus.training(9, true).epoch(epoch); labelled.hasNext(); ) {
      Labelled next = labelled.next();
      assertThat(next.label()).isEqualTo(corpus.training().get(next.piece()).label());
      pieces.add(next.piece());
    }
    return pieces;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "^(reels|[a-z]+) @ x/reelsa-c12.mid @ reels",
        "^(reels|[a-z]+) @ jigs7.mid @ jigs",
        "(?<hornpipe>hpps)|(?<jig>jigs) @ hpps3.mid @ hornpipe",
        "(?<hornpipe>hpps)|(?<jig>jigs) @ jigs3.mid @ jig",
        "(?<hornpipe>hpps)|(?<jig>jigs) @ waltzes3.mid @",
        "[a-z]+ @ jigs/12.mid @ mid",
        "^[a-z]+ @ jigs/12.mid @"
      })
  void namesTellLabels(String regex, String path, String label) {
    assertThat(Labelling.ByName.of(regex).label(path)).isEqualTo(Optional.ofNullable(label));
  }

  @Test
  void foldersTellLabels() {
    assertThat(FOLDERS.label("Haydn/a/b.mid")).contains("Haydn");
    assertThat(FOLDERS.label("b.mid")).isEmpty();
    assertThatThrownBy(() -> Labelling.ByName.of("(")).hasMessageContaining("regular expression");
  }

  @Test
  void tablesTellLabels() throws IOException {
    Path table = folder.resolve("labels.csv");
    Files.writeString(
        table,
        "\uFEFFfile,label\na.mid, jig\n\n\"b, c.mid\",\"the \"\"best\"\" reel\"\n./d/e.mid,waltz\n");
    Labelling.ByTable read = Labelling.ByTable.read(table);
    assertThat(read.label("a.mid")).contains("jig");
    assertThat(read.label("b, c.mid")).contains("the \"best\" reel");
    assertThat(read.label("d/e.mid")).contains("waltz");
    assertThat(read.label("file")).isEmpty();
    Files.writeString(table, "a.mid,jig\na.mid,reel\n");
    assertThatThrownBy(() -> Labelling.ByTable.read(table))
        .hasMessageContaining("line 2: a.mid has two labels, jig and reel");
    Files.writeString(table, "a.mid;jig\n");
    assertThatThrownBy(() -> Labelling.ByTable.read(table))
        .hasMessageContaining("line 1: 'a.mid;jig' is not a file and its label");
  }
}
