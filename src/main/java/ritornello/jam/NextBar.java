package ritornello.jam;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import ritornello.play.LiveSequence;
import ritornello.play.PlayClock;

/**
 * Waits for the moment at which it must be decided what the next bar is: as late as can be, so that
 * what is wished for until then counts. For the thread of a source of passages.
 */
final class NextBar {
  private static final long LOOK_MILLIS = 2;

  private final PlayClock clock;
  private final LongSupplier marginMicros;
  private volatile LiveSequence sequence;
  private long seen = -1;
  private long barTicks;

  /**
   * @param marginMicros how long before the bar line it must be decided
   */
  NextBar(PlayClock clock, LongSupplier marginMicros) {
    this.clock = clock;
    this.marginMicros = marginMicros;
  }

  /** The sequence that is played; before it is, nothing is waited for. */
  void of(LiveSequence live) {
    sequence = live;
  }

  /**
   * Waits.
   *
   * @param previousTicks length of each bar of the passage that was given before
   * @param previousBars how many it had
   * @return where the next bar begins, in quarter notes from the start of the music
   */
  double await(long previousTicks, int previousBars) throws InterruptedException {
    if (previousBars == 0) {
      return 0;
    }
    barTicks = previousTicks;
    long last = seen + previousBars;
    while (position().bar() < last) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    LiveSequence.Position now = position();
    seen = now.bar();
    double next = (double) (now.barTick() + barTicks) / now.ppq();
    while (clock.micros() < now.microsAt(next) - margin(now, next)) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return next;
  }

  /** Never more than half a bar: what was played in it must be heard. */
  private long margin(LiveSequence.Position now, double next) {
    long bar = now.microsAt(next) - now.microsAt((double) now.barTick() / now.ppq());
    return Math.min(marginMicros.getAsLong(), bar / 2);
  }

  private LiveSequence.Position position() {
    return sequence.position();
  }
}
