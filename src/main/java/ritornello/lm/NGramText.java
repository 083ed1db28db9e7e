package ritornello.lm;

import java.util.Arrays;
import java.util.List;

/**
 * Pieces one after the other, those that are learned from first, and the n-grams in them.
 *
 * <p>All places are sorted by the tokens that stand there and after. So n-grams that begin alike
 * stand together: those that follow a context of n − 1 tokens are neighbours, and among them those
 * of one n-gram, whether they are learned from or measured. To count the n-grams of an order one
 * walks over the places once; nothing is kept for each n-gram.
 *
 * <p>A piece begins with a symbol that is no token, so that n-grams know where it begins. No n-gram
 * reaches from one piece into the next.
 */
final class NGramText {
  private final int begin;
  private final int depth;
  private final int[] symbols;
  private final int[] ends;

  /** Symbols from a place to the end of its piece, {@code depth} at most. */
  private final byte[] room;

  private final int[] places;
  private final byte[] common;

  /**
   * @param groups of pieces; the first are learned from, the others measured
   * @param vocabulary size, V
   * @param depth longest n-gram, 1 to 127
   */
  NGramText(List<List<int[]>> groups, int vocabulary, int depth) {
    this.begin = vocabulary;
    this.depth = depth;
    int length =
        Math.toIntExact(
            1 + groups.stream().flatMap(List::stream).mapToLong(piece -> 1 + piece.length).sum());
    symbols = new int[length];
    room = new byte[length];
    ends = new int[groups.size()];
    int at = 0;
    for (int group = 0; group < ends.length; group++) {
      for (int[] piece : groups.get(group)) {
        put(piece, at);
        at += 1 + piece.length;
      }
      ends[group] = at;
    }
    put(new int[0], at);
    places = SuffixOrder.of(symbols, vocabulary + 1, depth);
    common = SuffixOrder.common(symbols, places, depth);
  }

  private void put(int[] piece, int at) {
    symbols[at] = begin;
    System.arraycopy(piece, 0, symbols, at + 1, piece.length);
    for (int i = 0; i <= piece.length; i++) {
      room[at + i] = (byte) Math.min(depth, piece.length + 1 - i);
    }
  }

  /** How many symbols there are. */
  int length() {
    return symbols.length;
  }

  /** Where a group of pieces ends. */
  int end(int group) {
    return ends[group];
  }

  /** Whether a piece begins here, so that it is no token that stands here. */
  boolean isBegin(int place) {
    return symbols[place] == begin;
  }

  /** The token that stands here. */
  int token(int place) {
    return symbols[place];
  }

  /** Takes what follows contexts. */
  interface Visitor {
    /** What follows a context; filled again for the next. */
    void context(Followers followers);
  }

  /**
   * What follows a context of n − 1 symbols.
   *
   * <p>The count of an n-gram is how often it is in the pieces that are learned from; its adjusted
   * count in how many different ways it is preceded there, but its count if it is at the beginning
   * of a piece (Heafield et al., "Scalable Modified Kneser-Ney Language Model Estimation", 2013,
   * section 3.2).
   */
  static final class Followers {
    private int size;
    private int[] tokens = new int[16];
    private int[] counts = new int[16];
    private int[] adjusted = new int[16];
    private int[] from = new int[16];
    private int[] to = new int[16];

    /** How many different ones there are; some may be only where it is measured. */
    int size() {
      return size;
    }

    int token(int index) {
      return tokens[index];
    }

    int count(int index, boolean adjust) {
      return adjust ? adjusted[index] : counts[index];
    }

    /** Where its n-grams begin, among the sorted places. */
    int from(int index) {
      return from[index];
    }

    int to(int index) {
      return to[index];
    }

    private void clear() {
      size = 0;
    }

    private void add(int token, int count, int adjustedCount, int first, int end) {
      if (size == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
        adjusted = Arrays.copyOf(adjusted, 2 * size);
        from = Arrays.copyOf(from, 2 * size);
        to = Arrays.copyOf(to, 2 * size);
      }
      tokens[size] = token;
      counts[size] = count;
      adjusted[size] = adjustedCount;
      from[size] = first;
      to[size] = end;
      size++;
    }
  }

  /**
   * Goes through all contexts of an order.
   *
   * @param n 1 to {@code depth}
   * @param measuredOnly leaves out contexts that only stand in what is learned from
   */
  void visit(int n, boolean measuredOnly, Visitor visitor) {
    Followers followers = new Followers();
    int[] seen = new int[begin + 1];
    Arrays.fill(seen, -1);
    for (int from = 0; from < places.length; ) {
      int to = from + 1;
      boolean measured = places[from] >= ends[0];
      for (; to < places.length && common[to] >= n - 1; to++) {
        measured |= places[to] >= ends[0];
      }
      if (measured || !measuredOnly) {
        follow(n, from, to, followers, seen);
        if (followers.size() > 0) {
          visitor.context(followers);
        }
      }
      from = to;
    }
  }

  private void follow(int n, int contextFrom, int contextTo, Followers into, int[] seen) {
    into.clear();
    for (int from = contextFrom; from < contextTo; ) {
      int to = from + 1;
      while (to < contextTo && common[to] >= n) {
        to++;
      }
      int place = places[from];
      int last = place + n - 1;
      if (room[place] >= n && !isBegin(last)) {
        int count = 0;
        int preceded = 0;
        for (int i = from; i < to; i++) {
          int learned = places[i];
          if (learned >= ends[0]) {
            continue;
          }
          count++;
          if (learned > 0 && seen[symbols[learned - 1]] != from) {
            seen[symbols[learned - 1]] = from;
            preceded++;
          }
        }
        into.add(symbols[last], count, isBegin(place) ? count : preceded, from, to);
      }
      from = to;
    }
  }

  /** The place that is at this index among the sorted. */
  int place(int index) {
    return places[index];
  }
}
