package ritornello.score;

/** Ticks to cells of a grid. */
public final class Grid {
  private Grid() {}

  /** The nearest cell border, the later of two that are equally near. */
  public static long round(long tick, int ppq, int cellsPerQuarter) {
    return Math.floorDiv(2 * tick * cellsPerQuarter + ppq, 2L * ppq);
  }

  /** How far the tick is from the nearest cell border, in ticks times cells a quarter note. */
  static long distance(long tick, int ppq, int cellsPerQuarter) {
    return Math.abs(tick * cellsPerQuarter - round(tick, ppq, cellsPerQuarter) * ppq);
  }
}
