package ritornello.jam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long answers took to be made. For any thread. */
public final class AnswerTimes {
  private static final int RECENT = 4;

  private final List<Long> micros = new ArrayList<>();
  private int late;

  synchronized void add(long oneMicros) {
    micros.add(oneMicros);
  }

  synchronized void late() {
    late++;
  }

  /** How many answers there were. */
  public synchronized int count() {
    return micros.size();
  }

  /** How many were not ready in time, and bridged. */
  public synchronized int lateCount() {
    return late;
  }

  /** The longest of the last few, in microseconds; 0 if there was none. */
  synchronized long recent() {
    return micros.subList(Math.max(0, micros.size() - RECENT), micros.size()).stream()
        .mapToLong(one -> one)
        .max()
        .orElse(0);
  }

  /**
   * The time within which a share of the answers was ready, in microseconds; 0 if there was none.
   *
   * @param share 0 to 1
   */
  public synchronized long percentile(double share) {
    if (micros.isEmpty()) {
      return 0;
    }
    List<Long> sorted = new ArrayList<>(micros);
    Collections.sort(sorted);
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }

  /** For people. */
  @Override
  public synchronized String toString() {
    return String.format(
        Locale.ROOT,
        "%d answers, ready in %.0f ms (median), %.0f ms (99th percentile); %d bridged",
        micros.size(),
        percentile(0.5) / 1e3,
        percentile(0.99) / 1e3,
        late);
  }
}
