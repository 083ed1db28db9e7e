package ritornello.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;

/**
 * Threads that share work, always the same part for the same thread, so that sums over all parts
 * are the same to the bit on every run.
 */
final class Workers implements AutoCloseable {
  private final int count;
  private final ExecutorService executor;

  /**
   * @param count how many, 1 or more
   */
  Workers(int count, String name) {
    this.count = count;
    this.executor =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  int count() {
    return count;
  }

  /** One piece of work. */
  interface Piece {
    /**
     * Does it.
     *
     * @param worker who does it, from 0
     * @param number of the piece, from 0
     * @return what is added up over all pieces
     */
    double work(int worker, int number);
  }

  /** Pieces are done in order by each worker, neighbouring ones by the same. */
  double divide(int pieces, Piece piece) {
    return each(
        worker -> {
          int end = (int) ((long) pieces * (worker + 1) / count);
          double sum = 0;
          for (int i = (int) ((long) pieces * worker / count); i < end; i++) {
            sum += piece.work(worker, i);
          }
          return sum;
        });
  }

  /** Each does its own; returns the sum in the order of the workers. */
  double each(IntToDoubleFunction work) {
    List<Future<Double>> running = new ArrayList<>();
    for (int worker = 0; worker < count; worker++) {
      int number = worker;
      running.add(executor.submit(() -> work.applyAsDouble(number)));
    }
    double sum = 0;
    for (Future<Double> part : running) {
      sum += finished(part);
    }
    return sum;
  }

  private static <T> T finished(Future<T> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          // The work is finished first, so that what was learned can be kept.
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("a step failed: " + e.getCause(), e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for what is still at work: after a part has failed, others may be. */
  @Override
  public void close() {
    executor.shutdown();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
            return;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
