package ritornello.play;

import java.util.Arrays;
import java.util.OptionalDouble;
import javax.sound.midi.ShortMessage;

/**
 * Follows the MIDI clock of another machine: tempo and place from pulses that come early, late, in
 * bunches or not at all.
 *
 * <p>A line is laid through the last pulses by medians (slope: of the differences of pulses half a
 * window apart, as Siegel's and Theil's estimators; place: of what is left), so that a few that are
 * far off change nothing. Where several in a row are off to the same side, the tempo has changed,
 * and what was before is forgotten. Times are microseconds on any clock. For one thread at a time.
 */
public final class ClockFollower implements TempoSource {
  private static final int PULSES_A_QUARTER = ClockPulses.PULSES_A_QUARTER;
  private static final int PULSES_A_SIXTEENTH = 6;

  /** Two quarter notes. */
  private static final int WINDOW = 48;

  /** So many pulses tell a tempo. */
  private static final int FEWEST = 7;

  /** So many in a row that are off are a change of tempo. */
  private static final int OFF_IN_A_ROW = 6;

  private static final double OFF_INTERVALS = 0.5;
  private static final double SHORTEST_OFF_MICROS = 4000;
  private static final long LOST_MICROS = 500_000;
  private static final double LOST_INTERVALS = 4;

  /** How much faster or slower a bar may be, to come back to the other machine's place. */
  private static final double MOST_CATCHING_UP = 1.25;

  private static final double UNKNOWN_QPM = 120;

  private final long[] times = new long[WINDOW];
  private int count;

  /** Place of the latest pulse, in pulses from the start of the song. */
  private long place = -1;

  private boolean running;
  private int offInARow;
  private double interval;

  /** When the latest pulse should have come. */
  private double latestMicros;

  /**
   * Takes in a message, if it is one of the clock's.
   *
   * @param micros when it came
   * @return false if it is none
   */
  public boolean take(ShortMessage message, long micros) {
    switch (message.getStatus()) {
      case ShortMessage.TIMING_CLOCK -> pulse(micros);
      case ShortMessage.START -> start();
      case ShortMessage.CONTINUE -> goOn();
      case ShortMessage.STOP -> stop();
      case ShortMessage.SONG_POSITION_POINTER ->
          songPosition(message.getData1() | message.getData2() << 7);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The other machine begins, with the next pulse, from the start. */
  public void start() {
    place = -1;
    running = true;
  }

  /** It goes on, with the next pulse. */
  public void goOn() {
    running = true;
  }

  /** It stops; pulses may go on. */
  public void stop() {
    running = false;
  }

  /**
   * It goes on from another place when it does.
   *
   * @param sixteenths from the start of the song
   */
  public void songPosition(int sixteenths) {
    place = (long) sixteenths * PULSES_A_SIXTEENTH - 1;
  }

  /** A pulse has come. */
  public void pulse(long micros) {
    if (count > 0 && isLost(micros)) {
      count = 0;
    }
    place += running ? 1 : 0;
    if (count >= FEWEST) {
      noticeChange(micros - (latestMicros + interval));
    }
    if (count == WINDOW) {
      System.arraycopy(times, 1, times, 0, WINDOW - 1);
      count--;
    }
    times[count++] = micros;
    fit();
  }

  private void noticeChange(double off) {
    double most = Math.max(SHORTEST_OFF_MICROS, OFF_INTERVALS * interval);
    if (Math.abs(off) <= most) {
      offInARow = 0;
      return;
    }
    offInARow = off > 0 ? Math.max(1, offInARow + 1) : Math.min(-1, offInARow - 1);
    if (Math.abs(offInARow) >= OFF_IN_A_ROW) {
      int kept = Math.min(count, OFF_IN_A_ROW);
      System.arraycopy(times, count - kept, times, 0, kept);
      count = kept;
      offInARow = 0;
    }
  }

  private void fit() {
    if (count < 2) {
      latestMicros = times[0];
      return;
    }
    int apart = Math.max(1, count / 2);
    double[] slopes = new double[count - apart];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = (double) (times[i + apart] - times[i]) / apart;
    }
    interval = median(slopes);
    double[] ends = new double[count];
    for (int i = 0; i < count; i++) {
      ends[i] = times[i] + (count - 1 - i) * interval;
    }
    latestMicros = median(ends);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  /** Whether it has begun and not stopped. */
  public boolean isRunning() {
    return running;
  }

  /** Whether there was no pulse for so long that nothing can be said any more. */
  public boolean isLost(long micros) {
    return count == 0
        || micros - times[count - 1] > Math.max(LOST_MICROS, LOST_INTERVALS * interval);
  }

  /** Quarter notes a minute; empty until there were some pulses. */
  public OptionalDouble qpm() {
    return count < FEWEST
        ? OptionalDouble.empty()
        : OptionalDouble.of(60e6 / (PULSES_A_QUARTER * interval));
  }

  /** Where the other machine is, in quarter notes from the start of its song. */
  public double quarterAt(long micros) {
    double since = running && interval > 0 ? (micros - latestMicros) / interval : 0;
    return (place + since) / PULSES_A_QUARTER;
  }

  /** When the other machine is there, if its tempo stays. */
  public long microsAt(double quarter) {
    return Math.round(latestMicros + (quarter * PULSES_A_QUARTER - place) * interval);
  }

  /** A tempo by which the bar ends when the other machine's does, as far as can be. */
  @Override
  public double qpm(double quarter, double quarters, long micros) {
    double qpm = qpm().orElse(UNKNOWN_QPM);
    if (qpm().isEmpty() || !running) {
      return qpm;
    }
    double wanted = 60e6 * quarters / Math.max(1, microsAt(quarter + quarters) - micros);
    return Math.max(qpm / MOST_CATCHING_UP, Math.min(qpm * MOST_CATCHING_UP, wanted));
  }
}
