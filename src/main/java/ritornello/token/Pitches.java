package ritornello.token;

import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;

/** Moving pitches, in the same words for all codecs. */
final class Pitches {
  private Pitches() {}

  /** Lowest and highest key of a piano, as {@link Codec#instrumentRange}. */
  static int[] piano() {
    return new int[] {21, 108};
  }

  /**
   * @throws IllegalArgumentException if the pitch would leave 0 to 127
   */
  static int moved(int pitch, int semitones) {
    int moved = pitch + semitones;
    if (moved < 0 || moved > 127) {
      throw new IllegalArgumentException(
          "pitch "
              + pitch
              + " moved by "
              + semitones
              + " semitones leaves the range from 0 to 127");
    }
    return moved;
  }

  /** As {@link Codec#pitchRange}. */
  static int[] range(IntStream pitches) {
    IntSummaryStatistics statistics = pitches.summaryStatistics();
    return statistics.getCount() == 0
        ? new int[0]
        : new int[] {statistics.getMin(), statistics.getMax()};
  }
}
