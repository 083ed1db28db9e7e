package ritornello.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.score.Note;

/** What {@link Measure}s of pitch are; their sources are there. */
final class PitchMeasures {
  private static final int CLASSES = 12;

  /** Semitones of the major scale from its tonic; natural minor has the same, from its sixth. */
  private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};

  /** Greater intervals count as this, up or down. */
  private static final int OCTAVE = 12;

  private PitchMeasures() {}

  static double range(MeasuredPiece piece) {
    return pitches(piece).max().orElseThrow() - pitches(piece).min().orElseThrow();
  }

  static double count(MeasuredPiece piece) {
    return pitches(piece).distinct().count();
  }

  static double classes(MeasuredPiece piece) {
    return pitches(piece).map(pitch -> pitch % CLASSES).distinct().count();
  }

  private static IntStream pitches(MeasuredPiece piece) {
    return piece.notes().stream().mapToInt(Note::pitch);
  }

  static double entropy(MeasuredPiece piece) {
    return entropy(counts(pitches(piece)));
  }

  /**
   * The mean over all windows of so many bars, one bar after the other, that have notes; of all
   * bars if there are fewer.
   */
  static double entropy(MeasuredPiece piece, int bars) {
    List<Long> numbers = new ArrayList<>(piece.bars().keySet());
    long window = Math.min(bars, piece.barCount());
    double sum = 0;
    long windows = 0;
    long next = 0;
    for (long bar : numbers) {
      // All windows that hold this bar and were not met at one before it.
      long last = Math.min(bar, piece.barCount() - window);
      for (long start = Math.max(next, bar - window + 1); start <= last; start++) {
        IntStream pitches =
            piece.bars().subMap(start, start + window).values().stream()
                .flatMap(onsets -> onsets.onsets().stream())
                .mapToInt(MeasuredPiece.Onset::pitch);
        sum += entropy(counts(pitches));
        windows++;
      }
      next = Math.max(next, last + 1);
    }
    return sum / windows;
  }

  private static double[] counts(IntStream pitches) {
    double[] counts = new double[CLASSES];
    pitches.forEach(pitch -> counts[pitch % CLASSES]++);
    return counts;
  }

  /** Shannon's, in bits. */
  private static double entropy(double[] counts) {
    double all = Arrays.stream(counts).sum();
    double entropy = 0;
    for (double count : counts) {
      if (count > 0) {
        entropy -= count / all * Math.log(count / all) / Math.log(2);
      }
    }
    return Math.max(0, entropy);
  }

  static double scaleConsistency(MeasuredPiece piece) {
    double[] counts = counts(pitches(piece));
    double most = 0;
    for (int tonic = 0; tonic < CLASSES; tonic++) {
      double inside = 0;
      for (int step : MAJOR) {
        inside += counts[(tonic + step) % CLASSES];
      }
      most = Math.max(most, inside);
    }
    return most / piece.notes().size();
  }

  static double meanInterval(MeasuredPiece piece) {
    return Arrays.stream(piece.pitchIntervals()).map(Math::abs).average().orElseThrow();
  }

  /** Weighted by how long notes sound. */
  static double[] classHistogram(MeasuredPiece piece) {
    double[] histogram = new double[CLASSES];
    piece.notes().forEach(note -> histogram[note.pitch() % CLASSES] += note.lengthTicks());
    return Histogram.normalised(histogram);
  }

  static double[] intervalHistogram(MeasuredPiece piece) {
    double[] histogram = new double[2 * OCTAVE + 1];
    for (int interval : piece.pitchIntervals()) {
      histogram[OCTAVE + Math.max(-OCTAVE, Math.min(OCTAVE, interval))]++;
    }
    return Histogram.normalised(histogram);
  }
}
