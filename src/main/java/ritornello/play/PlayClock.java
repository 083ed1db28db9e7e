package ritornello.play;

/** The time of an output; another one in tests, so that they need not wait. */
public interface PlayClock {

  /** Microseconds since some fixed moment. */
  long micros();

  /** Returns at that time, or before; at once if it is past, or the thread is unparked. */
  void sleepUntil(long micros) throws InterruptedException;
}
