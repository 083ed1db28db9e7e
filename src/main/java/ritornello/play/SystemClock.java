package ritornello.play;

import java.util.concurrent.locks.LockSupport;

/** The machine's own time, which no change of date moves. */
final class SystemClock implements PlayClock {
  @Override
  public long micros() {
    return System.nanoTime() / 1000;
  }

  @Override
  public void sleepUntil(long micros) throws InterruptedException {
    // Not Thread.sleep, so that whoever has news can wake the sleeper.
    LockSupport.parkNanos(this, Math.max(0, micros - micros()) * 1000);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
