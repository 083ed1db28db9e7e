package ritornello.lm;

/**
 * How validation is measured. A large collection is measured more than once an epoch, so that
 * training that ends within its first epoch has a best model all the same; and on a part of what is
 * kept for it, always the same, so that measuring takes no long share of the time. When it is
 * measured depends on the tokens that were learned and not on a clock: the same seed gives the same
 * model.
 *
 * @param timesAnEpoch how often, at equal distances, the last time at the end of the epoch
 * @param tokens on how many tokens, about; on whole pieces, the first of the validation's order
 */
public record Validating(int timesAnEpoch, long tokens) {
  /** How far apart measurements are at most, in tokens that are learned, if not chosen. */
  public static final long USUAL_DISTANCE = 1_000_000;

  /** On how many tokens it is measured, if not chosen. */
  public static final long USUAL_TOKENS = 200_000;

  /** How its pieces become windows. */
  static final Batching BATCHING = new Batching(false, Batching.USUAL_CARRIED);

  /** As it was before it could be chosen. */
  static final Validating AS_AT_FIRST = new Validating(1, Long.MAX_VALUE);

  public Validating {
    if (timesAnEpoch < 1) {
      throw new IllegalArgumentException(
          "number of validations in an epoch is " + timesAnEpoch + "; it must be 1 or more");
    }
    if (tokens < 1) {
      throw new IllegalArgumentException(
          "number of tokens to validate on is " + tokens + "; it must be 1 or more");
    }
  }

  /**
   * What suits a collection.
   *
   * @param trainingTokens tokens of an epoch
   */
  public static Validating usual(long trainingTokens) {
    long times = Math.max(1, (trainingTokens + USUAL_DISTANCE - 1) / USUAL_DISTANCE);
    return new Validating((int) Math.min(Integer.MAX_VALUE, times), USUAL_TOKENS);
  }

  /**
   * How many of an epoch's measurements but the last are due.
   *
   * @param done tokens of the epoch that were learned
   * @param total tokens of the epoch
   */
  int due(long done, long total) {
    double share = (double) done / Math.max(1, total);
    return (int) Math.min(timesAnEpoch - 1L, (long) (share * timesAnEpoch));
  }
}
