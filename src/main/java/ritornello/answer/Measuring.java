package ritornello.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import ritornello.answer.AnswererFigures.Row;
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

  /** Of all answers of a kind and length that there are in some tunes; nothing without any. */
  Optional<Row> row(Kind kind, int bars, List<Tune> tunes) {
    Pairs finder = new Pairs(codec());
    List<Pair> pairs =
        tunes.stream()
            .map(
                tune ->
                    kind == Kind.REPLY ? finder.replies(tune, bars) : finder.variations(tune, bars))
            .flatMap(List::stream)
            .filter(pair -> Lesson.of(codec(), pair).fits())
            .toList();
    return pairs.isEmpty() ? Optional.empty() : Optional.of(measured(pairs).row(kind, bars));
  }

  private MelodyCodec codec() {
    return answerer.codec();
  }

  /** Of each measure the sum in nats. */
  private static final class Sums {
    private int pairs;
    private long tokens;
    private double heard;
    private double shuffled;
    private double another;
    private Optional<Double> primed = Optional.empty();
    private Optional<Double> alone = Optional.empty();

    Row row(Kind kind, int bars) {
      return new Row(
          kind,
          bars,
          pairs,
          tokens,
          heard / tokens,
          shuffled / tokens,
          another / tokens,
          primed.map(nats -> nats / tokens),
          alone.map(nats -> nats / tokens));
    }
  }

  private Sums measured(List<Pair> pairs) {
    SplittableRandom random = new SplittableRandom(SHUFFLING_SEED);
    Map<List<Integer>, List<Pair>> alike = new LinkedHashMap<>();
    pairs.forEach(pair -> alike.computeIfAbsent(shape(pair), s -> new ArrayList<>()).add(pair));
    Sums sums = new Sums();
    for (List<Pair> group : alike.values()) {
      for (int i = 0; i < group.size(); i++) {
        Pair pair = group.get(i);
        Pair far = group.get((i + group.size() / 2) % group.size());
        sums.pairs++;
        sums.tokens += pair.answer().length - Pair.HEADER;
        sums.heard += after(pair.question(), pair);
        sums.shuffled += after(inAnotherOrder(pair.question(), random), pair);
        sums.another += after(far.question(), pair);
        generator.ifPresent(model -> compare(model, pair, sums));
      }
    }
    return sums;
  }

  private void compare(LanguageModel model, Pair pair, Sums sums) {
    double alone = nats(model, pair.answer(), Pair.HEADER);
    sums.primed = Optional.of(sums.primed.orElse(0.0) + primed(model, pair));
    sums.alone = Optional.of(sums.alone.orElse(0.0) + alone);
  }

  /** Metre and length of a question. */
  private static List<Integer> shape(Pair pair) {
    return List.of(pair.question()[0], pair.question().length);
  }

  /** What the true answer costs the answerer after a question. */
  private double after(int[] question, Pair pair) {
    return nats(answerer.hearing(question, pair.wish()), pair.answer(), Pair.HEADER);
  }

  private static double nats(LanguageModel model, int[] tokens, int from) {
    return Arrays.stream(model.nats(tokens)).skip(from).sum();
  }

  /**
   * The generator is told what the answerer has learned: that the answer is not the question again.
   * So it is asked for the probability of the answer among all others.
   */
  private double primed(LanguageModel model, Pair pair) {
    int[] question = pair.question();
    int again = question.length - (pair.answer().length - Pair.HEADER);
    boolean grammatical = codec().kind(question[again]) != TokenKind.HOLD;
    double same =
        grammatical
            ? nats(model, joined(question, question, again), question.length)
            : Double.POSITIVE_INFINITY;
    double answer = nats(model, joined(question, pair.answer(), Pair.HEADER), question.length);
    return answer + Math.log1p(-Math.exp(-same));
  }

  /** The question, and what follows in other tokens from a place on. */
  private static int[] joined(int[] question, int[] other, int from) {
    int[] joined = Arrays.copyOf(question, question.length + other.length - from);
    System.arraycopy(other, from, joined, question.length, other.length - from);
    return joined;
  }

  /** The question with its bars shuffled. */
  private int[] inAnotherOrder(int[] question, SplittableRandom random) {
    int barSteps = HeardSteps.barSteps(codec(), question);
    int[] shuffled = question.clone();
    for (int bar = (question.length - Pair.HEADER) / barSteps - 1; bar > 0; bar--) {
      int one = Pair.HEADER + bar * barSteps;
      int other = Pair.HEADER + random.nextInt(bar + 1) * barSteps;
      int[] kept = Arrays.copyOfRange(shuffled, one, one + barSteps);
      System.arraycopy(shuffled, other, shuffled, one, barSteps);
      System.arraycopy(kept, 0, shuffled, other, barSteps);
    }
    return shuffled;
  }
}
