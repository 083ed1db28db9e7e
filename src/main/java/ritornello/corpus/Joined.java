package ritornello.corpus;

import java.util.stream.IntStream;

/** Things that are joined into groups, two by two (union–find with path halving). */
final class Joined {
  private final int[] parents;

  /**
   * @param count of things, 0 to count − 1, each a group of its own
   */
  Joined(int count) {
    parents = IntStream.range(0, count).toArray();
  }

  void join(int a, int b) {
    int first = first(a);
    int second = first(b);
    parents[Math.max(first, second)] = Math.min(first, second);
  }

  boolean areJoined(int a, int b) {
    return first(a) == first(b);
  }

  /** The least thing of its group. */
  int first(int thing) {
    int first = thing;
    while (parents[first] != first) {
      parents[first] = parents[parents[first]];
      first = parents[first];
    }
    return first;
  }
}
