package ritornello.tunes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A chord symbol such as {@code G7}, {@code F#m} or {@code C/E}.
 *
 * @param root pitch class, 0 (C) to 11 (B)
 * @param bass pitch class of the lowest note where the symbol gives one after a slash
 */
record ChordSymbol(int root, Quality quality, OptionalInt bass) {

  /** The chord qualities of the subset. */
  enum Quality {
    MAJOR(""),
    MINOR("m"),
    DOMINANT_SEVENTH("7"),
    MINOR_SEVENTH("m7"),
    MAJOR_SEVENTH("maj7"),
    DIMINISHED("dim"),
    DIMINISHED_SEVENTH("dim7"),
    AUGMENTED("aug"),
    SUSPENDED("sus4");

    private final String abc;

    Quality(String abc) {
      this.abc = abc;
    }

    /** The notes in semitones over the root. */
    List<Integer> semitones() {
      return switch (this) {
        case MAJOR -> List.of(0, 4, 7);
        case MINOR -> List.of(0, 3, 7);
        case DOMINANT_SEVENTH -> List.of(0, 4, 7, 10);
        case MINOR_SEVENTH -> List.of(0, 3, 7, 10);
        case MAJOR_SEVENTH -> List.of(0, 4, 7, 11);
        case DIMINISHED -> List.of(0, 3, 6);
        case DIMINISHED_SEVENTH -> List.of(0, 3, 6, 9);
        case AUGMENTED -> List.of(0, 4, 8);
        case SUSPENDED -> List.of(0, 5, 7);
      };
    }
  }

  /** The lowest note of a voicing lies in the octave from this key number (C3) up. */
  static final int LOWEST = 48;

  /** Where the middle of the first chord of a tune should lie: A3, under most melodies. */
  private static final double CENTRE = 57;

  private static final int BASS_LOWEST = 36;
  private static final String NOTE = "([A-G])([#b]?)";
  private static final Pattern TEXT =
      Pattern.compile(NOTE + "(m7|maj7|m|7|dim7|dim|aug|sus4|)(?:/" + NOTE + ")?");

  /** Reads a chord symbol; empty if it is not one that the subset has. */
  static Optional<ChordSymbol> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    OptionalInt bass =
        matcher.group(4) == null
            ? OptionalInt.empty()
            : OptionalInt.of(pitchClass(matcher.group(4), matcher.group(5)));
    for (Quality quality : Quality.values()) {
      if (quality.abc.equals(matcher.group(3))) {
        int root = pitchClass(matcher.group(1), matcher.group(2));
        return Optional.of(new ChordSymbol(root, quality, bass));
      }
    }
    return Optional.empty();
  }

  private static int pitchClass(String letter, String sign) {
    int alteration = "b".equals(sign) ? -1 : sign.length();
    return Math.floorMod(AbcKey.pitchClass(letter.charAt(0)) + alteration, 12);
  }

  /**
   * Key numbers of the chord in close position, lowest first: the inversion whose notes move least
   * from the chord before.
   *
   * @param before the voicing before, empty at the start
   */
  List<Integer> voicing(List<Integer> before) {
    List<Integer> upperBefore = before.stream().filter(pitch -> pitch >= LOWEST).toList();
    List<Integer> best =
        IntStream.range(0, quality.semitones().size())
            .mapToObj(this::inversion)
            .min(Comparator.comparingDouble(notes -> distance(notes, upperBefore)))
            .orElseThrow();
    if (bass.isEmpty()) {
      return best;
    }
    List<Integer> withBass = new ArrayList<>(best);
    withBass.add(0, BASS_LOWEST + bass.getAsInt());
    return List.copyOf(withBass);
  }

  /** The chord with its i-th note lowest, that note in the octave from {@link #LOWEST}. */
  private List<Integer> inversion(int i) {
    List<Integer> chord = quality.semitones();
    int lowest = LOWEST + (root + chord.get(i)) % 12;
    return IntStream.range(0, chord.size())
        .map(k -> chord.get((i + k) % chord.size()) - chord.get(i))
        .map(interval -> lowest + Math.floorMod(interval, 12))
        .boxed()
        .toList();
  }

  private static double distance(List<Integer> notes, List<Integer> before) {
    double middle = notes.stream().mapToInt(Integer::intValue).average().orElse(CENTRE);
    double drift = Math.abs(middle - CENTRE);
    int moved = 0;
    for (int note : notes) {
      moved += before.stream().mapToInt(other -> Math.abs(other - note)).min().orElse(0);
    }
    return moved + drift / 2;
  }
}
