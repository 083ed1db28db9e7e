package ritornello.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A scale: which pitch classes there are, and which of them is the tonic.
 *
 * @param name for people, as {@code D dorian}
 * @param tonic 0 (C) to 11 (B)
 * @param pitchClasses 0 to 11, at least one of them; of a set of notes the tonic is the first
 */
public record Scale(String name, int tonic, Set<Integer> pitchClasses) {
  private static final Pattern TONIC_AND_KIND =
      Pattern.compile("([A-Ga-g][#♯b♭]?)[\\s-]*(m|[\\p{L}\\s-]{2,})?");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

  /** Semitones above the tonic. */
  private static final Map<String, List<Integer>> KINDS = kinds();

  public Scale {
    Check.range("tonic", tonic, 0, 11);
    pitchClasses = Set.copyOf(pitchClasses);
    if (pitchClasses.isEmpty()) {
      throw new IllegalArgumentException("a scale has no notes");
    }
    pitchClasses.forEach(pitchClass -> Check.range("pitch class of a scale", pitchClass, 0, 11));
  }

  private static Map<String, List<Integer>> kinds() {
    Map<String, List<Integer>> kinds = new LinkedHashMap<>();
    kinds.put("major", List.of(0, 2, 4, 5, 7, 9, 11));
    kinds.put("minor", List.of(0, 2, 3, 5, 7, 8, 10));
    kinds.put("harmonic minor", List.of(0, 2, 3, 5, 7, 8, 11));
    kinds.put("melodic minor", List.of(0, 2, 3, 5, 7, 9, 11));
    kinds.put("ionian", kinds.get("major"));
    kinds.put("dorian", List.of(0, 2, 3, 5, 7, 9, 10));
    kinds.put("phrygian", List.of(0, 1, 3, 5, 7, 8, 10));
    kinds.put("lydian", List.of(0, 2, 4, 6, 7, 9, 11));
    kinds.put("mixolydian", List.of(0, 2, 4, 5, 7, 9, 10));
    kinds.put("aeolian", kinds.get("minor"));
    kinds.put("locrian", List.of(0, 1, 3, 5, 6, 8, 10));
    kinds.put("pentatonic", List.of(0, 2, 4, 7, 9));
    kinds.put("major pentatonic", kinds.get("pentatonic"));
    kinds.put("minor pentatonic", List.of(0, 3, 5, 7, 10));
    kinds.put("blues", List.of(0, 3, 5, 6, 7, 10));
    kinds.put("major blues", List.of(0, 2, 3, 4, 7, 9));
    kinds.put("whole tone", List.of(0, 2, 4, 6, 8, 10));
    kinds.put("diminished", List.of(0, 2, 3, 5, 6, 8, 9, 11));
    kinds.put("chromatic", List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    return kinds;
  }

  /**
   * Reads a scale: a tonic and a kind, as {@code D dorian}, {@code A minor pentatonic}, {@code Bb
   * blues}, {@code Em} or {@code G}, which is major; or two or more notes of one's own, as {@code D
   * E G A}, the first of them the tonic.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Scale parse(String text) {
    String stripped = text.strip();
    Matcher matcher = TONIC_AND_KIND.matcher(stripped);
    if (matcher.matches()) {
      String kind = matcher.group(2) == null ? "major" : kind(matcher.group(2));
      List<Integer> semitones = KINDS.get(kind);
      if (semitones != null) {
        int tonic = PitchClass.readFrom(matcher.group(1)).pitchClass();
        return of(upper(matcher.group(1)) + " " + kind, tonic, semitones);
      }
    }
    return ofNotes(stripped);
  }

  /** The scale of a key: the notes that have no accidentals in it. */
  public static Scale of(KeySignature key) {
    return of(key.toString(), key.tonic(), KINDS.get(key.minor() ? "minor" : "major"));
  }

  private static Scale of(String name, int tonic, List<Integer> semitones) {
    return new Scale(
        name, tonic, semitones.stream().map(s -> (tonic + s) % 12).collect(Collectors.toSet()));
  }

  private static Scale ofNotes(String text) {
    String[] names = SEPARATORS.split(text);
    Set<Integer> pitchClasses = new TreeSet<>();
    for (String name : names) {
      if (!name.matches("[A-Ga-g][#♯b♭]?")) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is not a scale; write a tonic and one of "
                + String.join(", ", KINDS.keySet())
                + ", as D dorian; or notes, as D E G A");
      }
      pitchClasses.add(PitchClass.readFrom(name).pitchClass());
    }
    return new Scale(text, PitchClass.readFrom(names[0]).pitchClass(), pitchClasses);
  }

  private static String kind(String written) {
    String kind = written.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", " ");
    return switch (kind) {
      case "m", "min", "natural minor" -> "minor";
      case "maj" -> "major";
      case "pentatonic major" -> "major pentatonic";
      case "pentatonic minor" -> "minor pentatonic";
      case "minor blues" -> "blues";
      default -> kind;
    };
  }

  private static String upper(String tonic) {
    return tonic.substring(0, 1).toUpperCase(Locale.ROOT) + tonic.substring(1);
  }

  /** Whether a pitch, 0 to 127, is one of its notes. */
  public boolean has(int pitch) {
    return pitchClasses.contains(Math.floorMod(pitch, 12));
  }

  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
