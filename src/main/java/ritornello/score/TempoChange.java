package ritornello.score;

/**
 * From this tick on the tempo is this.
 *
 * @param tick 0 or more
 * @param microsPerQuarter length of a quarter note in microseconds, 1 to 16,777,215
 */
public record TempoChange(long tick, int microsPerQuarter) {

  /** What a MIDI file means that gives no tempo: 120 quarter notes a minute. */
  public static final int DEFAULT_MICROS_PER_QUARTER = 500_000;

  public TempoChange {
    Check.notNegative("tick of a tempo", tick);
    Check.range("tempo in microseconds a quarter note", microsPerQuarter, 1, 0xFF_FFFF);
  }

  /** A tempo in quarter notes a minute, rounded to the microsecond that a file can hold. */
  public static TempoChange ofQpm(long tick, double qpm) {
    return new TempoChange(tick, (int) Math.round(60e6 / qpm));
  }

  /** Quarter notes a minute. */
  public double qpm() {
    return 60e6 / microsPerQuarter;
  }
}
