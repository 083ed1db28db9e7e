package ritornello.play;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a source has made ready, up to a budget; between its thread and the player's. */
final class PassageFeed {
  private final PassageSource source;
  private final Deque<Passage> ready = new ArrayDeque<>();
  private long wantedTicks = 1;
  private long readyTicks;
  private boolean ended;
  private Optional<Throwable> failure = Optional.empty();

  PassageFeed(PassageSource source) {
    this.source = source;
  }

  /** A thread that fills this until there is no more, or it is interrupted. */
  Thread thread() {
    Thread thread = new Thread(this::fillForEver, "music ahead");
    thread.setDaemon(true);
    return thread;
  }

  private void fillForEver() {
    try {
      while (true) {
        synchronized (this) {
          while (!ended && readyTicks >= wantedTicks) {
            wait();
          }
          if (ended) {
            return;
          }
        }
        fill();
      }
    } catch (InterruptedException e) {
      return; // the music is over
    }
  }

  /** Gets one passage from the source. */
  void fill() throws InterruptedException {
    Optional<Passage> next = Optional.empty();
    Optional<Throwable> thrown = Optional.empty();
    try {
      next = source.next();
    } catch (RuntimeException | Error e) {
      thrown = Optional.of(e);
    }
    synchronized (this) {
      failure = thrown;
      ended = next.isEmpty();
      next.ifPresent(ready::add);
      readyTicks += next.map(Passage::lengthTicks).orElse(0L);
    }
  }

  /** Whether the source is to make more. */
  synchronized boolean isWanting() {
    return !ended && readyTicks < wantedTicks;
  }

  /**
   * Says how much has to be ready.
   *
   * @param ticks beyond what the player has taken
   */
  synchronized void want(long ticks) {
    wantedTicks = ticks;
    notifyAll();
  }

  /**
   * The next passage; empty if none is ready.
   *
   * @throws RuntimeException what the source threw
   */
  synchronized Optional<Passage> poll() {
    Passage next = ready.poll();
    if (next == null) {
      failIfSourceHas();
      return Optional.empty();
    }
    readyTicks -= next.lengthTicks();
    notifyAll();
    return Optional.of(next);
  }

  private void failIfSourceHas() {
    if (failure.isPresent()) {
      if (failure.get() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure.get();
    }
  }

  /** Whether there is no more, nor will be. */
  synchronized boolean isOver() {
    return ended && ready.isEmpty();
  }
}
