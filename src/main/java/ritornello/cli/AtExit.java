package ritornello.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sees that work is finished also if Ctrl-C ends the program meanwhile. */
final class AtExit {
  private AtExit() {}

  /** What is to be finished. */
  interface Work<E extends Exception> {
    void run() throws IOException, E;
  }

  /**
   * Does the work; the program does not end before it is done.
   *
   * @param seconds that the end of the program waits at the longest
   * @param stop what lets the work come to its end soon
   */
  static <E extends Exception> void finish(long seconds, Runnable stop, Work<E> work)
      throws IOException, E {
    CountDownLatch done = new CountDownLatch(1);
    Thread hook = new Thread(() -> stopAndWait(seconds, stop, done), "finishing");
    boolean hooked = addHook(hook);
    try {
      work.run();
    } finally {
      done.countDown();
      if (hooked) {
        removeHook(hook);
      }
    }
  }

  private static boolean addHook(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false; // the program is ending already
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is ending: the hook runs, and finds all done
    }
  }

  private static void stopAndWait(long seconds, Runnable stop, CountDownLatch done) {
    stop.run();
    try {
      if (!done.await(seconds, TimeUnit.SECONDS)) {
        return; // nothing more can be done for it
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends in any case
    }
  }
}
