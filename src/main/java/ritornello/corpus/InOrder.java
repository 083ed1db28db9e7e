package ritornello.corpus;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work on many things at once, whose results come one at a time in the order of the things. */
final class InOrder {
  /** Results that may wait for an earlier one, for each thread: what bounds the memory. */
  private static final int AHEAD = 8;

  /** Takes results. */
  interface Taker<B> {
    void take(B result) throws IOException;
  }

  private InOrder() {}

  /**
   * @param work on each thing, in any of the threads
   * @param each takes the results, in this thread
   */
  static <A, B> void each(List<A> things, int threads, Function<A, B> work, Taker<B> each)
      throws IOException {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            run -> {
              Thread thread = new Thread(run, "scan");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Queue<Future<B>> ahead = new ArrayDeque<>();
      for (A thing : things) {
        ahead.add(pool.submit(() -> work.apply(thing)));
        if (ahead.size() >= threads * AHEAD) {
          each.take(finished(ahead.remove()));
        }
      }
      while (!ahead.isEmpty()) {
        each.take(finished(ahead.remove()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static <B> B finished(Future<B> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scanning", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
