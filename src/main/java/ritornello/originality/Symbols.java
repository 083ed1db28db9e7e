package ritornello.originality;

import java.util.Arrays;

/**
 * One note after others as a number: the interval to the note before, in semitones, and how the
 * time since that note compares with the time before it.
 *
 * <p>Times are compared as ratios, so that tempo, note values (twice as long throughout) and bar
 * lines mean nothing. A ratio counts as the nearest, by its logarithm, of those that note values
 * usually have: 1, 4/3, 3/2, 2, 3, 4, 6, 8, 12, 16 and their inverses; what lies beyond is one
 * class at each end. So a score whose times were rounded, to ticks or a grid, keeps its symbols.
 */
final class Symbols {
  /** No note has it: ends a line. */
  static final char NONE = 0;

  /** More than there are classes of ratios. */
  private static final int RATIOS = 32;

  private static final int LEAST_INTERVAL = -127;
  private static final int UNKNOWN_RATIO = 0;

  /** One more than the greatest symbol. */
  static final int COUNT = (127 - LEAST_INTERVAL + 2) * RATIOS;

  /** Between neighbours of the usual ratios, as their squares: the product of the two. */
  private static final double[] SQUARED_BORDERS = squaredBorders();

  private Symbols() {}

  private static double[] squaredBorders() {
    double[] above = {1, 4 / 3.0, 3 / 2.0, 2, 3, 4, 6, 8, 12, 16, 24};
    int borders = above.length - 1;
    double[] squared = new double[2 * borders];
    for (int i = 0; i < borders; i++) {
      squared[borders + i] = above[i] * above[i + 1];
      squared[borders - 1 - i] = 1 / squared[borders + i];
    }
    return squared;
  }

  /** Of the second note, which has no ratio. */
  static char of(int interval) {
    return (char) ((interval - LEAST_INTERVAL + 1) * RATIOS + UNKNOWN_RATIO);
  }

  /**
   * Of a note from the third on.
   *
   * @param interval in semitones, −127 to 127
   * @param gap time since the note before, more than 0, in any unit
   * @param gapBefore time between the two notes before, in the same unit
   */
  static char of(int interval, long gap, long gapBefore) {
    double ratio = (double) gap / gapBefore;
    int found = Arrays.binarySearch(SQUARED_BORDERS, ratio * ratio);
    int ratioClass = 1 + (found < 0 ? -found - 1 : found);
    return (char) (of(interval) + ratioClass);
  }

  /** Whether two notes follow theirs at the same interval, whatever their times. */
  static boolean sameInterval(char a, char b) {
    return a / RATIOS == b / RATIOS;
  }

  /** Those with the same interval are from here on... */
  static char firstOfInterval(char symbol) {
    return (char) (symbol / RATIOS * RATIOS);
  }

  /** ...up to here. */
  static char lastOfInterval(char symbol) {
    return (char) (symbol / RATIOS * RATIOS + RATIOS - 1);
  }
}
