package ritornello.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;
import ritornello.store.Hash;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.Encoding;
import ritornello.token.Rendering;
import ritornello.token.TokenSource;
import ritornello.token.Vocabulary;

class CorpusTest {
  private static final PitchCodec CODEC = new PitchCodec("pitch");

  @ParameterizedTest
  @CsvSource({"0.1, 0", "0.1, 0.1", "0.3, 0.2", "0, 0"})
  void sharesAreAboutThoseAskedForAndNothingIsLostOrShared(double validation, double test) {
    List<ScannedFile> files = randomFiles(new Random(1), 1000);
    Corpus corpus = corpus(files, new Split(validation, test));

    Set<String> training = contents(corpus.training(0, false));
    Set<String> held = contents(corpus.validation());
    Set<String> tested = contents(corpus.test());

    assertThat(held.size() / 1000.0).isBetween(validation * 0.7, validation * 1.3);
    assertThat(tested.size() / 1000.0).isBetween(test * 0.7, test * 1.3);
    Set<String> all = new HashSet<>(training);
    all.addAll(held);
    all.addAll(tested);
    assertThat(training.size() + held.size() + tested.size()).isEqualTo(1000);
    assertThat(all).as("no piece on two sides").hasSize(1000);
    assertThat(corpus.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void noPieceChangesSidesWhenFilesAreAddedOrRenamed(long seed) {
    Random random = new Random(seed);
    List<ScannedFile> few = randomFiles(random, 100);
    List<ScannedFile> many = new ArrayList<>(randomFiles(random, 300));
    for (ScannedFile file : few) {
      many.add(new ScannedFile("renamed/" + file.path(), file.sha256(), file.verdict()));
    }
    Split split = new Split(0.2, 0.2);

    Corpus small = corpus(few, split);
    Corpus large = corpus(many, split);

    assertThat(contents(large.training(0, false))).containsAll(contents(small.training(0, false)));
    assertThat(contents(large.validation())).containsAll(contents(small.validation()));
    assertThat(contents(large.test())).containsAll(contents(small.test()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aTuneInOtherKeysStaysOnOneSide(long seed) {
    Random random = new Random(seed);
    List<ScannedFile> files = new ArrayList<>();
    for (ScannedFile file : randomFiles(random, 60)) {
      int[] tokens = ((Verdict.Usable) file.verdict()).piece().tokens();
      for (int semitones : new int[] {0, 3, -7}) {
        files.add(used(semitones + file.path(), CODEC.transpose(tokens, semitones)));
      }
    }
    Corpus corpus = corpus(files, new Split(0.3, 0.2));

    Set<String> training = shapes(corpus.training(0, false));
    Set<String> held = shapes(corpus.validation());
    Set<String> tested = shapes(corpus.test());

    assertThat(
            corpus.training(0, false).count() + corpus.validation().count() + corpus.test().count())
        .isEqualTo(180);
    assertThat(training.size() + held.size() + tested.size()).isEqualTo(60);
    assertThat(held).isNotEmpty().doesNotContainAnyElementsOf(training);
    assertThat(tested).isNotEmpty().doesNotContainAnyElementsOf(training);
  }

  @Test
  void copiesCountOnce() {
    List<ScannedFile> files =
        List.of(used("a", 60, 62), used("b", 60, 62), used("c", 61, 63), used("d", 60, 64));
    Corpus corpus = corpus(files, new Split(0, 0));

    assertThat(corpus.training(0, false).count()).isEqualTo(3);
    assertThat(corpus.copies()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void twoMelodiesAreEnoughForValidation(int count) {
    for (int seed = 0; seed < 50; seed++) {
      List<ScannedFile> files = randomFiles(new Random(seed), count);
      Corpus corpus = corpus(files, Split.DEFAULT);

      assertThat(corpus.validation().count()).isPositive();
      assertThat(corpus.training(0, false).count()).isPositive();
      assertThat(corpus.training(0, false).count() + corpus.validation().count()).isEqualTo(count);
      assertThat(contents(corpus(files, Split.DEFAULT).validation()))
          .isEqualTo(contents(corpus.validation()));
    }
  }

  @Test
  void whatTheSharesDidNotAskForIsSaid() {
    List<ScannedFile> forTraining =
        IntStream.range(0, 100)
            .mapToObj(i -> List.of(used("a", 60, i), used("b", 60, i, i)))
            .filter(files -> corpus(files, Split.DEFAULT).notes().size() == 1)
            .findFirst()
            .orElseThrow();

    assertThat(corpus(forTraining, Split.DEFAULT).notes())
        .containsExactly("so few different melodies that one meant for training is for validation");
    Corpus single = corpus(List.of(used("a", 60, 62)), new Split(0.1, 0.1));
    assertThat(single.training(0, true).count()).isEqualTo(1);
    assertThat(single.validation().count()).isZero();
    assertThat(single.notes()).anyMatch(note -> note.contains("too few different melodies"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEpochIsTheSameEachTimeAndUnlikeOthers(boolean augment) {
    List<ScannedFile> files = randomFiles(new Random(1), 50);
    Corpus corpus = corpus(files, Split.DEFAULT);
    TokenSource training = corpus.training(7, augment);
    TokenSource again = corpus(files, Split.DEFAULT).training(7, augment);

    again.epoch(0).forEachRemaining(tokens -> Arrays.fill(tokens, 0));

    Set<List<String>> epochs = new HashSet<>();
    for (long epoch = 0; epoch < 20; epoch++) {
      assertThat(sequences(again, epoch)).isEqualTo(sequences(training, epoch));
      epochs.add(sequences(training, epoch));
      assertThat(sequences(training, epoch).size()).isEqualTo(training.count());
    }
    assertThat(epochs).hasSize(20);
    assertThat(sequences(corpus.training(8, augment), 0)).isNotIn(epochs);
    assertThat(sequences(corpus.validation(), 0)).isEqualTo(sequences(corpus.validation(), 9));
  }

  @Test
  void everyEpochHasEveryPieceOnceInSomeKey() {
    Corpus corpus = corpus(randomFiles(new Random(2), 80), Split.DEFAULT);
    Set<String> shapes = shapes(corpus.training(1, false));
    TokenSource augmented = corpus.training(1, true);

    for (long epoch = 0; epoch < 5; epoch++) {
      List<String> found = new ArrayList<>();
      augmented.epoch(epoch).forEachRemaining(tokens -> found.add(shape(tokens)));
      assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(shapes);
    }
    assertThat(augmented.tokens()).isEqualTo(corpus.training(1, false).tokens());
  }

  @ParameterizedTest
  @CsvSource({
    "60, 72, -5, 6",
    "38, 50, -2, 6",
    "80, 95, -5, 1",
    "33, 50, 3, 6",
    "20, 30, 0, 0",
    "30, 100, 0, 0"
  })
  void augmentationUsesAllKeysWithinTheRangeAndNoOthers(int low, int high, int least, int most) {
    Corpus corpus = corpus(List.of(used("a", low, high)), new Split(0, 0));
    TokenSource training = corpus.training(3, true);
    Set<Integer> seen = new TreeSet<>();
    for (long epoch = 0; epoch < 400; epoch++) {
      seen.add(CODEC.pitchRange(training.epoch(epoch).next())[0] - low);
    }

    assertThat(seen).containsExactlyElementsOf(IntStream.rangeClosed(least, most).boxed().toList());
  }

  @Test
  void performancesAreAlsoFasterAndSlowerLouderAndSofter() {
    Codec codec = Codecs.of(Codecs.usual("performance", OptionalInt.empty()));
    Note first = new Note(0, 400, 60, 62);
    Note second = new Note(1000, 400, 64, 82);
    Track track = new Track("", 0, List.of(first, second), List.of());
    Score score = new Score(500, List.of(), List.of(), List.of(), List.of(), List.of(track));
    int[] tokens = ((Encoding.Encoded) codec.encode(score)).tokens();
    Piece piece = Piece.of(tokens);
    Corpus corpus = Corpus.divided(codec, List.of(piece), List.of(piece), List.of(piece), "");
    Set<Integer> velocities = new TreeSet<>();
    Set<Long> starts = new TreeSet<>();
    TokenSource training = corpus.training(3, true);
    for (long epoch = 0; epoch < 400; epoch++) {
      int[] augmented = training.epoch(epoch).next();
      velocities.add(codec.velocityRange(augmented)[0]);
      Score music = codec.decode(augmented, new Rendering("", 120, 0, 64));
      starts.add(music.tracks().get(0).notes().get(1).startTick());
    }
    int bin = codec.velocityRange(tokens)[0];
    assertThat(velocities).containsExactly(bin - 2, bin - 1, bin, bin + 1, bin + 2);
    assertThat(starts).hasSize(13).contains(940L, 1060L);

    assertThat(corpus.training(3, false).epoch(1).next()).isEqualTo(tokens);
    assertThat(corpus.validation().epoch(1).next()).isEqualTo(tokens);
    assertThat(corpus.test().epoch(1).next()).isEqualTo(tokens);
  }

  @Test
  void validationIsNeverTransposed() {
    List<ScannedFile> files = randomFiles(new Random(2), 200);
    Set<String> originals = new HashSet<>();
    files.forEach(
        f -> originals.add(Arrays.toString(((Verdict.Usable) f.verdict()).piece().tokens())));

    assertThat(originals).containsAll(contents(corpus(files, Split.DEFAULT).validation()));
  }

  @Test
  void theHashTellsWhatItWasMadeFrom() {
    List<ScannedFile> files = randomFiles(new Random(2), 5);
    String hash = corpus(files, Split.DEFAULT).hash();
    List<ScannedFile> fewer = files.subList(0, 4);
    List<ScannedFile> renamed = new ArrayList<>(files);
    renamed.set(0, new ScannedFile("other.mid", files.get(0).sha256(), files.get(0).verdict()));
    List<ScannedFile> more = new ArrayList<>(files);
    more.add(new ScannedFile("zz.mid", "", new Verdict.Skipped("no notes")));
    PitchCodec other = new PitchCodec("other");

    assertThat(hash).hasSize(64).isEqualTo(corpus(files, Split.DEFAULT).hash());
    assertThat(hash).isEqualTo(corpus(more, Split.DEFAULT).hash());
    assertThat(hash).isNotEqualTo(corpus(fewer, Split.DEFAULT).hash());
    assertThat(hash).isNotEqualTo(corpus(renamed, Split.DEFAULT).hash());
    assertThat(hash).isNotEqualTo(corpus(files, new Split(0.2, 0)).hash());
    assertThat(hash)
        .isNotEqualTo(
            Corpus.of(new MidiCollection("p", other.spec(), files), other, Split.DEFAULT).hash());
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 0", "0, -1", "1, 0", "0.5, 0.5", "NaN, 0", "0, NaN"})
  void sharesThatLeaveNothingForTrainingAreRefused(double validation, double test) {
    assertThatThrownBy(() -> new Split(validation, test))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave something for training");
  }

  private static Corpus corpus(List<ScannedFile> files, Split split) {
    return Corpus.of(new MidiCollection("test", CODEC.spec(), files), CODEC, split);
  }

  private static List<ScannedFile> randomFiles(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> used(i + ".mid", random.ints(8 + i % 9, 50, 80).toArray()))
        .toList();
  }

  private static ScannedFile used(String path, int... pitchesOrTokens) {
    boolean isTokens = pitchesOrTokens[pitchesOrTokens.length - 1] == Vocabulary.EOS;
    int[] tokens =
        isTokens
            ? pitchesOrTokens
            : IntStream.concat(
                    Arrays.stream(pitchesOrTokens).map(p -> p + PitchCodec.FIRST_PITCH),
                    IntStream.of(Vocabulary.EOS))
                .toArray();
    String hash =
        Hash.sha256(Arrays.toString(tokens).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new ScannedFile(path, hash, new Verdict.Used(Piece.of(tokens), "test"));
  }

  private static List<String> sequences(TokenSource source, long epoch) {
    List<String> sequences = new ArrayList<>();
    source.epoch(epoch).forEachRemaining(tokens -> sequences.add(Arrays.toString(tokens)));
    return sequences;
  }

  private static Set<String> contents(TokenSource source) {
    return new HashSet<>(sequences(source, 0));
  }

  private static Set<String> shapes(TokenSource source) {
    Set<String> shapes = new HashSet<>();
    source.epoch(0).forEachRemaining(tokens -> shapes.add(shape(tokens)));
    return shapes;
  }

  private static String shape(int[] tokens) {
    return Arrays.toString(CODEC.transpose(tokens, -CODEC.pitchRange(tokens)[0]));
  }
}
