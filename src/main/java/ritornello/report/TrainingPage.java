package ritornello.report;

import java.util.List;
import java.util.Optional;
import ritornello.score.Score;

/**
 * A training for people: one HTML page that fetches nothing from elsewhere, and is XML too.
 *
 * @param title of the model
 * @param state how far the training is, in a sentence
 * @param charts its curves
 * @param samples what the model invented on the way
 * @param tables its card
 * @param use commands to go on with
 */
public record TrainingPage(
    String title,
    String state,
    List<Chart> charts,
    List<Sample> samples,
    List<Table> tables,
    List<String> use) {
  private static final String STYLE =
      """
      body { margin: 0 auto; max-width: 960px; padding: 24px; color: #333; background: #fff;
        font: 15px/1.5 Helvetica, Arial, sans-serif; }
      h1 { font-weight: normal; margin: 0; }
      h2 { font-weight: normal; margin: 40px 0 8px; border-bottom: 1px solid #dedad0; }
      .state { color: #666; }
      svg { display: block; max-width: 100%; height: auto; margin: 12px 0; }
      table { border-collapse: collapse; }
      th, td { text-align: left; vertical-align: top; padding: 3px 24px 3px 0;
        border-bottom: 1px solid #efece5; }
      th { font-weight: normal; color: #666; white-space: nowrap; }
      td { overflow-wrap: anywhere; }
      pre { background: #fbfaf7; padding: 12px; overflow-x: auto; font-size: 13px; }
      summary { cursor: pointer; }
      """;

  public TrainingPage {
    charts = List.copyOf(charts);
    samples = List.copyOf(samples);
    tables = List.copyOf(tables);
    use = List.copyOf(use);
  }

  /**
   * What the model invented.
   *
   * @param name when that was
   * @param open whether it is shown at once
   */
  public record Sample(String name, Score score, boolean open) {}

  /**
   * Facts under a heading.
   *
   * @param rows of one or more cells; the first is what it is about
   * @param folded whether it is shown only to who asks
   */
  public record Table(String heading, List<List<String>> rows, boolean folded) {}

  /** The page. */
  public String html() {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width\"/>\n");
    html.append("<title>").append(Xml.escape(title)).append("</title>\n");
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    html.append("<h1>").append(Xml.escape(title)).append("</h1>\n");
    html.append("<p class=\"state\">").append(Xml.escape(state)).append("</p>\n");
    addCharts(html);
    addSamples(html);
    tables.stream().filter(table -> !table.rows().isEmpty()).forEach(table -> add(table, html));
    html.append("<h2>How to use it</h2>\n<pre>");
    html.append(Xml.escape(String.join("\n", use))).append("</pre>\n</body>\n</html>\n");
    return html.toString();
  }

  private void addCharts(StringBuilder html) {
    html.append("<h2>Curves</h2>\n");
    int drawn = 0;
    for (int i = 0; i < charts.size(); i++) {
      Optional<String> svg = ChartSvg.svg(charts.get(i), "curve" + i);
      svg.ifPresent(html::append);
      drawn += svg.isPresent() ? 1 : 0;
    }
    boolean any =
        charts.stream().flatMap(c -> c.curves().stream()).anyMatch(c -> !c.points().isEmpty());
    if (drawn == 0) {
      html.append(
          any
              ? "<p>This machine's Java can't draw them, most likely for want of any font. The"
                  + " figures are below.</p>\n"
              : "<p>Nothing was measured yet.</p>\n");
    }
  }

  private void addSamples(StringBuilder html) {
    if (samples.isEmpty()) {
      return;
    }
    html.append("<h2>What it invented on the way</h2>\n");
    html.append("<p>From one random seed, after each epoch.</p>\n");
    for (Sample sample : samples) {
      html.append(sample.open() ? "<details open=\"open\">" : "<details>");
      html.append("<summary>").append(Xml.escape(sample.name())).append("</summary>\n");
      html.append(
          sample.score().noteCount() == 0
              ? "<p>No notes.</p>\n"
              : PianoRollSvg.svg(sample.score(), sample.name()));
      html.append("</details>\n");
    }
  }

  private static void add(Table table, StringBuilder html) {
    html.append("<h2>").append(Xml.escape(table.heading())).append("</h2>\n");
    html.append(table.folded() ? "<details><summary>Show</summary>\n" : "");
    html.append("<table>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String cell = i == 0 ? "th" : "td";
        html.append('<').append(cell).append('>').append(Xml.escape(row.get(i)));
        html.append("</").append(cell).append('>');
      }
      html.append("</tr>\n");
    }
    html.append("</table>\n").append(table.folded() ? "</details>\n" : "");
  }
}
