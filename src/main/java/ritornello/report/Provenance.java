package ritornello.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the bars of a piece come from, and in which colours that is shown.
 *
 * @param sources one for each bar that has one
 */
public record Provenance(List<Source> sources) {

  /**
   * What a bar is nearest to.
   *
   * @param bar of the piece, from 1
   * @param name of what it is like
   * @param place in it, for people
   * @param notes how many notes in a row they share
   */
  public record Source(int bar, String name, String place, int notes) {}

  /** So many notes have the full colour. */
  private static final int FULL_NOTES = 24;

  /** Next to each other on the circle of hues, no two of the first dozen names are alike. */
  private static final double GOLDEN_ANGLE = 137.508;

  private static final double FIRST_HUE = 20;

  public Provenance {
    sources = List.copyOf(sources);
  }

  /** A line of the legend. */
  record Entry(String name, String colour, int bars, int mostNotes) {}

  /** The sources by name, the one with most bars first. */
  List<Entry> legend() {
    Map<String, List<Source>> byName = new LinkedHashMap<>();
    sources.forEach(s -> byName.computeIfAbsent(s.name(), name -> new ArrayList<>()).add(s));
    List<Entry> entries = new ArrayList<>();
    byName.forEach(
        (name, bars) -> {
          int most = bars.stream().mapToInt(Source::notes).max().orElse(0);
          entries.add(new Entry(name, colour(entries.size()), bars.size(), most));
        });
    entries.sort((a, b) -> Integer.compare(b.bars(), a.bars()));
    return entries;
  }

  private static String colour(int number) {
    return String.format(
        Locale.ROOT, "hsl(%.0f, 70%%, 45%%)", (FIRST_HUE + number * GOLDEN_ANGLE) % 360);
  }

  /** How strong the colour of a bar is, 0 to 1. */
  static double strength(Source source) {
    return 0.12 + 0.48 * Math.min(1, source.notes() / (double) FULL_NOTES);
  }
}
