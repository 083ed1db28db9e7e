package ritornello.lm;

import java.util.Arrays;

/**
 * All places of a text, sorted by the symbols that stand there and after: a suffix array, sorted as
 * deep as it is needed. Made by prefix doubling (Manber and Myers, "Suffix arrays", 1993) with
 * counting sort, in a time of O(n log depth) and 20 bytes a symbol.
 */
final class SuffixOrder {
  private final int[] text;
  private final int[] places;
  private int[] ranks;

  /**
   * @param symbols how many different ones there may be; all are from 0 to {@code symbols} − 1
   * @param depth how many symbols count
   */
  private SuffixOrder(int[] text, int symbols, int depth) {
    this.text = text;
    this.places = new int[text.length];
    this.ranks = text.clone();
    int[] counts = new int[Math.max(symbols, text.length) + 1];
    int[] bySecond = new int[text.length];
    for (int i = 0; i < text.length; i++) {
      bySecond[i] = i;
    }
    sortByRank(bySecond, counts);
    int[] newRanks = new int[text.length];
    for (int width = 1; width < depth; width *= 2) {
      sortBySecond(bySecond, width);
      sortByRank(bySecond, counts);
      rankPairs(newRanks, width);
      int[] swapped = ranks;
      ranks = newRanks;
      newRanks = swapped;
    }
  }

  /**
   * Sorts.
   *
   * @return places in order; places with the same {@code depth} symbols stand together
   */
  static int[] of(int[] text, int symbols, int depth) {
    return new SuffixOrder(text, symbols, depth).places;
  }

  /** By the rank of what comes {@code width} symbols later: as they are sorted already. */
  private void sortBySecond(int[] into, int width) {
    int count = 0;
    for (int place = Math.max(0, text.length - width); place < text.length; place++) {
      into[count++] = place;
    }
    for (int place : places) {
      if (place >= width) {
        into[count++] = place - width;
      }
    }
  }

  /** Leaves those of one rank in their order. */
  private void sortByRank(int[] from, int[] counts) {
    Arrays.fill(counts, 0);
    for (int rank : ranks) {
      counts[rank + 1]++;
    }
    for (int i = 1; i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
    for (int place : from) {
      places[counts[ranks[place]]++] = place;
    }
  }

  private void rankPairs(int[] into, int width) {
    int rank = 0;
    for (int i = 0; i < places.length; i++) {
      if (i > 0 && !samePair(places[i - 1], places[i], width)) {
        rank++;
      }
      into[places[i]] = rank;
    }
  }

  private boolean samePair(int a, int b, int width) {
    return ranks[a] == ranks[b] && second(a, width) == second(b, width);
  }

  private int second(int place, int width) {
    return place + width < ranks.length ? ranks[place + width] : -1;
  }

  /**
   * With how many symbols each place begins as the one before it in order does.
   *
   * @param places as {@link #of} gives them
   * @param depth how many count, 127 at most
   */
  static byte[] common(int[] text, int[] places, int depth) {
    byte[] common = new byte[places.length];
    for (int i = 1; i < places.length; i++) {
      int most = Math.min(depth, text.length - Math.max(places[i - 1], places[i]));
      int same = 0;
      while (same < most && text[places[i - 1] + same] == text[places[i] + same]) {
        same++;
      }
      common[i] = (byte) same;
    }
    return common;
  }
}
