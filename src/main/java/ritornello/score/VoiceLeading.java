package ritornello.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chords one after another as they are played on a keyboard or guitar: the upper notes close
 * together, in the inversion whose notes move least from the chord before; the bass below, in the
 * octave that is nearest.
 */
public final class VoiceLeading {
  /** Where upper notes should lie on average: A3, below most melodies. */
  private static final double CENTRE = 57;

  /** D3 to A4: neither so low that it rumbles nor above the melody. */
  private static final int LOWEST_UPPER = 50;

  private static final int HIGHEST_UPPER = 69;

  /** C2 to C#3: always below the others. */
  private static final int LOWEST_BASS = 36;

  private static final int HIGHEST_BASS = 49;

  /** Semitones that all notes may move for being one semitone nearer to the centre. */
  private static final double PULL = 0.5;

  private final List<Integer> upper = new ArrayList<>();
  private int bass = (LOWEST_BASS + HIGHEST_BASS) / 2;

  /**
   * The notes of some chords.
   *
   * @return of each its pitches, the bass first, then the others upwards
   */
  public static List<List<Integer>> of(List<Chord> chords) {
    VoiceLeading leading = new VoiceLeading();
    return chords.stream().map(leading::next).toList();
  }

  private List<Integer> next(Chord chord) {
    List<Integer> best =
        candidates(chord).stream().min(Comparator.comparingDouble(this::cost)).orElseThrow();
    upper.clear();
    upper.addAll(best);
    bass = nearestBass(chord.bass().orElse(chord.root()));
    List<Integer> pitches = new ArrayList<>();
    pitches.add(bass);
    best.stream().filter(pitch -> pitch != bass).forEach(pitches::add);
    return List.copyOf(pitches);
  }

  private int nearestBass(int pitchClass) {
    return IntStream.rangeClosed(LOWEST_BASS, HIGHEST_BASS)
        .filter(pitch -> pitch % 12 == pitchClass)
        .boxed()
        .min(Comparator.comparingInt(pitch -> Math.abs(pitch - bass)))
        .orElseThrow();
  }

  /** All inversions in close position within the range. */
  private static List<List<Integer>> candidates(Chord chord) {
    List<Integer> classes =
        chord.intervals().stream().map(i -> (chord.root() + i) % 12).distinct().sorted().toList();
    List<List<Integer>> all = new ArrayList<>();
    for (int lowest = LOWEST_UPPER; lowest <= HIGHEST_UPPER; lowest++) {
      if (!classes.contains(lowest % 12)) {
        continue;
      }
      int from = lowest;
      List<Integer> close =
          classes.stream().map(pc -> from + Math.floorMod(pc - from, 12)).sorted().toList();
      if (all.isEmpty() || close.get(close.size() - 1) <= HIGHEST_UPPER) {
        all.add(close);
      }
    }
    return all;
  }

  private double cost(List<Integer> notes) {
    double middle = notes.stream().mapToInt(Integer::intValue).average().orElse(CENTRE);
    return movement(upper, notes) + PULL * Math.abs(middle - CENTRE);
  }

  /**
   * How far the notes of two chords are from each other, in semitones: from each note of either to
   * the nearest of the other, halved.
   */
  static double movement(List<Integer> before, List<Integer> after) {
    return before.isEmpty() ? 0 : (oneWay(before, after) + oneWay(after, before)) / 2.0;
  }

  private static int oneWay(List<Integer> from, List<Integer> to) {
    return from.stream()
        .mapToInt(note -> to.stream().mapToInt(other -> Math.abs(other - note)).min().orElseThrow())
        .sum();
  }
}
