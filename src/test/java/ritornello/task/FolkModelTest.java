package ritornello.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.TimeSignature;
import ritornello.store.ModelFiles;
import ritornello.token.MelodyCodec;

/** What the bundled model invents are tunes: in their key and metre, of phrases, with an end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FolkModelTest {
  private static final int TUNES = 32;
  private static final int MOST_BARS = 64;
  private static final int MOST_BYTES = 8_000_000;

  private LanguageModel folk;
  private List<Melody> tunes;

  @BeforeAll
  void invent() throws IOException {
    folk = LanguageModel.load(ModelFiles.resolve("folk"));
    tunes = tunes(TUNES, MOST_BARS);
  }

  private static int[] tokens(Callable<Generator.Generated> generating) {
    try {
      return generating.call().tokens();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<Melody> tunes(int count, int bars, int... prefix) {
    Generator generator = new Generator(folk, new Sampler(0.9));
    MelodyCodec codec = (MelodyCodec) folk.codec();
    return IntStream.range(0, count)
        .mapToObj(
            seed ->
                codec.decodeMelody(
                    tokens(() -> generator.generate(new Request(prefix, bars), seed))))
        .toList();
  }

  @Test
  void itIsSmall() throws IOException {
    long bytes = 0;
    for (String file : ModelFiles.NEEDED) {
      try (InputStream in = ModelFiles.resolve("folk").open(file)) {
        bytes += in.readAllBytes().length;
      }
    }
    assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void notesAreInTheKey() {
    double inside = 0;
    double all = 0;
    for (Melody tune : tunes) {
      int fifths = tune.key().orElseThrow().fifths();
      for (MelodyNote note : tune.notes()) {
        inside += Math.floorMod(7 * (note.pitch() - 5) - fifths, 12) < 7 ? 1 : 0;
        all++;
      }
    }
    assertThat(inside / all).isGreaterThan(0.95);
  }

  @Test
  void mostTunesEndByThemselvesWhereTunesEnd() {
    List<Melody> ended = tunes.stream().filter(tune -> tune.bars().size() < MOST_BARS).toList();
    assertThat(ended.size()).isGreaterThan(TUNES * 6 / 10);
    // Tonic, third or fifth of the major key, or the tonic of its relative minor.
    assertThat(count(ended, tune -> List.of(0, 4, 7, 9).contains(lastDegree(tune))))
        .isGreaterThan(ended.size() * 2 / 3);
    // Phrases are of four bars, with or without a pickup.
    assertThat(count(ended, tune -> tune.bars().size() % 4 <= 1))
        .isGreaterThan(ended.size() * 3 / 4);
  }

  private static int count(List<Melody> tunes, Predicate<Melody> condition) {
    return (int) tunes.stream().filter(condition).count();
  }

  private static int lastDegree(Melody tune) {
    List<MelodyNote> notes = tune.notes();
    int tonic = tune.key().orElseThrow().tonic();
    return Math.floorMod(notes.get(notes.size() - 1).pitch() - tonic, 12);
  }

  @Test
  void barsReturnAndStillDiffer() {
    for (Melody tune : tunes) {
      assertThat(differentBars(tune)).isGreaterThanOrEqualTo(3);
    }
    assertThat(count(tunes, tune -> differentBars(tune) < tune.bars().size()))
        .isGreaterThan(TUNES * 3 / 4);
  }

  private static long differentBars(Melody tune) {
    return tune.bars().stream()
        .map(
            bar ->
                tune.notes().stream()
                    .filter(n -> n.startStep() >= bar.startStep())
                    .filter(n -> n.startStep() < bar.endStep())
                    .map(n -> List.of(n.startStep() - bar.startStep(), n.pitch()))
                    .toList())
        .distinct()
        .count();
  }

  @Test
  void metreAndKeyCanBeAskedFor() {
    MelodyCodec codec = (MelodyCodec) folk.codec();
    Optional<TimeSignature> waltz = Optional.of(new TimeSignature(3, 4));
    int[] prefix = codec.prefix(waltz, Optional.of(KeySignature.parse("G")));
    for (Melody tune : tunes(8, 16, prefix)) {
      assertThat(tune.firstTimeSignature()).isEqualTo(waltz.get());
      assertThat(tune.key().orElseThrow().fifths()).isEqualTo(1);
    }
  }
}
