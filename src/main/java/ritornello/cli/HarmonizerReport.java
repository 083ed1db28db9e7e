package ritornello.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import ritornello.harmony.Accuracy;
import ritornello.harmony.HarmonizerFigures;

/**
 * How right a harmoniser is, as it is told.
 *
 * @param model its name
 * @param on what it was measured on
 * @param beats with a chord
 * @param changes share of them that bring another chord
 */
record HarmonizerReport(
    String model, String on, int tunes, long beats, double changes, List<Row> rows) {

  /**
   * Shares, 0 to 1.
   *
   * @param saidChanges of the beats, that were said to bring another chord
   * @param foundChanges of those that do, that were said to
   */
  record Row(
      String name,
      double root,
      double quality,
      double both,
      double saidChanges,
      double foundChanges) {}

  static HarmonizerReport of(String model, String on, HarmonizerFigures figures) {
    Accuracy first = figures.rows().get(0).accuracy();
    return new HarmonizerReport(
        model,
        on,
        figures.tunes(),
        first.beats(),
        first.changeShare(),
        figures.rows().stream().map(HarmonizerReport::row).toList());
  }

  private static Row row(HarmonizerFigures.Row row) {
    Accuracy accuracy = row.accuracy();
    return new Row(
        row.name(),
        accuracy.rootShare(),
        accuracy.qualityShare(),
        accuracy.bothShare(),
        accuracy.saidChangeShare(),
        accuracy.foundChangeShare());
  }

  void tell(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s on %s: %d tunes, %,d beats with a chord, %.1f %% of them with another than before%n%n",
        model,
        on,
        tunes,
        beats,
        100 * changes);
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    String indent = " ".repeat(width);
    out.printf("  %s     root  quality     both    changes: said  found%n", indent);
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          "  %-" + width + "s   %5.1f %%  %5.1f %%  %5.1f %%       %5.1f %%  %5.1f %%%n",
          row.name(),
          100 * row.root(),
          100 * row.quality(),
          100 * row.both(),
          100 * row.saidChanges(),
          100 * row.foundChanges());
    }
  }
}
