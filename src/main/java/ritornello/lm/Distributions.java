package ritornello.lm;

import java.util.Arrays;
import ritornello.lm.NGramText.Followers;

/**
 * The whole distributions of an n-gram model at measured places. Each context's part of them is
 * kept once, however many places it is at; contexts that are not measured are not kept.
 */
final class Distributions {
  private static final int NONE = -1;

  private final int vocabulary;
  private final int from;
  private final int to;

  /** Of each order from 1 and place, where the part of its context is; or {@link #NONE}. */
  private final int[][] parts;

  /** Of each part: where its tokens begin, how many they are, γ. */
  private int[] begins = new int[1024];

  private int[] sizes = new int[1024];
  private double[] lefts = new double[1024];
  private int count;

  private int[] tokens = new int[4096];
  private double[] shares = new double[4096];
  private int used;

  private final double[] p;

  /**
   * @param from first of the places
   * @param to place after the last
   */
  Distributions(int vocabulary, int orders, int from, int to) {
    this.vocabulary = vocabulary;
    this.from = from;
    this.to = to;
    this.parts = new int[orders + 1][to - from];
    for (int[] ofOrder : parts) {
      Arrays.fill(ofOrder, NONE);
    }
    this.p = new double[vocabulary];
  }

  /** Adds the part of a context of n − 1 tokens, if it is at one of the places. */
  void add(int n, Followers followers, KneserNey.Share share, NGramText text) {
    boolean kept = false;
    for (int i = 0; i < followers.size(); i++) {
      for (int index = followers.from(i); index < followers.to(i); index++) {
        int place = text.place(index) + n - 1;
        if (place >= from && place < to) {
          parts[n][place - from] = count;
          kept = true;
        }
      }
    }
    if (kept) {
      keep(followers, share);
    }
  }

  private void keep(Followers followers, KneserNey.Share share) {
    if (count == begins.length) {
      begins = Arrays.copyOf(begins, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
      lefts = Arrays.copyOf(lefts, 2 * count);
    }
    begins[count] = used;
    lefts[count] = share.left();
    for (int i = 0; i < followers.size(); i++) {
      double own = share.of(followers, i);
      if (own > 0) {
        if (used == tokens.length) {
          tokens = Arrays.copyOf(tokens, 2 * used);
          shares = Arrays.copyOf(shares, 2 * used);
        }
        tokens[used] = followers.token(i);
        shares[used++] = own;
      }
    }
    sizes[count] = used - begins[count];
    count++;
  }

  /** The probability of every token of the vocabulary at a place, (V); overwritten by the next. */
  double[] at(int place) {
    Arrays.fill(p, 0);
    double scale = 1;
    for (int n = parts.length - 1; n >= 1; n--) {
      int part = parts[n][place - from];
      if (part == NONE) {
        continue;
      }
      for (int i = begins[part]; i < begins[part] + sizes[part]; i++) {
        p[tokens[i]] += scale * shares[i];
      }
      scale *= lefts[part];
    }
    for (int token = 0; token < vocabulary; token++) {
      p[token] += scale / vocabulary;
    }
    return p;
  }
}
