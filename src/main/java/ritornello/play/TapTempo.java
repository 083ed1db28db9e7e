package ritornello.play;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * A tempo that somebody taps: the median of the last intervals, so that one bad tap does no harm.
 */
public final class TapTempo {
  private static final long LONGEST_INTERVAL_MICROS = 2_500_000;
  private static final long SHORTEST_INTERVAL_MICROS = 100_000;
  private static final int MOST_INTERVALS = 8;

  private final Deque<Long> intervals = new ArrayDeque<>();
  private long latest;
  private boolean tapped;

  /**
   * A tap, at a time of any clock; one that comes long after the last begins anew, and one that
   * comes at once after it is a finger that bounced.
   *
   * @return quarter notes a minute if each tap is one; empty if it is the first tap
   */
  public OptionalDouble tap(long micros) {
    long interval = micros - latest;
    if (tapped && interval < SHORTEST_INTERVAL_MICROS) {
      return qpm();
    }
    if (!tapped || interval > LONGEST_INTERVAL_MICROS) {
      intervals.clear();
    } else {
      intervals.addLast(interval);
      if (intervals.size() > MOST_INTERVALS) {
        intervals.removeFirst();
      }
    }
    tapped = true;
    latest = micros;
    return qpm();
  }

  private OptionalDouble qpm() {
    if (intervals.isEmpty()) {
      return OptionalDouble.empty();
    }
    double[] sorted = intervals.stream().mapToDouble(i -> i).sorted().toArray();
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return OptionalDouble.of(60e6 / median);
  }
}
