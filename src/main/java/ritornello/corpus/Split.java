package ritornello.corpus;

/**
 * How large a share of a collection goes where; what is left is for training.
 *
 * @param validation share that early stopping watches, 0 to 1
 * @param test share that is kept for measuring at the very end, 0 to 1
 */
public record Split(double validation, double test) {

  /** Nine tenths for training, one for validation. */
  public static final Split DEFAULT = new Split(0.1, 0);

  public Split {
    if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
      throw new IllegalArgumentException(
          "shares for validation and test are "
              + validation
              + " and "
              + test
              + "; they must not be negative, and leave something for training");
    }
  }
}
