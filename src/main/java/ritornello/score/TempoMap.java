package ritornello.score;

import java.util.ArrayList;
import java.util.List;

/** Ticks to microseconds and back, through every change of tempo. */
public final class TempoMap {
  private final int ppq;
  private final List<TempoChange> changes;
  private final long[] ticks;
  private final int[] microsPerQuarter;

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
    this.ticks = all.stream().mapToLong(TempoChange::tick).toArray();
    this.microsPerQuarter = all.stream().mapToInt(TempoChange::microsPerQuarter).toArray();
    this.startMicrosTimesPpq = new long[all.size()];
    for (int i = 1; i < ticks.length; i++) {
      startMicrosTimesPpq[i] =
          startMicrosTimesPpq[i - 1] + (ticks[i] - ticks[i - 1]) * microsPerQuarter[i - 1];
    }
  }

  /** Microseconds from the start to this tick, rounded down. */
  public long microsAt(long tick) {
    return microsAt(tick, last(ticks, tick));
  }

  private long microsAt(long tick, int i) {
    long into = (tick - ticks[i]) * microsPerQuarter[i];
    return Math.floorDiv(startMicrosTimesPpq[i] + into, (long) ppq);
  }

  /** The last tick that is not after this time. */
  public long tickAt(long micros) {
    long scaled = micros * ppq;
    int i = last(startMicrosTimesPpq, scaled);
    long into = scaled - startMicrosTimesPpq[i] + ppq - 1;
    return ticks[i] + Math.floorDiv(into, (long) microsPerQuarter[i]);
  }

  /** The tempo in force at this tick. */
  public TempoChange tempoAt(long tick) {
    return changes.get(last(ticks, tick));
  }

  /** The last of the sorted values, but for the first, that is not above this one. */
  private static int last(long[] sorted, long value) {
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (sorted[middle] <= value) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** A way to ask for many ticks that come nearly in order. */
  public Cursor cursor() {
    return new Cursor();
  }

  /** Remembers where it was, which saves the search; for one thread. */
  public final class Cursor {
    private static final int NEAR = 8;

    private int at;

    private Cursor() {}

    /** As {@link TempoMap#microsAt}. */
    public long microsAt(long tick) {
      at = near(tick);
      return TempoMap.this.microsAt(tick, at);
    }

    /** As {@link TempoMap#tempoAt}. */
    public TempoChange tempoAt(long tick) {
      at = near(tick);
      return changes.get(at);
    }

    private int near(long tick) {
      int i = at;
      for (int tries = 0; tries < NEAR; tries++) {
        if (i > 0 && ticks[i] > tick) {
          i--;
        } else if (i + 1 < ticks.length && ticks[i + 1] <= tick) {
          i++;
        } else {
          return i;
        }
      }
      return last(ticks, tick);
    }
  }

  /** The changes, the first of them at tick 0. */
  public List<TempoChange> changes() {
    return changes;
  }
}
