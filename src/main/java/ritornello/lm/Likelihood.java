package ritornello.lm;

/**
 * How likely a model finds tokens that are known, each after those before it.
 *
 * @param tokens how many there are
 * @param nats Σ −ln p
 * @param first how many of them the model found likelier than any other; of equally likely tokens
 *     the one with the lesser id counts as likelier
 * @param amongFive how many were one of the five likeliest
 */
public record Likelihood(long tokens, double nats, long first, long amongFive) {
  static final Likelihood NONE = new Likelihood(0, 0, 0, 0);

  /** Of one token. */
  static Likelihood of(double nats, int rank) {
    return new Likelihood(1, nats, rank == 0 ? 1 : 0, rank < 5 ? 1 : 0);
  }

  Likelihood plus(Likelihood other) {
    return new Likelihood(
        tokens + other.tokens, nats + other.nats, first + other.first, amongFive + other.amongFive);
  }

  /** Mean −ln p; 0 of no tokens. */
  public double natsPerToken() {
    return nats / Math.max(1, tokens);
  }

  /** Among how many equally likely tokens it was to choose, on (geometric) average. */
  public double perplexity() {
    return Math.exp(natsPerToken());
  }

  /** Share of the tokens that were the likeliest (top-1 accuracy). */
  public double accuracy() {
    return (double) first / Math.max(1, tokens);
  }

  /** Share of the tokens that were one of the five likeliest (top-5 accuracy). */
  public double accuracyOfFive() {
    return (double) amongFive / Math.max(1, tokens);
  }

  /**
   * Σ −log₂ p over all tokens for each note.
   *
   * @param notes that the tokens tell of
   */
  public double bitsPerNote(long notes) {
    return nats / Math.log(2) / Math.max(1, notes);
  }
}
