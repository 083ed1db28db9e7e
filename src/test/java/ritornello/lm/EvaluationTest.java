package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.TokenKind;
import ritornello.token.Vocabulary;
import ritornello.token.Words;

/** What is measured side by side is what the model says token by token. */
class EvaluationTest {

  static Stream<Codec> codecs() {
    return Stream.concat(Codecs.NAMES.stream().map(EvaluationTest::usual), Stream.of(words()));
  }

  private static Codec usual(String name) {
    return Codecs.of(Codecs.usual(name, OptionalInt.empty()));
  }

  private static Codec words() {
    Codec frames = usual("frames");
    int note = frames.vocabulary().id("NOTE_60");
    int next = frames.vocabulary().id("NEXT_FRAME");
    Words words =
        new Words(
            List.of(frames.vocabulary().id("NOTE_3")),
            List.of(new Words.Merge(note - 1, next - 1)));
    return Codecs.withWords(frames, words);
  }

  private static LanguageModel model(Codec codec, NetworkSpec network) {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, float[]> parameters = new HashMap<>();
    for (Layout.Parameter parameter : new Layout(network).parameters()) {
      float[] values = new float[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      parameters.put(parameter.name(), values);
    }
    return new LanguageModel("random", codec, network, parameters);
  }

  private static NetworkSpec network(Codec codec) {
    return new NetworkSpec(codec.inputSizes(), 6, "lstm", 2, 8, codec.vocabulary().size(), 0.3);
  }

  /** More than there are rows, and longer than a window. */
  private static List<int[]> pieces(Codec codec) {
    SplittableRandom random = new SplittableRandom(3);
    List<int[]> pieces = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int[] piece = random.ints(1 + 9 * i, 3, codec.vocabulary().size()).toArray();
      piece[piece.length - 1] = Vocabulary.EOS;
      pieces.add(piece);
    }
    return pieces;
  }

  private static double stepByStep(LanguageModel model, List<int[]> pieces) {
    return pieces.stream().mapToDouble(piece -> Arrays.stream(model.nats(piece)).sum()).sum();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void likelihoodIsThatOfTheModelTokenByToken(Codec codec) {
    LanguageModel model = model(codec, network(codec));
    List<int[]> pieces = pieces(codec);
    Likelihood all = Evaluation.of(model, pieces).all();
    assertThat(all.tokens()).isEqualTo(pieces.stream().mapToLong(piece -> piece.length).sum());
    double nats = stepByStep(model, pieces);
    assertThat(all.nats()).isCloseTo(nats, within(1e-6 * nats));
    assertThat(all.natsPerToken()).isCloseTo(nats / all.tokens(), within(1e-6 * nats));
    assertThat(all.perplexity()).isCloseTo(Math.exp(nats / all.tokens()), within(1e-3));
    assertThat(all.bitsPerNote(10)).isCloseTo(nats / Math.log(2) / 10, within(1e-6 * nats));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru", "lstm"})
  void soItIsForNetworksThatAttendToWhatWasBefore(String cell) {
    Codec codec = usual("performance");
    NetworkSpec network =
        new NetworkSpec(codec.inputSizes(), 6, cell, 2, 8, codec.vocabulary().size(), 0)
            .with(new NetworkSpec.Deep(false, true, true, 3))
            .with(new NetworkSpec.Attention(NetworkSpec.Scoring.ADDITIVE, 12));
    LanguageModel model = model(codec, network);
    List<int[]> pieces = pieces(codec);
    double nats = stepByStep(model, pieces);
    assertThat(Evaluation.of(model, pieces).all().nats()).isCloseTo(nats, within(1e-6 * nats));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void tokensAreCountedByKindAndRank(Codec codec) {
    LanguageModel model = model(codec, network(codec));
    List<int[]> pieces = pieces(codec);
    Measured measured = Evaluation.of(model, pieces);
    Map<TokenKind, Likelihood> expected = new HashMap<>();
    for (int[] piece : pieces) {
      Continuation continuation = model.begin();
      double[] nats = model.nats(piece);
      for (int i = 0; i < piece.length; i++) {
        int rank = rank(continuation.logits(), piece[i]);
        Likelihood one = new Likelihood(1, nats[i], rank < 1 ? 1 : 0, rank < 5 ? 1 : 0);
        expected.merge(codec.kind(piece[i]), one, Likelihood::plus);
        continuation.accept(piece[i]);
      }
    }
    assertThat(measured.kinds().keySet()).isEqualTo(expected.keySet());
    measured
        .kinds()
        .forEach(
            (kind, likelihood) -> {
              Likelihood wanted = expected.get(kind);
              assertThat(likelihood.tokens()).isEqualTo(wanted.tokens());
              assertThat(likelihood.nats()).isCloseTo(wanted.nats(), within(1e-4 * wanted.nats()));
              // Logits that are nearly equal may be ordered otherwise by another way of adding up.
              assertThat(likelihood.first()).isCloseTo(wanted.first(), within(2L));
              assertThat(likelihood.amongFive()).isCloseTo(wanted.amongFive(), within(2L));
            });
    long tokens = measured.kinds().values().stream().mapToLong(Likelihood::tokens).sum();
    assertThat(measured.all().tokens()).isEqualTo(tokens);
  }

  private static int rank(float[] logits, int token) {
    int rank = 0;
    for (float logit : logits) {
      rank += logit > logits[token] ? 1 : 0;
    }
    return rank;
  }

  /** A model that knows nothing but one token. */
  @Test
  void accuracyIsTheShareOfTokensThatWereExpectedMost() {
    Codec codec = usual("frames");
    NetworkSpec network = network(codec);
    Map<String, float[]> parameters = new HashMap<>();
    for (Layout.Parameter parameter : new Layout(network).parameters()) {
      parameters.put(parameter.name(), new float[parameter.size()]);
    }
    int likeliest = codec.vocabulary().id("NOTE_60");
    parameters.get("output.bias")[likeliest] = 5;
    LanguageModel model = new LanguageModel("one", codec, network, parameters);
    // Of all the others, equally likely, the first four are ids 0 to 3.
    int[] piece = {likeliest, likeliest, 77, Vocabulary.EOS};
    Measured measured = Evaluation.of(model, List.of(piece));
    assertThat(measured.all().accuracy()).isEqualTo(0.5);
    assertThat(measured.all().accuracyOfFive()).isEqualTo(0.75);
    assertThat(measured.kinds().get(TokenKind.PITCH).accuracy()).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void nothingIsMeasuredAsNothing() {
    Codec codec = usual("frames");
    Likelihood all = Evaluation.of(model(codec, network(codec)), List.of()).all();
    assertThat(all).isEqualTo(Likelihood.NONE);
    assertThat(all.natsPerToken()).isZero();
  }

  @Test
  void theBaselineTakesTheOrderThatIsBestOnValidation() {
    Codec codec = usual("frames");
    int[] period = {70, 80, 70, 81, 70, 82};
    List<int[]> training = List.of(repeated(period, 40), repeated(period, 31));
    NGramBaseline baseline =
        NGramBaseline.of(
            codec, training, List.of(repeated(period, 7)), List.of(repeated(period, 5)));
    assertThat(baseline.validation()).hasSize(NGramBaseline.MOST_ORDER);
    double least = baseline.validation().stream().min(Double::compare).orElseThrow();
    assertThat(baseline.validation().get(baseline.order() - 1)).isEqualTo(least);
    // What comes after 70 is known from the two tokens before it, and not from fewer.
    assertThat(baseline.order()).isGreaterThanOrEqualTo(3);
    assertThat(baseline.ngram().all().accuracy()).isGreaterThan(0.95);
    assertThat(baseline.unigram().all().accuracy()).isCloseTo(0.5, within(0.02));
    assertThat(baseline.ngram().all().tokens()).isEqualTo(31);
    // Half of the tokens are 70, three in 31 one of the others each.
    assertThat(baseline.unigram().all().natsPerToken())
        .isCloseTo((15 * Math.log(2) + 15 * Math.log(6)) / 31, within(0.25));
    assertThat(baseline.unigram().kinds().get(TokenKind.END).tokens()).isEqualTo(1);
  }

  private static int[] repeated(int[] period, int times) {
    int[] piece = new int[period.length * times + 1];
    for (int i = 0; i < piece.length - 1; i++) {
      piece[i] = period[i % period.length];
    }
    piece[piece.length - 1] = Vocabulary.EOS;
    return piece;
  }

  @Test
  void measuringOnWhatWasLearnedIsNoTrouble() {
    Codec codec = usual("performance");
    List<int[]> pieces = pieces(codec);
    NGramBaseline baseline = NGramBaseline.of(codec, pieces, pieces, pieces);
    assertThat(baseline.ngram().all().tokens())
        .isEqualTo(pieces.stream().mapToLong(piece -> piece.length).sum());
    assertThat(baseline.ngram().all().nats())
        .isCloseTo(
            baseline.validation().get(baseline.order() - 1) * baseline.ngram().all().tokens(),
            within(1e-6 * baseline.ngram().all().nats()));
  }
}
