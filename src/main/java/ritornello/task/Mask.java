package ritornello.task;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.token.Codec;
import ritornello.token.Context;
import ritornello.token.Vocabulary;

/**
 * Which tokens of one piece the grammar and all its constraints allow, and what each constraint
 * costs: −ln of the share that it leaves of what the model believes, summed over the tokens.
 */
final class Mask {
  /** Of each token of the codec; not asked for where there is no constraint. */
  private final int[][] characters;

  private final Watching watching;

  /** Of each constraint alone, and behind them of all together. */
  private final double[] nats;

  /**
   * @throws IllegalArgumentException if a constraint makes no sense for the codec
   */
  Mask(Codec codec, List<Constraint> constraints) {
    this(
        IntStream.range(0, constraints.isEmpty() ? 0 : codec.vocabulary().size())
            .mapToObj(token -> codec.characters(new int[] {token}))
            .toArray(int[][]::new),
        new Watching(codec.characters(), Watches.of(constraints, codec)),
        new double[constraints.size() + 1]);
  }

  private Mask(int[][] characters, Watching watching, double[] nats) {
    this.characters = characters;
    this.watching = watching;
    this.nats = nats;
  }

  Mask copy() {
    return new Mask(characters, watching.copy(), nats.clone());
  }

  private boolean isEmpty() {
    return watching.count() == 0;
  }

  /** For each constraint alone, and behind them for all together: nats so far. */
  double[] nats() {
    return nats.clone();
  }

  /** Goes on by one token, which the context has not accepted yet. */
  void accept(Context context, int token) {
    if (!isEmpty()) {
      watching.accept(context.characters(), characters[token]);
    }
  }

  /** Whether the constraints let the piece end where it stands, whatever the grammar says. */
  boolean mayEnd(Context context) {
    return watching.allAllow(context.characters(), Vocabulary.EOS);
  }

  /** Whether something can follow a token that is allowed. */
  boolean leadsOn(Context context, int token) {
    return isEmpty() || watching.leadsOn(context.characters(), characters[token]);
  }

  /** Tokens that may come next; what leaving out the others costs is counted. */
  BitSet allowed(Context context, float[] logits) {
    BitSet grammatical = new BitSet(logits.length);
    IntStream.range(0, logits.length).filter(context::allows).forEach(grammatical::set);
    if (isEmpty()) {
      return grammatical;
    }
    BitSet[] left = new BitSet[watching.count() + 1];
    Arrays.setAll(left, i -> (BitSet) grammatical.clone());
    BitSet all = left[watching.count()];
    for (int number = 0; number < watching.count(); number++) {
      for (int t = grammatical.nextSetBit(0); t >= 0; t = grammatical.nextSetBit(t + 1)) {
        if (!watching.allows(number, context.characters(), characters[t])) {
          left[number].clear(t);
          all.clear(t);
        }
      }
    }
    count(logits, grammatical, left);
    return all;
  }

  private void count(float[] logits, BitSet grammatical, BitSet[] left) {
    double whole = mass(logits, grammatical);
    for (int i = 0; i < left.length; i++) {
      // What leaves nothing is a dead end, and will be left again.
      nats[i] += left[i].isEmpty() ? 0 : Math.max(0, whole - mass(logits, left[i]));
    }
  }

  /** ln of the sum of e to the power of the logits. */
  private static double mass(float[] logits, BitSet tokens) {
    double most = tokens.stream().mapToDouble(token -> logits[token]).max().orElse(0);
    double sum = tokens.stream().mapToDouble(token -> Math.exp(logits[token] - most)).sum();
    return most + Math.log(sum);
  }
}
