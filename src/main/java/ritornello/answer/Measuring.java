package ritornello.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import ritornello.answer.AnswererFigures.Row;
import ritornello.lm.Continuation;
import ritornello.lm.LanguageModel;
import ritornello.token.MelodyCodec;
import ritornello.token.TokenKind;

/**
 * Asks how likely true answers are.
 *
 * @param generator that the answerer is compared with, if there is one
 */
record Measuring(Answerer answerer, Optional<LanguageModel> generator) {
  private static final long SHUFFLING_SEED = 1;

  /** An order of a few bars that gives another question is found sooner. */
  private static final int MOST_SHUFFLES = 16;

  /**
   * A pair to be measured.
   *
   * @param tune the number of its tune
   * @param shuffled the question with its bars in another order, if that gives another question
   * @param another a question of the same metre and length from another tune, if there is one
   */
  private record Asked(Pair pair, int tune, Optional<int[]> shuffled, Optional<Pair> another) {}

  /** What an answer costs, in nats; empty where it was not asked. */
  private record Costs(
      int tokens,
      double heard,
      Optional<Double> shuffled,
      Optional<Double> another,
      Optional<Double> primed,
      Optional<Double> alone) {}

  /** Of all answers of a kind and length that there are in some tunes; nothing without any. */
  Optional<Row> row(Kind kind, int bars, List<Tune> tunes) {
    Pairs finder = new Pairs(codec());
    List<Asked> found = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(SHUFFLING_SEED);
    for (int tune = 0; tune < tunes.size(); tune++) {
      Tune of = tunes.get(tune);
      List<Pair> pairs =
          kind == Kind.REPLY ? finder.replies(of, bars) : finder.variations(of, bars);
      for (Pair pair : pairs) {
        if (Lesson.of(codec(), pair).fits()) {
          found.add(new Asked(pair, tune, shuffled(pair, random), Optional.empty()));
        }
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(measured(kind, bars, withOthers(found)));
  }

  private MelodyCodec codec() {
    return answerer.codec();
  }

  /** For each the question that stands half of all those of its metre and length away. */
  private static List<Asked> withOthers(List<Asked> all) {
    Map<List<Integer>, List<Asked>> alike = new LinkedHashMap<>();
    for (Asked asked : all) {
      int[] question = asked.pair().question();
      List<Integer> shape = List.of(question[0], question.length, asked.pair().pickup() ? 1 : 0);
      alike.computeIfAbsent(shape, key -> new ArrayList<>()).add(asked);
    }
    List<Asked> with = new ArrayList<>();
    for (List<Asked> group : alike.values()) {
      for (int i = 0; i < group.size(); i++) {
        Asked asked = group.get(i);
        int half = i + group.size() / 2;
        Optional<Pair> another =
            IntStream.range(0, group.size())
                .mapToObj(k -> group.get((half + k) % group.size()))
                .filter(other -> other.tune() != asked.tune())
                .map(Asked::pair)
                .findFirst();
        with.add(new Asked(asked.pair(), asked.tune(), asked.shuffled(), another));
      }
    }
    return with;
  }

  private Row measured(Kind kind, int bars, List<Asked> all) {
    // In parallel; but added in one order, for sums depend on it.
    List<Costs> costs = all.parallelStream().map(this::costs).toList();
    return new Row(
        kind,
        bars,
        all.size(),
        costs.stream().mapToLong(Costs::tokens).sum(),
        mean(costs, cost -> Optional.of(cost.heard())).orElseThrow(),
        mean(costs, Costs::shuffled),
        mean(costs, Costs::another),
        mean(costs, Costs::primed),
        mean(costs, Costs::alone));
  }

  /** Nats a token, of those that were asked. */
  private static Optional<Double> mean(List<Costs> all, Function<Costs, Optional<Double>> cost) {
    List<Costs> asked = all.stream().filter(costs -> cost.apply(costs).isPresent()).toList();
    double nats = asked.stream().mapToDouble(costs -> cost.apply(costs).orElseThrow()).sum();
    long tokens = asked.stream().mapToLong(Costs::tokens).sum();
    return asked.isEmpty() ? Optional.empty() : Optional.of(nats / tokens);
  }

  private Costs costs(Asked asked) {
    Pair pair = asked.pair();
    return new Costs(
        pair.answer().length - Pair.HEADER,
        after(pair.question(), pair),
        asked.shuffled().map(question -> after(question, pair)),
        asked.another().map(other -> after(other.question(), pair)),
        generator.map(model -> primed(model, pair)),
        generator.map(model -> nats(model, pair.answer())));
  }

  /** What the true answer costs the answerer after a question. */
  private double after(int[] question, Pair pair) {
    LanguageModel model = answerer.hearing(question, pair.pickup(), pair.wish());
    return nats(model, pair.answer());
  }

  /** Of a phrase, whose metre and key are known. */
  private static double nats(LanguageModel model, int[] phrase) {
    return Arrays.stream(model.nats(phrase)).skip(Pair.HEADER).sum();
  }

  /**
   * The generator is told what the answerer has learned: that the answer is not the question again,
   * and does not begin with a note that sounds on. So it is asked for the probability of the answer
   * among all others.
   */
  private double primed(LanguageModel model, Pair pair) {
    int[] question = pair.question();
    int again = Pair.HEADER + (pair.pickup() ? HeardSteps.barSteps(codec(), question) : 0);
    Continuation after = model.begin();
    Arrays.stream(question).forEach(after::accept);
    double excluded = Math.exp(-after.nats(codec().vocabulary().id("HOLD")));
    if (codec().kind(question[again]) != TokenKind.HOLD) {
      excluded += Math.exp(-nats(after, question, again));
    }
    double answer = nats(after, pair.answer(), Pair.HEADER);
    // Where rounding leaves nothing, it stays as it is.
    return excluded < 1 ? answer + Math.log1p(-excluded) : answer;
  }

  /** Of the tokens from a place on, if they come next. */
  private static double nats(Continuation before, int[] tokens, int from) {
    Continuation continuation = before.copy();
    double nats = 0;
    for (int i = from; i < tokens.length; i++) {
      nats += continuation.nats(tokens[i]);
      continuation.accept(tokens[i]);
    }
    return nats;
  }

  /** The question with its bars in another order, the pickup where it is. */
  private Optional<int[]> shuffled(Pair pair, SplittableRandom random) {
    int[] question = pair.question();
    int barSteps = HeardSteps.barSteps(codec(), question);
    int first = Pair.HEADER + (pair.pickup() ? barSteps : 0);
    for (int i = 0; i < MOST_SHUFFLES; i++) {
      int[] other = shuffled(question, first, barSteps, random);
      if (!Arrays.equals(other, question)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private int[] shuffled(int[] question, int first, int barSteps, SplittableRandom random) {
    int[] shuffled = question.clone();
    for (int bar = (question.length - first) / barSteps - 1; bar > 0; bar--) {
      int one = first + bar * barSteps;
      int other = first + random.nextInt(bar + 1) * barSteps;
      int[] kept = Arrays.copyOfRange(shuffled, one, one + barSteps);
      System.arraycopy(shuffled, other, shuffled, one, barSteps);
      System.arraycopy(kept, 0, shuffled, other, barSteps);
    }
    // Nothing sounds on from before the question.
    for (int i = Pair.HEADER; codec().kind(shuffled[i]) == TokenKind.HOLD; i++) {
      shuffled[i] = codec().vocabulary().id("REST");
    }
    return shuffled;
  }
}
