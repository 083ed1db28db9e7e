package ritornello.score;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chord by its symbol.
 *
 * @param symbol as it was written, {@code Dm7} or {@code C/E}
 * @param root 0 (C) to 11 (B)
 * @param intervals semitones of its notes above the root, the first of them 0, rising
 * @param bass pitch class of its lowest note, if that is not the root
 */
public record Chord(String symbol, int root, List<Integer> intervals, Optional<Integer> bass) {
  private static final int LOWEST_BASS = 40;
  private static final int LOWEST_UPPER = 55;
  private static final int MIDDLE_C = 60;

  /** Of what follows the root. */
  private static final Map<String, List<Integer>> QUALITIES = qualities();

  public Chord {
    Check.range("root of a chord", root, 0, 11);
    intervals = List.copyOf(intervals);
    bass.ifPresent(pitchClass -> Check.range("bass of a chord", pitchClass, 0, 11));
  }

  private static Map<String, List<Integer>> qualities() {
    Map<String, List<Integer>> all = new LinkedHashMap<>();
    put(all, List.of(0, 4, 7), "", "maj", "M");
    put(all, List.of(0, 3, 7), "m", "min", "-");
    put(all, List.of(0, 4, 7, 10), "7", "dom7");
    put(all, List.of(0, 4, 7, 11), "maj7", "M7", "Δ", "Δ7", "j7");
    put(all, List.of(0, 3, 7, 10), "m7", "min7", "-7");
    put(all, List.of(0, 3, 7, 11), "mmaj7", "mM7", "m(maj7)");
    put(all, List.of(0, 3, 6), "dim", "o", "°");
    put(all, List.of(0, 3, 6, 9), "dim7", "o7", "°7");
    put(all, List.of(0, 3, 6, 10), "m7b5", "ø", "ø7", "-7b5");
    put(all, List.of(0, 4, 8), "aug", "+");
    put(all, List.of(0, 4, 8, 10), "7#5", "aug7", "+7");
    put(all, List.of(0, 4, 6, 10), "7b5");
    put(all, List.of(0, 2, 7), "sus2");
    put(all, List.of(0, 5, 7), "sus4", "sus");
    put(all, List.of(0, 5, 7, 10), "7sus4", "7sus");
    put(all, List.of(0, 4, 7, 9), "6");
    put(all, List.of(0, 3, 7, 9), "m6", "min6", "-6");
    put(all, List.of(0, 4, 7, 9, 14), "6/9", "69");
    put(all, List.of(0, 4, 7, 10, 14), "9");
    put(all, List.of(0, 4, 7, 11, 14), "maj9", "M9");
    put(all, List.of(0, 3, 7, 10, 14), "m9", "min9", "-9");
    put(all, List.of(0, 4, 7, 10, 13), "7b9");
    put(all, List.of(0, 4, 7, 10, 15), "7#9");
    put(all, List.of(0, 4, 7, 14), "add9", "add2");
    put(all, List.of(0, 3, 7, 14), "madd9");
    put(all, List.of(0, 4, 7, 10, 14, 17), "11");
    put(all, List.of(0, 3, 7, 10, 14, 17), "m11", "min11");
    put(all, List.of(0, 4, 7, 10, 14, 21), "13");
    put(all, List.of(0, 7), "5");
    return all;
  }

  private static void put(Map<String, List<Integer>> all, List<Integer> notes, String... names) {
    for (String name : names) {
      all.put(name, notes);
    }
  }

  /**
   * Reads a chord symbol: a root, a quality, and after a stroke the bass, as {@code Dm7}, {@code
   * F#m7b5}, {@code Cmaj7}, {@code Bb6/9}, {@code C/E}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Chord parse(String symbol) {
    if (symbol.isEmpty() || !Character.isUpperCase(symbol.charAt(0))) {
      throw unknown(symbol, "it begins with a root, as C, F# or Bb");
    }
    PitchClass.Read root;
    try {
      root = PitchClass.readFrom(symbol);
    } catch (IllegalArgumentException e) {
      throw unknown(symbol, "it begins with a root, as C, F# or Bb");
    }
    String quality = symbol.substring(root.length());
    Optional<Integer> bass = Optional.empty();
    int stroke = quality.lastIndexOf('/');
    if (stroke >= 0 && quality.substring(stroke + 1).matches("[A-G][#♯b♭]?")) {
      int named = PitchClass.readFrom(quality.substring(stroke + 1)).pitchClass();
      bass = Optional.of(named).filter(low -> low != root.pitchClass());
      quality = quality.substring(0, stroke);
    }
    List<Integer> intervals = QUALITIES.get(quality);
    if (intervals == null) {
      throw unknown(symbol, "'" + quality + "' is none of " + known());
    }
    return new Chord(symbol, root.pitchClass(), intervals, bass);
  }

  /**
   * A chord by its parts.
   *
   * @param root 0 (C) to 11 (B)
   * @param quality as it follows the root in a symbol: empty for major, {@code m}, {@code 7}
   * @param key that the root is spelled in: F# in D major, Gb in D flat major
   * @throws IllegalArgumentException if there is no such quality
   */
  public static Chord of(int root, String quality, KeySignature key) {
    return parse(RootName.of(root, key) + quality);
  }

  /**
   * The chord that has exactly these notes, in any octave; if there are several, as C6 and Am7, the
   * one whose root is the lowest note.
   *
   * @param pitches in any order
   * @param key that it is spelled in
   * @return empty if no chord has these notes
   */
  public static Optional<Chord> heard(Collection<Integer> pitches, KeySignature key) {
    Set<Integer> classes = pitches.stream().map(p -> p % 12).collect(Collectors.toSet());
    if (classes.size() < 2) {
      return Optional.empty();
    }
    int bass = Collections.min(pitches) % 12;
    return IntStream.range(0, 12)
        .map(above -> (bass + above) % 12)
        .filter(classes::contains)
        .boxed()
        .flatMap(root -> quality(root, classes).map(name -> of(root, name, key)).stream())
        .findFirst();
  }

  private static Optional<String> quality(int root, Set<Integer> classes) {
    return QUALITIES.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().stream()
                    .map(interval -> (root + interval) % 12)
                    .collect(Collectors.toSet())
                    .equals(classes))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What follows the root in its usual symbol: empty for major, {@code m}, {@code 7}. */
  public String quality() {
    return QUALITIES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(intervals))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static IllegalArgumentException unknown(String symbol, String reason) {
    return new IllegalArgumentException("'" + symbol + "' is not a chord symbol: " + reason);
  }

  private static String known() {
    return QUALITIES.keySet().stream()
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** 0 to 11, the bass among them. */
  public Set<Integer> pitchClasses() {
    Set<Integer> classes =
        intervals.stream().map(interval -> (root + interval) % 12).collect(Collectors.toSet());
    bass.ifPresent(classes::add);
    return Set.copyOf(classes);
  }

  /** Whether a pitch, 0 to 127, is one of its tones. */
  public boolean has(int pitch) {
    return pitchClasses().contains(Math.floorMod(pitch, 12));
  }

  /**
   * Its notes as they are played: the bass from E2 to D#3, the others from G3 to F#4, so that those
   * of two chords are near to each other.
   *
   * @return pitches, the bass first, each once
   */
  public List<Integer> voicing() {
    Set<Integer> pitches = new LinkedHashSet<>();
    pitches.add(within(LOWEST_BASS, bass.orElse(root)));
    intervals.stream()
        .map(interval -> within(LOWEST_UPPER, (root + interval) % 12))
        .sorted()
        .forEach(pitches::add);
    return List.copyOf(pitches);
  }

  private static int within(int lowest, int pitchClass) {
    return lowest + Math.floorMod(pitchClass - lowest, 12);
  }

  /**
   * A note of it broken: upwards from its root, then down again, and so on.
   *
   * @param number from 0
   * @return a pitch, the root from C4 to B4
   */
  int broken(int number) {
    int top = intervals.size() - 1;
    int place = number % (2 * top);
    return MIDDLE_C + root + intervals.get(place <= top ? place : 2 * top - place);
  }

  /** Its symbol. */
  @Override
  public String toString() {
    return symbol;
  }
}
