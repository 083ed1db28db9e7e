package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;

/** Bars that have one chord. */
final class Bars {
  private Bars() {}

  /**
   * The label that takes most beats of each bar; of equally many the first; unknown ones count for
   * nothing.
   *
   * @param labels of the beats
   */
  static int[] labels(List<Beat> beats, int[] labels) {
    List<Integer> ofBars = new ArrayList<>();
    for (int from = 0; from < labels.length; ) {
      int to = from;
      while (to < labels.length && beats.get(to).bar() == beats.get(from).bar()) {
        to++;
      }
      ofBars.add(mostFrequent(labels, from, to));
      from = to;
    }
    return ofBars.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int mostFrequent(int[] labels, int from, int to) {
    int best = Progressions.UNKNOWN;
    int most = 0;
    for (int i = from; i < to; i++) {
      int count = 0;
      for (int j = i; j < to; j++) {
        count += labels[j] == labels[i] ? 1 : 0;
      }
      if (labels[i] != Progressions.UNKNOWN && count > most) {
        most = count;
        best = labels[i];
      }
    }
    return best;
  }
}
