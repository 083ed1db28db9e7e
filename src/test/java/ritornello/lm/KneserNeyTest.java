package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The n-grams are those of the papers. */
class KneserNeyTest {
  private static final double EXACT = 1e-12;

  /** p of each token of each measured piece, by order. */
  private static List<List<double[]>> probabilities(
      List<int[]> training, List<int[]> measured, int vocabulary, int orders) {
    KneserNey model = new KneserNey(List.of(training, measured), vocabulary, orders);
    List<List<double[]>> byOrder = new ArrayList<>();
    model.measure(
        (n, p) -> {
          List<double[]> pieces = new ArrayList<>();
          int at = 0;
          for (int[] piece : measured) {
            pieces.add(Arrays.copyOfRange(p, at + 1, at + 1 + piece.length));
            at += 1 + piece.length;
          }
          byOrder.add(pieces);
        });
    return byOrder;
  }

  /** Pieces that repeat themselves and each other, as music does. */
  private static List<int[]> pieces(SplittableRandom random, int count, int vocabulary) {
    int[] motif = random.ints(7, 0, vocabulary).toArray();
    List<int[]> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] piece = new int[random.nextInt(40)];
      for (int at = 0; at < piece.length; at++) {
        boolean repeats = random.nextInt(4) > 0;
        piece[at] = repeats ? motif[at % motif.length] : random.nextInt(vocabulary);
      }
      pieces.add(piece);
    }
    return pieces;
  }

  /** By hand, of "a b a b c": too few counts of counts, so the discounts are 0.5, 1 and 1.5. */
  @Test
  void aHandMadeCaseHasItsKnownValues() {
    int a = 0;
    int b = 1;
    int c = 2;
    int never = 4;
    List<int[]> training = List.of(new int[] {a, b, a, b, c});
    List<List<double[]>> p =
        probabilities(training, List.of(new int[] {a, b, c, never, a}, new int[] {b}), 5, 2);

    // Unigrams: a twice, b twice, c once; γ = (1 + 1 + 0.5) / 5.
    assertThat(p.get(0).get(0))
        .containsExactly(
            new double[] {
              1 / 5.0 + 0.5 / 5, 1 / 5.0 + 0.5 / 5, 0.5 / 5 + 0.5 / 5, 0.5 / 5, 1 / 5.0 + 0.5 / 5
            },
            within(EXACT));
    // Below bigrams a counts 2, for it stands at the beginning and after b; b and c count 1.
    double qa = (2 - 1) / 4.0 + 0.5 / 5;
    double qb = (1 - 0.5) / 4.0 + 0.5 / 5;
    double qc = qb;
    assertThat(p.get(1).get(0))
        .containsExactly(
            new double[] {
              (1 - 0.5) / 1 + 0.5 * qa,
              (2 - 1) / 2.0 + 0.5 * qb,
              (1 - 0.5) / 2 + 0.5 * qc,
              0.5 / 5, // nothing ever followed c
              qa // a context that was never learned
            },
            within(EXACT));
    assertThat(p.get(1).get(1)[0]).isCloseTo(0.5 * qb, within(EXACT)); // no piece began with b
  }

  @Test
  void discountsAreThoseOfChenAndGoodman() {
    Discounts discounts = Discounts.of(new long[] {0, 10, 5, 3, 2}).orElseThrow();
    assertThat(discounts.one()).isCloseTo(0.5, within(EXACT));
    assertThat(discounts.two()).isCloseTo(1.1, within(EXACT));
    assertThat(discounts.more()).isCloseTo(3 - 4 * 0.5 * 2 / 3, within(EXACT));
    assertThat(discounts.of(0)).isZero();
    assertThat(discounts.of(7)).isEqualTo(discounts.more());
  }

  @Test
  void countsOfCountsThatDoNotFallGiveNoDiscounts() {
    assertThat(Discounts.of(new long[5])).isEmpty();
    assertThat(Discounts.of(new long[] {0, 4, 1, 9, 1})).isEmpty();
    assertThat(Discounts.of(new long[] {0, 7355, 11643, 1881, 775})).isEmpty();
    assertThat(Discounts.of(new long[] {0, 100, 5, 4, 3})).isEmpty(); // D₂ would be negative
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void allOrdersAreWhatTheFormulasSay(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int vocabulary = 2 + random.nextInt(7);
    List<int[]> training = pieces(random, 12, vocabulary);
    List<int[]> measured = new ArrayList<>(pieces(random, 4, vocabulary));
    measured.add(training.get(0));
    List<List<double[]>> p = probabilities(training, measured, vocabulary, 6);
    for (int n = 1; n <= 6; n++) {
      PlainKneserNey plain = new PlainKneserNey(training, vocabulary, n);
      for (int piece = 0; piece < measured.size(); piece++) {
        for (int at = 0; at < measured.get(piece).length; at++) {
          assertThat(p.get(n - 1).get(piece)[at])
              .as("order %d, piece %d, token %d", n, piece, at)
              .isCloseTo(plain.probability(measured.get(piece), at), within(EXACT));
        }
      }
    }
  }

  /** Whatever came before: each token of the vocabulary as the next, once. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void probabilitiesOfAllTokensSumToOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int vocabulary = 2 + random.nextInt(30);
    List<int[]> training = pieces(random, 30, vocabulary);
    List<int[]> histories = new ArrayList<>(pieces(random, 5, vocabulary));
    histories.add(new int[0]);
    histories.add(Arrays.copyOf(training.get(1), training.get(1).length / 2));
    for (int[] history : histories) {
      List<int[]> continued =
          IntStream.range(0, vocabulary).mapToObj(token -> followed(history, token)).toList();
      List<List<double[]>> p = probabilities(training, continued, vocabulary, 20);
      for (List<double[]> ofOrder : p) {
        double sum = ofOrder.stream().mapToDouble(piece -> piece[history.length]).sum();
        assertThat(sum).isCloseTo(1, within(EXACT));
      }
    }
  }

  private static int[] followed(int[] history, int token) {
    int[] piece = Arrays.copyOf(history, history.length + 1);
    piece[history.length] = token;
    return piece;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9})
  void wholeDistributionsHoldTheSameProbabilities(int order) {
    SplittableRandom random = new SplittableRandom(order);
    int vocabulary = 9;
    List<int[]> training = pieces(random, 40, vocabulary);
    List<int[]> measured = pieces(random, 10, vocabulary);
    KneserNey model = new KneserNey(List.of(training, measured), vocabulary, 9);
    List<double[]> byOrder = new ArrayList<>();
    model.measure((n, p) -> byOrder.add(p.clone()));
    NGramText text = model.text();
    Distributions distributions = model.distributions(order, 1);
    for (int place = text.end(0); place < text.end(1); place++) {
      if (!text.isBegin(place)) {
        double[] p = distributions.at(place);
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(EXACT));
        assertThat(p[text.token(place)])
            .isCloseTo(byOrder.get(order - 1)[place - text.end(0)], within(EXACT));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20, 100})
  void placesAreSortedAsDeepAsIsAskedFor(int depth) {
    SplittableRandom random = new SplittableRandom(depth);
    int[] text = random.ints(600, 0, 3).toArray();
    int[] places = SuffixOrder.of(text, 3, depth);
    byte[] common = SuffixOrder.common(text, places, depth);
    assertThat(Arrays.stream(places).sorted().toArray())
        .isEqualTo(IntStream.range(0, text.length).toArray());
    for (int i = 1; i < places.length; i++) {
      int[] before = prefix(text, places[i - 1], depth);
      int[] after = prefix(text, places[i], depth);
      assertThat(Arrays.compare(before, after)).isLessThanOrEqualTo(0);
      int mismatch = Arrays.mismatch(before, after);
      assertThat((int) common[i]).isEqualTo(mismatch < 0 ? after.length : mismatch);
    }
  }

  private static int[] prefix(int[] text, int place, int depth) {
    return Arrays.copyOfRange(text, place, Math.min(text.length, place + depth));
  }
}
