package ritornello.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ritornello.token.Codec;
import ritornello.token.TokenKind;

/**
 * Finds questions and answers in tunes: phrases that follow each other, and phrases that come again
 * with changes.
 */
final class Pairs {
  /** Of all places where a note begins, those that have it in common; less is another phrase. */
  private static final double LEAST_ALIKE = 0.6;

  private final Codec codec;

  Pairs(Codec codec) {
    this.codec = codec;
  }

  /**
   * All phrases of a length and what follows each, unless that is the same again; those that begin
   * at whole multiples of the length. A pickup belongs to the first question.
   */
  List<Pair> replies(Tune tune, int bars) {
    List<Pair> pairs = new ArrayList<>();
    for (int from = 0; from + 2 * bars <= tune.bars(); from += bars) {
      Pair pair = reply(tune, from, bars, bars);
      if (isUsable(pair)) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /** A phrase and what follows it. */
  Pair reply(Tune tune, int from, int questionBars, int answerBars) {
    int middle = from + questionBars;
    boolean pickup = from == 0 && tune.pickup();
    return new Pair(
        tune.bars(pickup ? -1 : from, middle),
        pickup,
        tune.bars(middle, middle + answerBars),
        new Wish(Kind.REPLY, answerBars));
  }

  /**
   * All phrases of a length that come again in the tune with changes, and how they come then; both
   * ways, for which is the plain one is a matter of taste.
   */
  List<Pair> variations(Tune tune, int bars) {
    List<Pair> pairs = new ArrayList<>();
    for (int one = 0; one + bars <= tune.bars(); one += bars) {
      for (int other = 0; other + bars <= tune.bars(); other += bars) {
        Pair pair =
            new Pair(
                tune.bars(one, one + bars),
                false,
                tune.bars(other, other + bars),
                new Wish(Kind.VARIATION, bars));
        if (isVariation(pair) && isUsable(pair)) {
          pairs.add(pair);
        }
      }
    }
    return pairs;
  }

  private boolean isVariation(Pair pair) {
    int alike = 0;
    int all = 0;
    for (int i = 0; i < pair.question().length; i++) {
      int one = pair.question()[i];
      int other = pair.answer()[i];
      if (begins(one) || begins(other)) {
        all++;
        alike += one == other ? 1 : 0;
      }
    }
    return alike < all && alike >= LEAST_ALIKE * all;
  }

  private boolean begins(int token) {
    return codec.kind(token) == TokenKind.PITCH;
  }

  /**
   * Whether there is something to learn from it: neither of them begins with a note that began
   * before it, or is silent, and the answer is not the question, or its beginning, again.
   */
  boolean isUsable(Pair pair) {
    return isWhole(pair.question()) && isWhole(pair.answer()) && !isSameAgain(pair);
  }

  private boolean isWhole(int[] tokens) {
    return codec.kind(tokens[Pair.HEADER]) != TokenKind.HOLD && codec.noteCount(tokens) > 0;
  }

  private boolean isSameAgain(Pair pair) {
    int[] question = pair.question();
    int[] answer = pair.answer();
    int from = Pair.HEADER + (pair.pickup() ? HeardSteps.barSteps(codec, question) : 0);
    int steps = Math.min(question.length - from, answer.length - Pair.HEADER);
    return Arrays.equals(question, from, from + steps, answer, Pair.HEADER, Pair.HEADER + steps);
  }
}
