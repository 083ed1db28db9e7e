package ritornello.lm;

import java.util.ArrayList;
import java.util.List;
import ritornello.token.Codec;

/**
 * What n-grams make of pieces that are known: the field's baseline for a model that remembers.
 * Interpolated, with modified Kneser–Ney smoothing, see {@code KneserNey}. They see tokens alone,
 * from the beginning of the piece, and nothing else that a codec may show a network.
 *
 * @param order n: that which is best on validation
 * @param validation mean −ln p of the validation pieces, in nats a token, of each order from 1
 * @param ngram of order n
 * @param unigram of order 1
 */
public record NGramBaseline(int order, List<Double> validation, Measured ngram, Measured unigram) {

  /** The highest order that is tried. */
  public static final int MOST_ORDER = 20;

  public NGramBaseline {
    validation = List.copyOf(validation);
  }

  /**
   * Learns and measures. Takes about 50 bytes of memory for each token, and some seconds for a
   * million.
   *
   * @param training pieces that are learned from, as tokens without BOS
   * @param validation pieces that choose the order
   * @param measured pieces
   */
  public static NGramBaseline of(
      Codec codec, List<int[]> training, List<int[]> validation, List<int[]> measured) {
    int vocabulary = codec.vocabulary().size();
    KneserNey model =
        new KneserNey(List.of(training, validation, measured), vocabulary, MOST_ORDER);
    List<Double> nats = new ArrayList<>();
    NGramText text = model.text();
    model.measure((n, p) -> nats.add(mean(text, p)));
    int order = 1 + nats.indexOf(nats.stream().min(Double::compare).orElseThrow());
    return new NGramBaseline(order, nats, measured(codec, model, order), measured(codec, model, 1));
  }

  /** Over the second group. */
  private static double mean(NGramText text, double[] p) {
    double sum = 0;
    int tokens = 0;
    for (int place = text.end(0); place < text.end(1); place++) {
      if (!text.isBegin(place)) {
        sum -= Math.log(p[place - text.end(0)]);
        tokens++;
      }
    }
    return sum / Math.max(1, tokens);
  }

  private static Measured measured(Codec codec, KneserNey model, int order) {
    Measured.Tally tally = new Measured.Tally(codec::kind);
    NGramText text = model.text();
    Distributions distributions = model.distributions(order, 2);
    for (int place = text.end(1); place < text.end(2); place++) {
      if (!text.isBegin(place)) {
        int token = text.token(place);
        double[] p = distributions.at(place);
        tally.add(token, -Math.log(p[token]), rank(p, token));
      }
    }
    return tally.measured();
  }

  private static int rank(double[] p, int token) {
    int rank = 0;
    for (int other = 0; other < p.length; other++) {
      boolean likelier = p[other] > p[token];
      rank += likelier || (other < token && p[other] == p[token]) ? 1 : 0;
    }
    return rank;
  }
}
