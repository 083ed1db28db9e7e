package ritornello.task;

import ritornello.score.TimeSignature;
import ritornello.token.BarPlace;

/** Which places of a bar are beats. */
final class Beats {
  private Beats() {}

  /** Steps from a beat to the next, 1 or more. */
  static int steps(BarPlace place) {
    return Math.max(1, place.barSteps() / beats(place.metre()));
  }

  /** As they are counted: 2 in 6/8, 4 in 4/4. */
  static int beats(TimeSignature metre) {
    return metre.isCompound() ? metre.numerator() / 3 : metre.numerator();
  }

  /**
   * Whether a place is a strong beat: the first; the second of two in a compound metre; where there
   * are four or more, an even number of them, the one in the middle too.
   */
  static boolean isStrong(BarPlace place) {
    if (place.step() == 0) {
      return true;
    }
    int beats = beats(place.metre());
    boolean halves = beats % 2 == 0 && (beats >= 4 || place.metre().isCompound());
    return halves && 2 * place.step() == place.barSteps();
  }
}
