package ritornello.score;

/**
 * A bar of a {@link Melody}.
 *
 * @param startStep its bar line
 * @param lengthSteps how long it is by its time signature, 1 or more
 * @param timeSignature in force
 */
public record Bar(int startStep, int lengthSteps, TimeSignature timeSignature) {

  /** The next bar line. */
  public int endStep() {
    return startStep + lengthSteps;
  }
}
