package ritornello.lm;

import java.util.ArrayList;
import java.util.List;
import ritornello.token.Context;
import ritornello.token.Onset;

/**
 * What a model expected at a place of a sequence that is known, after all that stands before it,
 * and what came. Nothing is masked, as for {@link Measured}.
 *
 * @param token that came
 * @param nats −ln of its probability
 * @param onsets the notes that it begins
 * @param instead the likeliest others, the likeliest first
 */
public record Expectation(int token, double nats, List<Onset> onsets, List<Choice> instead) {
  public Expectation {
    onsets = List.copyOf(onsets);
    instead = List.copyOf(instead);
  }

  /**
   * What might have come.
   *
   * @param probability 0 to 1
   * @param onsets the notes that it would have begun
   */
  public record Choice(int token, double probability, List<Onset> onsets) {
    public Choice {
      onsets = List.copyOf(onsets);
    }
  }

  /**
   * Leads a model through a sequence, one for each of its tokens; doesn't load ND4J.
   *
   * @param tokens of the model's codec, without BOS
   * @param choices how many others are told of each
   */
  public static List<Expectation> of(LanguageModel model, int[] tokens, int choices) {
    List<Expectation> expectations = new ArrayList<>(tokens.length);
    Continuation continuation = model.begin();
    for (int token : tokens) {
      expectations.add(at(continuation, token, choices));
      continuation.accept(token);
    }
    return expectations;
  }

  private static Expectation at(Continuation continuation, int token, int choices) {
    float[] logits = continuation.logits();
    Context context = continuation.context();
    List<Choice> instead = new ArrayList<>();
    for (int other : likeliest(logits, token, choices)) {
      double probability = Math.exp(-LanguageModel.nats(logits, other));
      instead.add(new Choice(other, probability, context.onsets(other)));
    }
    double nats = LanguageModel.nats(logits, token);
    return new Expectation(token, nats, context.onsets(token), instead);
  }

  /** Without this one; of equally likely ones that with the lesser id first. */
  private static List<Integer> likeliest(float[] logits, int without, int count) {
    List<Integer> best = new ArrayList<>();
    for (int token = 0; token < logits.length; token++) {
      if (token == without) {
        continue;
      }
      int at = best.size();
      while (at > 0 && logits[best.get(at - 1)] < logits[token]) {
        at--;
      }
      if (at < count) {
        best.add(at, token);
        if (best.size() > count) {
          best.remove(count);
        }
      }
    }
    return best;
  }
}
