package ritornello.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import ritornello.score.Note;
import ritornello.score.Score;

/**
 * What a piece sounds like, whatever its key, its tempo, its tracks and its name.
 *
 * <p>The highest notes at each moment, drums apart, make figures of five: the intervals between
 * them, and whether each lasts about as long as the one before, until the next begins. Two pieces
 * are as similar as the sets of their figures: the Jaccard index, which the share of equal
 * min-hashes estimates (Broder 1997, "On the resemblance and containment of documents").
 */
public final class Fingerprint {
  /** Of a piece that is too short to be told from others. */
  public static final Fingerprint NONE = new Fingerprint(new int[0]);

  static final int MIN_HASHES = 96;
  private static final int NOTES_OF_FIGURE = 5;
  private static final int FEWEST_FIGURES = 6;

  /** Between note values: no two of 1, 4/3, 3/2, 2, 3 and 4 times as long share the next. */
  private static final double[] LENGTH_RATIOS = {1 / 1.74, 1 / 1.18, 1.18, 1.74};

  private final int[] minHashes;

  private Fingerprint(int[] minHashes) {
    this.minHashes = minHashes;
  }

  /** The fingerprint of a score. */
  static Fingerprint of(Score score) {
    long[] figures = figures(skyline(score));
    if (figures.length < FEWEST_FIGURES) {
      return NONE;
    }
    int[] least = new int[MIN_HASHES];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (long figure : figures) {
      long hash = figure;
      for (int i = 0; i < MIN_HASHES; i++) {
        hash = mixed(hash + 0x9E3779B97F4A7C15L);
        least[i] = Math.min(least[i], (int) (hash >>> 33));
      }
    }
    return new Fingerprint(least);
  }

  /** One that {@link #minHashes} gave. */
  static Fingerprint ofMinHashes(int[] minHashes) {
    return minHashes.length == 0 ? NONE : new Fingerprint(minHashes.clone());
  }

  private static List<Note> skyline(Score score) {
    List<Note> notes = new ArrayList<>();
    score.tracks().stream()
        .filter(track -> !track.isDrums())
        .forEach(track -> notes.addAll(track.notes()));
    notes.sort(
        Comparator.comparingLong(Note::startTick)
            .thenComparing(Comparator.comparingInt(Note::pitch).reversed()));
    List<Note> highest = new ArrayList<>();
    for (Note note : notes) {
      if (highest.isEmpty() || highest.get(highest.size() - 1).startTick() < note.startTick()) {
        highest.add(note);
      }
    }
    return highest;
  }

  /** Distinct, in no order that matters. */
  private static long[] figures(List<Note> notes) {
    LongStream.Builder figures = LongStream.builder();
    for (int first = 0; first + NOTES_OF_FIGURE <= notes.size(); first++) {
      long figure = 0;
      for (int i = first + 1; i < first + NOTES_OF_FIGURE; i++) {
        int interval = notes.get(i).pitch() - notes.get(i - 1).pitch();
        figure = figure * 256 + interval + 128;
        figure = figure * 8 + (i == first + 1 ? 0 : 1 + lengthClass(notes, i));
      }
      figures.add(mixed(figure));
    }
    return figures.build().distinct().toArray();
  }

  private static int lengthClass(List<Note> notes, int i) {
    long before = notes.get(i - 1).startTick() - notes.get(i - 2).startTick();
    long length = notes.get(i).startTick() - notes.get(i - 1).startTick();
    double ratio = length / (double) before;
    int place = 0;
    while (place < LENGTH_RATIOS.length && ratio > LENGTH_RATIOS[place]) {
      place++;
    }
    return place;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Whether there is anything to compare. */
  boolean isEmpty() {
    return minHashes.length == 0;
  }

  /** {@link #MIN_HASHES} numbers, or none; not to be changed. */
  int[] minHashes() {
    return minHashes;
  }

  /** How similar the music is, 0 to 1; 0 where there is nothing to compare. */
  double similarity(Fingerprint other) {
    if (isEmpty() || other.isEmpty()) {
      return 0;
    }
    int equal = 0;
    for (int i = 0; i < MIN_HASHES; i++) {
      equal += minHashes[i] == other.minHashes[i] ? 1 : 0;
    }
    return equal / (double) MIN_HASHES;
  }

  /** Two of the min-hashes as one number: equal for pieces in which both are equal. */
  long band(int band) {
    return (long) minHashes[2 * band] << 32 | minHashes[2 * band + 1];
  }

  /** The next two, wrapping around. */
  long afterBand(int band) {
    return band((band + 1) % (MIN_HASHES / 2));
  }
}
