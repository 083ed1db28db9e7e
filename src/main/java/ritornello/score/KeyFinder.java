package ritornello.score;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which key signature a melody would be written with.
 *
 * <p>First the signature whose seven pitch classes hold the greatest share of the sounding time.
 * Signatures that are nearly as good (a melody may not use all seven) are told apart by the key
 * whose profile correlates best with the melody's, after Krumhansl and Schmuckler (C. Krumhansl,
 * "Cognitive Foundations of Musical Pitch", 1990, chapter 4; the profiles are those of Krumhansl
 * and Kessler, 1982).
 */
public final class KeyFinder {
  private static final double[] MAJOR = {
    6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88
  };
  private static final double[] MINOR = {
    6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17
  };

  /** Signatures this much worse than the best fit as well as it. */
  private static final double NEARLY_AS_GOOD = 0.01;

  /** A melody with less of it inside its best signature modulates, or is in no key. */
  private static final double CLEAR_SHARE = 0.9;

  private static final int FEWEST_PITCH_CLASSES = 4;

  /** All keys with up to six sharps or five flats, those with the fewest first. */
  private static final List<KeySignature> KEYS =
      IntStream.rangeClosed(-5, 6)
          .boxed()
          .sorted(Comparator.comparingInt(Math::abs))
          .flatMap(
              fifths -> Stream.of(new KeySignature(fifths, false), new KeySignature(fifths, true)))
          .toList();

  private KeyFinder() {}

  /**
   * The key of some notes, major or minor, if it is clear: nine tenths of their time inside it and
   * four pitch classes or more.
   */
  public static Optional<KeySignature> find(Melody melody) {
    return find(time(melody));
  }

  /** The best key that there is, clear or not; C major without notes. */
  public static KeySignature best(Melody melody) {
    return best(time(melody));
  }

  /** As {@link #find(Melody)}, of notes of a score. */
  public static Optional<KeySignature> findIn(List<Note> notes) {
    double[] time = new double[12];
    notes.forEach(note -> time[note.pitch() % 12] += note.lengthTicks());
    return find(time);
  }

  private static double[] time(Melody melody) {
    double[] time = new double[12];
    melody.notes().forEach(note -> time[note.pitch() % 12] += note.lengthSteps());
    return time;
  }

  private static Optional<KeySignature> find(double[] time) {
    KeySignature best = best(time);
    long pitchClasses = IntStream.range(0, 12).filter(i -> time[i] > 0).count();
    boolean clear = pitchClasses >= FEWEST_PITCH_CLASSES && inside(time, best) >= CLEAR_SHARE;
    return clear ? Optional.of(best) : Optional.empty();
  }

  private static KeySignature best(double[] time) {
    double most = KEYS.stream().mapToDouble(key -> inside(time, key)).max().orElse(0);
    return KEYS.stream()
        .filter(key -> inside(time, key) >= most - NEARLY_AS_GOOD)
        .max(Comparator.comparingDouble(key -> correlation(time, key)))
        .orElseThrow();
  }

  /** Share of the time on the seven pitch classes of this signature. */
  private static double inside(double[] time, KeySignature key) {
    double inside = 0;
    double all = 0;
    for (int pitchClass = 0; pitchClass < 12; pitchClass++) {
      // Along the circle of fifths from F, the seven of C major are the first seven.
      int place = Math.floorMod(7 * (pitchClass - 5) - key.fifths(), 12);
      inside += place < 7 ? time[pitchClass] : 0;
      all += time[pitchClass];
    }
    return all == 0 ? 0 : inside / all;
  }

  /** Pearson's, between time and profile; 0 where one is flat. */
  private static double correlation(double[] time, KeySignature key) {
    double[] profile = key.minor() ? MINOR : MAJOR;
    double meanTime = IntStream.range(0, 12).mapToDouble(i -> time[i]).average().orElse(0);
    double meanProfile = IntStream.range(0, 12).mapToDouble(i -> profile[i]).average().orElse(0);
    double product = 0;
    double timeSquares = 0;
    double profileSquares = 0;
    for (int degree = 0; degree < 12; degree++) {
      double x = time[(key.tonic() + degree) % 12] - meanTime;
      double y = profile[degree] - meanProfile;
      product += x * y;
      timeSquares += x * x;
      profileSquares += y * y;
    }
    return timeSquares == 0 ? 0 : product / Math.sqrt(timeSquares * profileSquares);
  }
}
