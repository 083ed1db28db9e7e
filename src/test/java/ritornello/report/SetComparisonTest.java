package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** Sets of pieces whose pitch range is chosen. */
class SetComparisonTest {
  private static final long SEED = 3;

  private static Measures ofRange(int semitones) {
    List<Note> notes = List.of(new Note(0, 480, 20, 80), new Note(480, 480, 20 + semitones, 80));
    Track track = new Track("", 0, notes, List.of());
    Score score = new Score(480, List.of(), List.of(), List.of(), List.of(), List.of(track));
    return Measures.of(score).orElseThrow();
  }

  private static List<Measures> ofRanges(int... semitones) {
    return IntStream.of(semitones).mapToObj(SetComparisonTest::ofRange).toList();
  }

  private static SetComparison compared(List<Measures> these, List<Measures> others, int draws) {
    return SetComparison.of(these, others, draws, SEED).stream()
        .filter(comparison -> comparison.measure() == Measure.PITCH_RANGE)
        .findFirst()
        .orElseThrow();
  }

  private static void close(SetComparison.Estimate estimate, double value) {
    assertThat(estimate.value()).isCloseTo(value, within(2e-3));
  }

  /**
   * Expected values from SciPy 1.17.1: {@code gaussian_kde(distances, n ** -0.2)} of all ordered
   * pairs, where n is the smaller number of them, {@code integrate.quad} of the lower of two from
   * the least distance to the greatest, and {@code stats.entropy} of both at 20001 points.
   */
  @Test
  void areasAndDistancesAreThoseOfSciPy() {
    SetComparison one = compared(ofRanges(1, 2, 4, 7, 11), ofRanges(2, 3, 5, 9, 14, 20), 0);
    close(one.theseAgainstBetween().orElseThrow().area(), 0.689081);
    close(one.othersAgainstBetween().orElseThrow().area(), 0.755676);
    close(one.theseAgainstBetween().orElseThrow().klDistance(), 0.173840);
    close(one.othersAgainstBetween().orElseThrow().klDistance(), 0.049869);
    SetComparison two =
        compared(ofRanges(1, 3, 4, 6, 8, 9, 12), ofRanges(2, 3, 5, 6, 7, 10, 13, 15), 0);
    close(two.theseAgainstBetween().orElseThrow().area(), 0.844568);
    close(two.othersAgainstBetween().orElseThrow().area(), 0.848172);
    close(two.theseAgainstBetween().orElseThrow().klDistance(), 0.026936);
    close(two.othersAgainstBetween().orElseThrow().klDistance(), 0.026578);
  }

  @Test
  void setsThatAreFarApartShareNothing() {
    SetComparison comparison = compared(ofRanges(1, 2, 3, 4), ofRanges(60, 61, 64, 66, 67), 20);
    SetComparison.Overlap overlap = comparison.theseAgainstBetween().orElseThrow();
    assertThat(overlap.area().value()).isLessThan(1e-6);
    assertThat(overlap.klDistance().value()).isGreaterThan(5);
    assertThat(overlap.klDistance().high()).isFinite();
  }

  @Test
  void spreadsAreMeansAndDeviations() {
    SetComparison comparison = compared(ofRanges(2, 4, 6), ofRanges(5, 5, 5, 5), 0);
    assertThat(comparison.these().pieces()).isEqualTo(3);
    assertThat(comparison.these().mean()).containsExactly(4);
    assertThat(comparison.these().deviation()).containsExactly(2);
    assertThat(comparison.others().deviation()).containsExactly(0);
  }

  @Test
  void whatDoesNotVaryIsAlikeOrCannotBeCompared() {
    SetComparison alike = compared(ofRanges(5, 5, 5), ofRanges(5, 5, 5, 5), 10);
    assertThat(alike.theseAgainstBetween().orElseThrow().area().value()).isEqualTo(1);
    assertThat(alike.theseAgainstBetween().orElseThrow().klDistance().value()).isZero();
    SetComparison constant = compared(ofRanges(5, 5, 5), ofRanges(1, 2, 3, 4), 10);
    assertThat(constant.theseAgainstBetween()).isEmpty();
    assertThat(constant.othersAgainstBetween()).isPresent();
    SetComparison few = compared(ofRanges(5, 6), ofRanges(1, 2, 3, 4), 10);
    assertThat(few.theseAgainstBetween()).isEmpty();
    assertThat(few.these().pieces()).isEqualTo(2);
  }

  /** Pieces without a measure are left out of it alone. */
  @Test
  void piecesWithoutAMeasureDoNotCount() {
    List<Measures> withOneNote =
        Stream.concat(ofRanges(3, 4, 7).stream(), Stream.of(oneNote())).toList();
    List<SetComparison> all = SetComparison.of(withOneNote, ofRanges(1, 2, 3, 9), 5, SEED);
    assertThat(all).hasSize(Measure.values().length);
    for (SetComparison comparison : all) {
      boolean needsTwo = comparison.measure() == Measure.MEAN_INTERVAL;
      if (needsTwo || comparison.measure() == Measure.PITCH_RANGE) {
        assertThat(comparison.these().pieces()).isEqualTo(needsTwo ? 3 : 4);
      }
    }
  }

  private static Measures oneNote() {
    Track track = new Track("", 0, List.of(new Note(0, 480, 60, 80)), List.of());
    return Measures.of(new Score(480, List.of(), List.of(), List.of(), List.of(), List.of(track)))
        .orElseThrow();
  }

  private static List<Measures> normal(SplittableRandom random, int pieces, double mean) {
    return IntStream.range(0, pieces)
        .map(i -> (int) Math.round(Math.max(0, mean + 6 * gaussian(random))))
        .mapToObj(SetComparisonTest::ofRange)
        .toList();
  }

  private static double gaussian(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  @Test
  void setsOfOneKindAgreeAndOthersLessTheMoreTheyDiffer() {
    SplittableRandom random = new SplittableRandom(4);
    List<Measures> real = normal(random, 80, 40);
    double same = area(normal(random, 60, 40), real);
    double near = area(normal(random, 60, 54), real);
    double far = area(normal(random, 60, 70), real);
    assertThat(same).isGreaterThan(0.9);
    assertThat(near).isLessThan(same - 0.05);
    assertThat(far).isLessThan(near - 0.3);
  }

  private static double area(List<Measures> these, List<Measures> others) {
    return compared(these, others, 0).othersAgainstBetween().orElseThrow().area().value();
  }

  @Test
  void intervalsHoldTheValueShrinkWithTheSetsAndComeFromTheSeed() {
    SplittableRandom random = new SplittableRandom(5);
    List<Measures> real = normal(random, 120, 40);
    List<Measures> these = normal(random, 120, 50);
    SetComparison.Estimate many =
        compared(these, real, 200).othersAgainstBetween().orElseThrow().area();
    SetComparison.Estimate few =
        compared(these.subList(0, 15), real.subList(0, 15), 200)
            .othersAgainstBetween()
            .orElseThrow()
            .area();
    assertThat(many.low()).isLessThan(many.value());
    assertThat(many.high()).isGreaterThan(many.value());
    assertThat(many.high() - many.low()).isLessThan(0.6 * (few.high() - few.low()));
    SetComparison.Estimate again =
        compared(these, real, 200).othersAgainstBetween().orElseThrow().area();
    assertThat(again).isEqualTo(many);
  }
}
