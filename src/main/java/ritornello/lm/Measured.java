package ritornello.lm;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import ritornello.token.TokenKind;

/**
 * How likely a model finds pieces that are known. Nothing is masked: each token has the probability
 * that the model gives it among all of the vocabulary, also those that the codec's grammar would
 * not let come next.
 *
 * @param all of all tokens, EOS included, BOS not
 * @param kinds of those of each kind; the kind is that of the token that came
 */
public record Measured(Likelihood all, SortedMap<TokenKind, Likelihood> kinds) {
  public Measured {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
  }

  /** Adds up tokens. */
  static final class Tally {
    private final IntFunction<TokenKind> kind;
    private final SortedMap<TokenKind, Likelihood> kinds = new TreeMap<>();

    Tally(IntFunction<TokenKind> kind) {
      this.kind = kind;
    }

    /**
     * @param rank how many tokens were likelier
     */
    void add(int token, double nats, int rank) {
      kinds.merge(kind.apply(token), Likelihood.of(nats, rank), Likelihood::plus);
    }

    Measured measured() {
      Likelihood all = kinds.values().stream().reduce(Likelihood.NONE, Likelihood::plus);
      return new Measured(all, kinds);
    }
  }
}
