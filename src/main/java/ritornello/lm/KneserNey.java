package ritornello.lm;

import java.util.Arrays;
import java.util.List;
import ritornello.lm.NGramText.Followers;

/**
 * Interpolated n-grams with modified Kneser–Ney smoothing (Chen and Goodman 1998; counts adjusted
 * as in Heafield et al. 2013), of all orders at once, measured on pieces that are known:
 *
 * <pre>
 *   p_n(w | h) = (c(h w) − D(c(h w))) / Σ_x c(h x) + γ(h) · q_{n−1}(w | h without its first)
 *   γ(h) = Σ_x D(c(h x)) / Σ_x c(h x)
 * </pre>
 *
 * with c the count of an n-gram; q_n is the same with its adjusted count; below order 1 every token
 * of the vocabulary has 1/V. Where h was never learned, p_n = q_{n−1}. Discounts come from counts
 * of counts, order by order; where those of c have no use, see {@link Discounts#of}, they are those
 * of the adjusted counts. Since q does not depend on the order above it, one walk over the text for
 * each order up to the highest gives all of them.
 */
final class KneserNey {
  private final NGramText text;
  private final int vocabulary;
  private final int orders;
  private final Discounts[] discounts;
  private final Discounts[] adjustedDiscounts;

  /** Of each measured place, from the end of what is learned from: p_n, and q_n. */
  private final double[] top;

  private final double[] lower;

  /**
   * @param groups of pieces; the first are learned from, the others measured
   * @param vocabulary V
   * @param orders how many: 1 to this
   */
  KneserNey(List<List<int[]>> groups, int vocabulary, int orders) {
    this.text = new NGramText(groups, vocabulary, orders);
    this.vocabulary = vocabulary;
    this.orders = orders;
    this.discounts = new Discounts[orders + 1];
    this.adjustedDiscounts = new Discounts[orders + 1];
    for (int n = 1; n <= orders; n++) {
      countCounts(n);
    }
    int measured = text.length() - text.end(0);
    top = new double[measured];
    lower = new double[measured];
  }

  private void countCounts(int n) {
    long[] times = new long[5];
    long[] adjustedTimes = new long[5];
    text.visit(
        n,
        false,
        followers -> {
          for (int i = 0; i < followers.size(); i++) {
            count(times, followers.count(i, false));
            count(adjustedTimes, followers.count(i, true));
          }
        });
    adjustedDiscounts[n] = Discounts.of(adjustedTimes).orElse(Discounts.FALLBACK);
    discounts[n] = Discounts.of(times).orElse(adjustedDiscounts[n]);
  }

  private static void count(long[] times, int count) {
    if (count < times.length) {
      times[count]++;
    }
  }

  private Discounts discounts(int n, boolean adjust) {
    return adjust ? adjustedDiscounts[n] : discounts[n];
  }

  /** Takes probabilities. */
  interface Sink {
    /**
     * Of all measured places, at one order.
     *
     * @param p of the token that stands there, by place from the end of what is learned from; of
     *     places where a piece begins it means nothing
     */
    void order(int n, double[] p);
  }

  /** Measures all orders, one after the other. */
  void measure(Sink sink) {
    Arrays.fill(lower, 1.0 / vocabulary);
    for (int order = 1; order <= orders; order++) {
      int n = order;
      // Where a piece has not yet n tokens, or a context is new, it is as in the order below.
      System.arraycopy(lower, 0, top, 0, top.length);
      text.visit(
          n,
          true,
          followers -> {
            Share plain = Share.of(followers, discounts(n, false), false);
            Share adjusted = Share.of(followers, discounts(n, true), true);
            for (int i = 0; i < followers.size(); i++) {
              measure(n, followers, i, plain, adjusted);
            }
          });
      sink.order(n, top);
    }
  }

  private void measure(int n, Followers followers, int i, Share plain, Share adjusted) {
    double own = plain.of(followers, i);
    double ownAdjusted = adjusted.of(followers, i);
    for (int index = followers.from(i); index < followers.to(i); index++) {
      int at = text.place(index) + n - 1 - text.end(0);
      if (text.place(index) >= text.end(0)) {
        double below = lower[at];
        top[at] = own + plain.left() * below;
        lower[at] = ownAdjusted + adjusted.left() * below;
      }
    }
  }

  /**
   * How a context's probability is divided.
   *
   * @param total Σ of the counts of what follows; 0 if the context was never learned
   * @param left γ, what goes to the order below
   */
  record Share(Discounts discounts, boolean adjust, long total, double left) {
    static Share of(Followers followers, Discounts discounts, boolean adjust) {
      long total = 0;
      double taken = 0;
      for (int i = 0; i < followers.size(); i++) {
        int count = followers.count(i, adjust);
        total += count;
        taken += discounts.of(count);
      }
      return new Share(discounts, adjust, total, total == 0 ? 1 : taken / total);
    }

    /** What a follower has of its own. */
    double of(Followers followers, int index) {
      int count = followers.count(index, adjust);
      return count == 0 ? 0 : (count - discounts.of(count)) / total;
    }
  }

  /** Whole distributions of one order, at all measured places of a group. */
  Distributions distributions(int order, int group) {
    Distributions distributions =
        new Distributions(vocabulary, order, text.end(group - 1), text.end(group));
    for (int level = 1; level <= order; level++) {
      int n = level;
      boolean adjust = n < order;
      text.visit(
          n,
          true,
          followers -> {
            Share share = Share.of(followers, discounts(n, adjust), adjust);
            if (share.total() > 0) {
              distributions.add(n, followers, share, text);
            }
          });
    }
    return distributions;
  }

  NGramText text() {
    return text;
  }
}
