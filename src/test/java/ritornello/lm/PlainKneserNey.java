package ritornello.lm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The formulas of Kneser–Ney as they stand in the papers, with maps of lists: slow, and plain. */
final class PlainKneserNey {
  private static final int BEGIN = -1;

  private final int vocabulary;
  private final int order;
  private final Map<List<Integer>, Integer> counts = new HashMap<>();
  private final Map<List<Integer>, Set<Integer>> before = new HashMap<>();
  private final Map<List<Integer>, Set<Integer>> after = new HashMap<>();

  PlainKneserNey(List<int[]> training, int vocabulary, int order) {
    this.vocabulary = vocabulary;
    this.order = order;
    for (int[] piece : training) {
      List<Integer> text = text(piece, piece.length);
      for (int end = 2; end <= text.size(); end++) {
        for (int n = 1; n <= order && n <= end; n++) {
          List<Integer> gram = text.subList(end - n, end);
          counts.merge(gram, 1, Integer::sum);
          after.computeIfAbsent(gram.subList(0, n - 1), h -> new HashSet<>()).add(gram.get(n - 1));
          if (end > n) {
            before.computeIfAbsent(gram, g -> new HashSet<>()).add(text.get(end - n - 1));
          }
        }
      }
    }
  }

  private static List<Integer> text(int[] piece, int length) {
    List<Integer> text = new ArrayList<>();
    text.add(BEGIN);
    for (int i = 0; i < length; i++) {
      text.add(piece[i]);
    }
    return text;
  }

  private int count(List<Integer> gram, boolean top) {
    if (top || gram.get(0) == BEGIN) {
      return counts.getOrDefault(gram, 0);
    }
    return before.getOrDefault(gram, Set.of()).size();
  }

  private Discounts discounts(int n, boolean top) {
    Discounts adjusted = Discounts.of(times(n, false)).orElse(Discounts.FALLBACK);
    return top ? Discounts.of(times(n, true)).orElse(adjusted) : adjusted;
  }

  private long[] times(int n, boolean top) {
    long[] times = new long[5];
    for (List<Integer> gram : counts.keySet()) {
      int count = gram.size() == n ? count(gram, top) : 0;
      if (count > 0 && count < 5) {
        times[count]++;
      }
    }
    return times;
  }

  /** p(piece[at] | piece[0, at)). */
  double probability(int[] piece, int at) {
    List<Integer> text = text(piece, at);
    List<Integer> history = text.subList(Math.max(0, text.size() - order + 1), text.size());
    return probability(history, piece[at], history.size() + 1 == order);
  }

  private double probability(List<Integer> history, int token, boolean top) {
    int n = history.size() + 1;
    double below = n == 1 ? 1.0 / vocabulary : probability(history.subList(1, n - 1), token, false);
    Discounts discounts = discounts(n, top);
    double total = 0;
    double taken = 0;
    for (int other : after.getOrDefault(history, Set.of())) {
      int count = count(with(history, other), top);
      total += count;
      taken += discounts.of(count);
    }
    if (total == 0) {
      return below;
    }
    int count = count(with(history, token), top);
    return (count - discounts.of(count)) / total + taken / total * below;
  }

  private static List<Integer> with(List<Integer> history, int token) {
    List<Integer> gram = new ArrayList<>(history);
    gram.add(token);
    return gram;
  }
}
