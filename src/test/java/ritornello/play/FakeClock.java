package ritornello.play;

import java.util.SplittableRandom;

/**
 * Time that passes when somebody sleeps, who may wake up early or somewhat late, and may be
 * interrupted.
 */
final class FakeClock implements PlayClock {
  static final long LATEST_WAKING_MICROS = 900;

  private final SplittableRandom random;
  private final int interruptedSleep;
  private long micros;
  private int sleeps;

  /**
   * @param interruptedSleep number of the sleep, counted from 1, that an interruption ends
   */
  FakeClock(long seed, int interruptedSleep) {
    random = new SplittableRandom(seed);
    micros = random.nextLong(1_000_000_000);
    this.interruptedSleep = interruptedSleep;
  }

  FakeClock(long seed) {
    this(seed, -1);
  }

  @Override
  public long micros() {
    return micros;
  }

  @Override
  public void sleepUntil(long until) throws InterruptedException {
    if (++sleeps == interruptedSleep) {
      throw new InterruptedException();
    }
    if (until > micros) {
      long early = random.nextInt(3) == 0 ? micros + (until - micros) / 2 : until;
      micros = Math.max(micros + 1, early + random.nextLong(LATEST_WAKING_MICROS));
    }
  }

  int sleeps() {
    return sleeps;
  }
}
