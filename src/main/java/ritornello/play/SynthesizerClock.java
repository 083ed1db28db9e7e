package ritornello.play;

import java.util.function.LongSupplier;

/**
 * Time as the synthesizer has rendered it, so that no two clocks drift apart.
 *
 * <p>The JDK's synthesizer stops rendering where there is nothing to hear, and forgets that time
 * for a moment when it begins again; this clock never goes back. It notices when the sound device
 * is lost: time then stands still, or, since nothing holds up the synthesizer any more, races.
 */
final class SynthesizerClock implements PlayClock {
  private static final long LOOK_MICROS = 5_000;
  private static final long STEADY_MICROS = 60_000;
  private static final long LONGEST_SETTLING_MICROS = 3_000_000;

  private static final long LONGEST_SLEEP_MICROS = 50_000;
  private static final long LONGEST_STILLNESS_MICROS = 2_000_000;
  private static final long LONGEST_STEP_MICROS = 500_000;

  /** More than a sound device ever swallows at once, to fill its buffers. */
  private static final long FURTHEST_AHEAD_MICROS = 1_500_000;

  private final LongSupplier position;
  private final PlayClock real;

  private long latest = Long.MIN_VALUE;
  private long followed;
  private long offset = Long.MIN_VALUE / 2;
  private long steady = Long.MIN_VALUE;
  private long checked;
  private long checkedReal;
  private long stillness;
  private long ahead;

  /**
   * @param position microseconds that the synthesizer has rendered
   * @param real the time that a listener has
   */
  SynthesizerClock(LongSupplier position, PlayClock real) {
    this.position = position;
    this.real = real;
    checked = micros();
    checkedReal = real.micros();
  }

  @Override
  public synchronized long micros() {
    latest = Math.max(latest, position.getAsLong());
    follow();
    return latest;
  }

  /**
   * The same without its steps: a synthesizer renders a few hundredths of a second at once, and
   * then nothing for as long.
   */
  PlayClock steady() {
    return new PlayClock() {
      @Override
      public long micros() {
        return steadyMicros();
      }

      @Override
      public void sleepUntil(long micros) throws InterruptedException {
        SynthesizerClock.this.sleepUntil(micros);
      }
    };
  }

  private synchronized long steadyMicros() {
    micros();
    steady = Math.max(steady, real.micros() + offset);
    return steady;
  }

  /** The steps touch a straight line from below; the clocks' paces differ by less than this. */
  private void follow() {
    long now = real.micros();
    long difference = latest - now;
    long slack = (now - followed) / 1000;
    boolean jumped = offset - difference > LONGEST_STEP_MICROS;
    offset = jumped ? difference : Math.max(difference, offset - slack);
    followed = now;
  }

  /**
   * @throws DeviceLostException if the synthesizer's time has nothing to do with real time any more
   */
  @Override
  public void sleepUntil(long micros) throws InterruptedException {
    long now = micros();
    long slept = Math.max(0, Math.min(LONGEST_SLEEP_MICROS, micros - now));
    real.sleepUntil(real.micros() + slept);
    check(slept);
  }

  /** Counts what was slept, not what has passed: a computer that was asleep has lost nothing. */
  private void check(long slept) {
    long now = micros();
    long nowReal = real.micros();
    stillness = now == checked ? stillness + slept : 0;
    // Two clocks differ by far less than a hundredth.
    ahead = Math.max(0, ahead + (now - checked) - (nowReal - checkedReal) * 101 / 100);
    checked = now;
    checkedReal = nowReal;
    if (stillness > LONGEST_STILLNESS_MICROS || ahead > FURTHEST_AHEAD_MICROS) {
      throw new DeviceLostException("the sound device takes no more sound");
    }
  }

  /**
   * Waits until the clock goes at the pace of real time: at first it races, a tenth of a second in
   * no time, while the buffers of the sound device fill, and notes sent then would be late.
   *
   * @return false if it stands still: the device takes no sound
   */
  boolean settle() throws InterruptedException {
    long begun = real.micros();
    long first = micros();
    long furthest = first - begun;
    long grew = begun;
    for (long now = begun; now - begun < LONGEST_SETTLING_MICROS; now = real.micros()) {
      long difference = micros() - now;
      if (difference > furthest + LOOK_MICROS) {
        furthest = difference;
        grew = now;
      }
      if (micros() > first && now - grew >= STEADY_MICROS) {
        break;
      }
      real.sleepUntil(now + LOOK_MICROS);
    }
    checked = micros();
    checkedReal = real.micros();
    return checked > first;
  }
}
