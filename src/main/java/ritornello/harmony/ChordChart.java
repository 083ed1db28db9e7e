package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.score.Bar;
import ritornello.score.Chord;
import ritornello.score.Harmony;
import ritornello.score.Melody;

/**
 * Chords as a chart to play from, a bar between two bar lines, four to a line:
 *
 * <pre>
 * | G           | C     D7    | G           | %           |
 * </pre>
 *
 * A chord stands once, where it begins, and {@code /} on each beat that goes on with it, unless the
 * bar has only one; {@code -} is a beat without a chord; {@code %} a bar like the one before.
 */
public final class ChordChart {
  private static final int BARS_A_LINE = 4;

  private ChordChart() {}

  /** The chart, lines ending with a line feed. */
  public static String of(Melody melody, Harmony harmony) {
    List<String> bars = bars(melody, harmony);
    int width = bars.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    boolean pickup = !melody.notes().isEmpty() && melody.notes().get(0).startStep() > 0;
    int before = pickup ? 1 : 0;
    for (int i = 0; i < bars.size(); i++) {
      text.append("| ").append(bars.get(i)).append(" ".repeat(width - bars.get(i).length() + 1));
      boolean full = (i + 1 - before) % BARS_A_LINE == 0 && i + 1 > before;
      text.append(full || i + 1 == bars.size() || i + 1 == before ? "|\n" : "");
    }
    return text.toString();
  }

  private static List<String> bars(Melody melody, Harmony harmony) {
    List<Beat> beats = Beat.of(melody);
    List<String> bars = new ArrayList<>();
    String written = "";
    for (Bar bar : melody.bars()) {
      List<Optional<Chord>> chords =
          beats.stream()
              .filter(beat -> beat.startStep() >= bar.startStep())
              .filter(beat -> beat.startStep() < bar.endStep())
              .map(beat -> harmony.at(beat.startStep()))
              .toList();
      String text = text(chords);
      bars.add(text.equals(written) && !text.equals("-") ? "%" : text);
      written = text;
    }
    return bars;
  }

  private static String text(List<Optional<Chord>> chords) {
    if (chords.stream().distinct().count() == 1) {
      return name(chords.get(0));
    }
    List<String> beats = new ArrayList<>();
    for (int i = 0; i < chords.size(); i++) {
      boolean same = i > 0 && chords.get(i).isPresent() && chords.get(i).equals(chords.get(i - 1));
      beats.add(same ? "/" : name(chords.get(i)));
    }
    return String.join(" ", beats);
  }

  private static String name(Optional<Chord> chord) {
    return chord.map(Chord::symbol).orElse("-");
  }
}
