package ritornello.play;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Time that passes when somebody sleeps, who may wake up early or somewhat late, and may be
 * interrupted.
 */
final class FakeClock implements PlayClock {
  static final long LATEST_WAKING_MICROS = 900;

  private final SplittableRandom random;
  private final int interruptedSleep;
  private final TreeMap<Long, Runnable> tasks = new TreeMap<>();
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

  /** Has something done when that much time has passed. */
  void after(long passed, Runnable task) {
    tasks.merge(micros + passed, task, (first, second) -> both(first, second));
  }

  private static Runnable both(Runnable first, Runnable second) {
    return () -> {
      first.run();
      second.run();
    };
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
      long woken = Math.max(micros + 1, early + random.nextLong(LATEST_WAKING_MICROS));
      Map.Entry<Long, Runnable> task = tasks.firstEntry();
      if (task != null && task.getKey() <= woken) {
        micros = Math.max(micros, task.getKey());
        tasks.remove(task.getKey());
        task.getValue().run();
      } else {
        micros = woken;
      }
    }
  }

  int sleeps() {
    return sleeps;
  }
}
