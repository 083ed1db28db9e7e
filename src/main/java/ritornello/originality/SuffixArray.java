package ritornello.originality;

/**
 * The suffixes of a text in order (Manber and Myers, "Suffix arrays", 1993; by prefix doubling, in
 * O(n log n) for n symbols whatever they are, each round a radix sort). It takes 16 bytes a symbol
 * while it is made and 4 then.
 */
final class SuffixArray {
  private SuffixArray() {}

  /**
   * Where the suffixes begin, in their order.
   *
   * @param text ends of lines are {@link Symbols#NONE}, less than all else, each another and less
   *     than those after it: no order depends on what follows one
   */
  static int[] of(char[] text) {
    int length = text.length;
    int[] order = new int[length];
    int[] rank = ranks(text);
    int ranks = sort(rank, order);
    int[] shifted = new int[length];
    for (int prefix = 1; ranks < length; prefix *= 2) {
      byHalves(order, rank, ranks, prefix, shifted);
      ranks = rerank(order, rank, prefix, shifted);
      int[] swapped = rank;
      rank = shifted;
      shifted = swapped;
    }
    return order;
  }

  /** Ends of lines are told apart, so that no comparison goes over one. */
  private static int[] ranks(char[] text) {
    int ends = 0;
    for (char symbol : text) {
      ends += symbol == Symbols.NONE ? 1 : 0;
    }
    int[] rank = new int[text.length];
    int end = 0;
    for (int i = 0; i < text.length; i++) {
      rank[i] = text[i] == Symbols.NONE ? end++ : ends + text[i];
    }
    return rank;
  }

  /** Sorts by rank, makes the ranks dense, and says how many there are. */
  private static int sort(int[] rank, int[] order) {
    int most = 0;
    for (int value : rank) {
      most = Math.max(most, value);
    }
    int[] start = starts(rank, most + 1);
    int[] dense = new int[most + 1];
    int ranks = 0;
    for (int value = 0; value <= most; value++) {
      dense[value] = ranks;
      ranks += start[value + 1] > start[value] ? 1 : 0;
    }
    for (int i = 0; i < rank.length; i++) {
      order[start[rank[i]]++] = i;
    }
    for (int i = 0; i < rank.length; i++) {
      rank[i] = dense[rank[i]];
    }
    return ranks;
  }

  /** For each rank, how many are less. */
  private static int[] starts(int[] rank, int ranks) {
    int[] start = new int[ranks + 1];
    for (int value : rank) {
      start[value + 1]++;
    }
    for (int value = 0; value < ranks; value++) {
      start[value + 1] += start[value];
    }
    return start;
  }

  /** From the order by the first {@code prefix} symbols to that by twice as many. */
  private static void byHalves(int[] order, int[] rank, int ranks, int prefix, int[] spare) {
    int length = order.length;
    int count = 0;
    for (int i = length - prefix; i < length; i++) {
      if (i >= 0) {
        spare[count++] = i;
      }
    }
    for (int i = 0; i < length; i++) {
      if (order[i] >= prefix) {
        spare[count++] = order[i] - prefix;
      }
    }
    int[] start = starts(rank, ranks);
    for (int i = 0; i < length; i++) {
      order[start[rank[spare[i]]]++] = spare[i];
    }
  }

  private static int rerank(int[] order, int[] rank, int prefix, int[] into) {
    int ranks = 0;
    for (int i = 0; i < order.length; i++) {
      if (i > 0 && !same(rank, order[i - 1], order[i], prefix)) {
        ranks++;
      }
      into[order[i]] = ranks;
    }
    return ranks + 1;
  }

  private static boolean same(int[] rank, int a, int b, int prefix) {
    if (rank[a] != rank[b]) {
      return false;
    }
    int afterA = a + prefix < rank.length ? rank[a + prefix] : -1;
    int afterB = b + prefix < rank.length ? rank[b + prefix] : -1;
    return afterA == afterB;
  }
}
