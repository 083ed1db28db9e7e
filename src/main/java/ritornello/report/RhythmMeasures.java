package ritornello.report;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import ritornello.report.MeasuredPiece.BarOnsets;
import ritornello.report.MeasuredPiece.Onset;

/** What {@link Measure}s of rhythm are; their sources are there. */
final class RhythmMeasures {
  /**
   * Note values in quarter notes: whole to sixteenth, the same dotted but for the whole, and the
   * half, quarter and eighth of a triplet.
   */
  private static final List<Double> VALUES =
      List.of(4.0, 2.0, 1.0, 0.5, 0.25, 3.0, 1.5, 0.75, 0.375, 4 / 3.0, 2 / 3.0, 1 / 3.0);

  private RhythmMeasures() {}

  static double emptyBarRate(MeasuredPiece piece) {
    return (double) piece.silentBars() / piece.barCount();
  }

  static double notesPerBar(MeasuredPiece piece) {
    return (double) piece.notes().size() / piece.barCount();
  }

  static double notesPerSecond(MeasuredPiece piece) {
    return piece.notes().size() / piece.seconds();
  }

  /** In quarter notes. */
  static double meanOnsetInterval(MeasuredPiece piece) {
    return Arrays.stream(piece.onsetIntervals()).average().orElseThrow() / piece.ppq();
  }

  static double[] onsetIntervalHistogram(MeasuredPiece piece) {
    double[] histogram = new double[VALUES.size()];
    for (long interval : piece.onsetIntervals()) {
      histogram[nearestValue(interval / (double) piece.ppq())]++;
    }
    return Histogram.normalised(histogram);
  }

  private static int nearestValue(double quarters) {
    int nearest = 0;
    for (int value = 1; value < VALUES.size(); value++) {
      if (Math.abs(VALUES.get(value) - quarters) < Math.abs(VALUES.get(nearest) - quarters)) {
        nearest = value;
      }
    }
    return nearest;
  }

  /** Of each bar with the next. */
  static double grooveConsistency(MeasuredPiece piece) {
    List<BarOnsets> bars = BarSimilarity.bars(piece);
    double sum = 0;
    for (int i = 1; i < bars.size(); i++) {
      sum += groove(bars.get(i - 1), bars.get(i));
    }
    return sum / (bars.size() - 1);
  }

  /** Of each bar with each other. */
  static double grooveSimilarity(MeasuredPiece piece) {
    return BarSimilarity.meanOfPairs(BarSimilarity.bars(piece), RhythmMeasures::groove);
  }

  /** The share of positions at which notes begin in both bars or in neither. */
  private static double groove(BarOnsets a, BarOnsets b) {
    BitSet different = positions(a);
    different.xor(positions(b));
    return 1 - different.cardinality() / (double) Math.max(a.positions(), b.positions());
  }

  private static BitSet positions(BarOnsets bar) {
    BitSet positions = new BitSet();
    for (Onset onset : bar.onsets()) {
      positions.set(onset.position());
    }
    return positions;
  }
}
