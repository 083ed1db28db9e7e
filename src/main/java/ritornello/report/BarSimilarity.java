package ritornello.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ritornello.report.MeasuredPiece.BarOnsets;
import ritornello.report.MeasuredPiece.Onset;

/** How similar the bars of a piece are to each other; sources are at {@link Measure}. */
final class BarSimilarity {
  /** Of a longer piece, its beginning: pairs of all bars of a day of music would take a day. */
  static final int MOST_BARS = 512;

  /** Bars back. */
  static final List<Integer> LAGS = List.of(1, 2, 4, 8);

  private BarSimilarity() {}

  /** Of two bars, 0 to 1. */
  interface Similarity {
    double of(BarOnsets a, BarOnsets b);
  }

  /** All bars, from the first in which notes begin to the last; in some there are none. */
  static List<BarOnsets> bars(MeasuredPiece piece) {
    long first = piece.bars().firstKey();
    long last = Math.min(piece.bars().lastKey(), first + MOST_BARS - 1);
    BarOnsets empty = new BarOnsets(1, List.of());
    List<BarOnsets> bars = new ArrayList<>();
    for (long bar = first; bar <= last; bar++) {
      bars.add(piece.bars().getOrDefault(bar, empty));
    }
    return bars;
  }

  private static List<BarOnsets> withNotes(MeasuredPiece piece) {
    return bars(piece).stream().filter(bar -> !bar.onsets().isEmpty()).toList();
  }

  /** NaN if there are no two. */
  static double meanOfPairs(List<BarOnsets> bars, Similarity similarity) {
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < bars.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += similarity.of(bars.get(i), bars.get(j));
        pairs++;
      }
    }
    return sum / pairs;
  }

  static double mean(MeasuredPiece piece) {
    return meanOfPairs(withNotes(piece), BarSimilarity::jaccard);
  }

  /**
   * For each of {@link #LAGS} the mean of bars with notes and those before; NaN if there is none.
   */
  static double[] byLag(MeasuredPiece piece) {
    List<BarOnsets> bars = bars(piece);
    return LAGS.stream().mapToDouble(lag -> atLag(bars, lag)).toArray();
  }

  private static double atLag(List<BarOnsets> bars, int lag) {
    double sum = 0;
    int pairs = 0;
    for (int i = lag; i < bars.size(); i++) {
      BarOnsets bar = bars.get(i);
      BarOnsets before = bars.get(i - lag);
      if (!bar.onsets().isEmpty() && !before.onsets().isEmpty()) {
        sum += jaccard(bar, before);
        pairs++;
      }
    }
    return sum / pairs;
  }

  private static double jaccard(BarOnsets a, BarOnsets b) {
    Set<Onset> both = new HashSet<>(a.onsets());
    both.retainAll(new HashSet<>(b.onsets()));
    int either = a.onsets().size() + b.onsets().size() - both.size();
    return (double) both.size() / either;
  }

  /** Share of the bars with notes that are, note for note, like one before them. */
  static double repeated(MeasuredPiece piece) {
    List<BarOnsets> bars = withNotes(piece);
    Set<List<Onset>> seen = new HashSet<>();
    int repeated = 0;
    for (BarOnsets bar : bars) {
      repeated += seen.add(bar.onsets()) ? 0 : 1;
    }
    return (double) repeated / bars.size();
  }
}
