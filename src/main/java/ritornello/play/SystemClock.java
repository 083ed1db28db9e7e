package ritornello.play;

import java.util.concurrent.TimeUnit;

/** The machine's own time, which no change of date moves. */
final class SystemClock implements PlayClock {
  @Override
  public long micros() {
    return System.nanoTime() / 1000;
  }

  @Override
  public void sleepUntil(long micros) throws InterruptedException {
    TimeUnit.MICROSECONDS.sleep(Math.max(0, micros - micros()));
  }
}
