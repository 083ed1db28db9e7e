package ritornello.cli;

import ritornello.score.Excerpt;
import ritornello.score.Score;

/**
 * Some bars of a piece, as 5-8, 5 or -8.
 *
 * @param first from 1
 * @param last not below it, or there are no such bars
 */
record BarRange(int first, int last) {

  /**
   * @throws IllegalArgumentException if it can't be read
   */
  static BarRange parse(String text) {
    if (!text.matches("\\d{1,6}(-\\d{1,6})?|-\\d{1,6}")) {
      throw new IllegalArgumentException("'" + text + "'; write it as 5-8, 5 or -8");
    }
    int dash = text.indexOf('-');
    return new BarRange(
        dash == 0 ? 1 : Integer.parseInt(dash < 0 ? text : text.substring(0, dash)),
        Integer.parseInt(text.substring(dash + 1)));
  }

  /**
   * Those bars of a score.
   *
   * @throws IllegalArgumentException if there are no such bars, or no notes in them
   */
  Score of(Score score) {
    return Excerpt.ofBars(score, first, last);
  }
}
