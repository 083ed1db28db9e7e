package ritornello.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a pitch that goes on is struck, or sung, again: at a peak of the spectrum's rise that
 * is clear by itself, or that stands alone. A vibrato makes peaks too, but one after the other.
 */
final class Reattacks {
  /** From one to the next, 99 ms: six times a second is fast on one pitch. */
  private static final int APART = 17;

  /** A peak is the highest within so many frames, 46 ms. */
  private static final int PEAK = 8;

  /** Another peak within so many frames, 190 ms, may be that of a vibrato. */
  private static final int AROUND = 33;

  private static final float LEAST_RISE = 0.12f;
  private static final float CLEAR_RISE = 0.35f;
  private static final float TIMES_OTHERS = 1.4f;

  /** Within 58 ms before and after, it grows by this. */
  private static final float LEAST_GROWTH_DB = 0.8f;

  private static final int GROWTH_FRAMES = 10;
  private static final float ABOVE_USUAL = 0.08f;

  private final FrameHistory history;

  Reattacks(FrameHistory history) {
    this.history = history;
  }

  /** The frames strictly inside, away from both ends, where it begins again. */
  List<Long> in(long from, long to) {
    List<Long> found = new ArrayList<>();
    long last = from;
    for (long i = from + APART; i < to - PEAK; i++) {
      if (i - last >= APART && isReattack(i, from, to)) {
        found.add(i);
        last = i;
      }
    }
    return found;
  }

  private boolean isReattack(long frame, long from, long to) {
    float rise = history.get(frame).rise();
    if (rise < LEAST_RISE || growth(frame) < LEAST_GROWTH_DB) {
      return false;
    }
    float others = 0;
    double sum = 0;
    long first = Math.max(from + PEAK, frame - AROUND);
    long end = Math.min(to, frame + AROUND);
    for (long i = first; i < end; i++) {
      float other = history.get(i).rise();
      boolean near = Math.abs(i - frame) <= PEAK;
      if (near && other > rise) {
        return false;
      }
      others = near ? others : Math.max(others, other);
      sum += other;
    }
    boolean alone = rise > TIMES_OTHERS * others && rise > sum / (end - first) + ABOVE_USUAL;
    return alone || rise > CLEAR_RISE;
  }

  /** How much louder it is afterwards than before, at the most: a click does not change that. */
  private float growth(long frame) {
    float before = Float.POSITIVE_INFINITY;
    float after = Float.NEGATIVE_INFINITY;
    long last = history.count() - 1;
    for (int i = 0; i <= GROWTH_FRAMES; i++) {
      before = Math.min(before, history.get(Math.max(history.first(), frame - i)).level());
      after = Math.max(after, history.get(Math.min(last, frame + i)).level());
    }
    return after - before;
  }
}
