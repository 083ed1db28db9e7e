package ritornello.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Ticks to microseconds and back, through every change of tempo. */
public final class TempoMap {
  private final int ppq;
  private final List<TempoChange> changes;

  /** Start of each change in microseconds times PPQ, so that no rounding adds up. */
  private final long[] startMicrosTimesPpq;

  /**
   * @param ppq ticks a quarter note, 1 or more
   * @param changes sorted by tick; where none stands at tick 0, 120 quarter notes a minute does
   */
  public TempoMap(int ppq, List<TempoChange> changes) {
    this.ppq = (int) Check.positive("PPQ", ppq);
    List<TempoChange> all = new ArrayList<>();
    if (changes.isEmpty() || changes.get(0).tick() > 0) {
      all.add(new TempoChange(0, TempoChange.DEFAULT_MICROS_PER_QUARTER));
    }
    all.addAll(changes);
    this.changes = List.copyOf(all);
    this.startMicrosTimesPpq = new long[all.size()];
    for (int i = 1; i < all.size(); i++) {
      long ticks = all.get(i).tick() - all.get(i - 1).tick();
      startMicrosTimesPpq[i] =
          startMicrosTimesPpq[i - 1] + ticks * all.get(i - 1).microsPerQuarter();
    }
  }

  /** Microseconds from the start to this tick, rounded down. */
  public long microsAt(long tick) {
    int i = last(change -> changes.get(change).tick() <= tick);
    long into = (tick - changes.get(i).tick()) * changes.get(i).microsPerQuarter();
    return Math.floorDiv(startMicrosTimesPpq[i] + into, (long) ppq);
  }

  /** The last tick that is not after this time. */
  public long tickAt(long micros) {
    long scaled = micros * ppq;
    int i = last(change -> startMicrosTimesPpq[change] <= scaled);
    long into = scaled - startMicrosTimesPpq[i] + ppq - 1;
    return changes.get(i).tick() + Math.floorDiv(into, (long) changes.get(i).microsPerQuarter());
  }

  /** The tempo in force at this tick. */
  public TempoChange tempoAt(long tick) {
    return changes.get(last(change -> changes.get(change).tick() <= tick));
  }

  /** The last change of which this is true, where it is true of the earlier and then no more. */
  private int last(IntPredicate reached) {
    int low = 0;
    int high = changes.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (reached.test(middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The changes, the first of them at tick 0. */
  public List<TempoChange> changes() {
    return changes;
  }
}
