package ritornello.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import ritornello.token.Context;
import ritornello.token.Vocabulary;

/**
 * Looks for the likeliest sequence: of all sequences that go on from those it has, it keeps the
 * best. Nothing is drawn, so there is no chance in it.
 *
 * <p>Sequences are compared by ln P / ((5 + n) / 6)^α, n tokens having been found (Wu et al. 2016,
 * "Google's neural machine translation system", equation 14), where each token has its probability
 * among those that the codec's grammar allows. A width of 1 takes the likeliest token each time.
 *
 * @param width how many sequences are kept, 1 to 1000
 * @param lengthNormalisation α, 0 to 1: 0 compares probabilities of the whole, which are the higher
 *     the shorter; 1 compares nearly the mean of a token
 */
public record BeamSearch(int width, double lengthNormalisation) {
  private static final int MOST_WIDTH = 1000;

  public BeamSearch {
    if (width < 1 || width > MOST_WIDTH) {
      throw new IllegalArgumentException(
          "width of the beam is " + width + "; it must be from 1 to " + MOST_WIDTH);
    }
    if (!(lengthNormalisation >= 0 && lengthNormalisation <= 1)) {
      throw new IllegalArgumentException(
          "length normalisation is " + lengthNormalisation + "; it must be from 0 to 1");
    }
  }

  /**
   * What was found.
   *
   * @param tokens that follow the seed, without EOS
   * @param nats −ln of their probability, EOS included if they end so
   */
  public record Found(List<Integer> tokens, double nats) {}

  /** What may come next in one sequence, besides what the codec's grammar says. */
  public interface Rules {
    /** All that the grammar allows. */
    Rules NONE =
        new Rules() {
          @Override
          public BitSet allowed(Context context, float[] logits) {
            BitSet allowed = new BitSet(logits.length);
            IntStream.range(0, logits.length).filter(context::allows).forEach(allowed::set);
            return allowed;
          }

          @Override
          public Rules after(Context context, int token) {
            return this;
          }

          @Override
          public boolean mayEnd(Context context) {
            return true;
          }
        };

    /** The tokens that may come next, those that the grammar forbids left out. */
    BitSet allowed(Context context, float[] logits);

    /** Those that hold after one more token, which the context has not accepted yet. */
    Rules after(Context context, int token);

    /** Whether a sequence that is long enough may end here. */
    boolean mayEnd(Context context);
  }

  /** A sequence that may go on. */
  private record Hypothesis(
      Continuation continuation, Rules rules, List<Integer> tokens, double nats) {}

  /** A token that may follow one. */
  private record Candidate(Hypothesis before, int token, double nats, double score) {}

  /** One that has ended. */
  private record Ended(Found found, double score) {}

  /**
   * Searches until as many sequences have ended as the beam is wide, or none goes on.
   *
   * @param seed what they all go on from; as it was afterwards
   * @param rules that hold after the seed
   * @param isLong whether a sequence ends here without EOS, or not at all
   * @return nothing if none has ended
   * @throws IllegalStateException if a logit is not finite
   */
  public Optional<Found> search(Continuation seed, Rules rules, Predicate<Context> isLong) {
    List<Hypothesis> beam = List.of(new Hypothesis(seed.copy(), rules, List.of(), 0));
    List<Ended> ended = new ArrayList<>();
    while (!beam.isEmpty() && ended.size() < width) {
      List<Hypothesis> next = new ArrayList<>();
      for (Candidate candidate : best(beam)) {
        Hypothesis longer = longer(candidate);
        Context context = longer.continuation().context();
        boolean ends = candidate.token() == Vocabulary.EOS;
        if (!ends && !isLong.test(context)) {
          next.add(longer);
        } else if (ends || longer.rules().mayEnd(context)) {
          ended.add(new Ended(new Found(longer.tokens(), longer.nats()), candidate.score()));
        }
      }
      beam = next;
    }
    return ended.stream().max(Comparator.comparingDouble(Ended::score)).map(Ended::found);
  }

  private static Hypothesis longer(Candidate candidate) {
    Hypothesis before = candidate.before();
    if (candidate.token() == Vocabulary.EOS) {
      return new Hypothesis(
          before.continuation(), before.rules(), before.tokens(), candidate.nats());
    }
    Continuation continuation = before.continuation().copy();
    Rules rules = before.rules().after(continuation.context(), candidate.token());
    continuation.accept(candidate.token());
    List<Integer> tokens = new ArrayList<>(before.tokens());
    tokens.add(candidate.token());
    return new Hypothesis(continuation, rules, tokens, candidate.nats());
  }

  private List<Candidate> best(List<Hypothesis> beam) {
    List<Candidate> all = new ArrayList<>();
    for (Hypothesis hypothesis : beam) {
      double[] nats = nats(hypothesis);
      int length = hypothesis.tokens().size() + 1;
      double penalty = Math.pow((5 + length) / 6.0, lengthNormalisation);
      for (int token = 0; token < nats.length; token++) {
        if (nats[token] < Double.POSITIVE_INFINITY) {
          double sum = hypothesis.nats() + nats[token];
          all.add(new Candidate(hypothesis, token, sum, -sum / penalty));
        }
      }
    }
    all.sort(Comparator.comparingDouble(candidate -> -candidate.score()));
    return all.subList(0, Math.min(width, all.size()));
  }

  /** −ln p of each token among those that are allowed; infinite for the others. */
  private static double[] nats(Hypothesis hypothesis) {
    float[] logits = hypothesis.continuation().logits();
    BitSet allowed = hypothesis.rules().allowed(hypothesis.continuation().context(), logits);
    double[] nats = new double[logits.length];
    Arrays.fill(nats, Double.POSITIVE_INFINITY);
    if (allowed.isEmpty()) {
      return nats;
    }
    int likeliest = Sampler.likeliest(logits, allowed::get);
    double logSum =
        Math.log(allowed.stream().mapToDouble(t -> Math.exp(logits[t] - logits[likeliest])).sum());
    allowed.stream().forEach(t -> nats[t] = (double) logits[likeliest] - logits[t] + logSum);
    return nats;
  }
}
