package ritornello.report;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * What was answered for pieces whose labels are known, as a picture: a row for each label that
 * pieces have, a column for each that was answered, the darker the more of the row's pieces are
 * there.
 *
 * @param title above it
 * @param labels in order
 * @param counts of pieces, by the label that they have and the one that was answered
 */
public record ConfusionChart(String title, List<String> labels, int[][] counts) {
  private static final int LEAST_SIZE = 420;
  private static final int CELL = 84;
  private static final int CELL_HEIGHT = 40;
  private static final int LEFT = 130;
  private static final int RIGHT = 20;
  private static final int TOP = 72;

  public ConfusionChart {
    labels = List.copyOf(labels);
  }

  /**
   * As PNG; empty if this machine's Java can't draw: without a single font it can't even measure a
   * word.
   */
  public Optional<byte[]> png() {
    try {
      return Optional.of(ChartEncoder.getBytes(drawn(), "png"));
    } catch (LinkageError | InternalError | AWTError | RuntimeException | IOException e) {
      return Optional.empty();
    }
  }

  /** As SVG: one picture, nothing fetched from elsewhere. */
  public String svg() {
    int width = LEFT + CELL * labels.size() + RIGHT;
    int height = TOP + CELL_HEIGHT * labels.size() + 20;
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\" fill=\"#333\">",
        width,
        height,
        width,
        height);
    add(svg, "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#fbfaf7\"/>", width, height);
    add(svg, "<text x=\"16\" y=\"26\" font-size=\"15\">%s</text>", Xml.escape(title));
    for (int i = 0; i < labels.size(); i++) {
      String label = Xml.escape(labels.get(i));
      int x = LEFT + i * CELL + CELL / 2;
      add(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, TOP - 8, label);
      int y = TOP + i * CELL_HEIGHT + CELL_HEIGHT / 2 + 4;
      add(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 10, y, label);
      for (int answered = 0; answered < labels.size(); answered++) {
        addCell(svg, i, answered);
      }
    }
    add(svg, "</svg>");
    return svg.toString();
  }

  private void addCell(StringBuilder svg, int is, int answered) {
    int count = counts[is][answered];
    double share = count / (double) Math.max(1, Arrays.stream(counts[is]).sum());
    int x = LEFT + answered * CELL;
    int y = TOP + is * CELL_HEIGHT;
    add(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" fill-opacity=\"%.2f\""
            + " stroke=\"#dedad0\"/>",
        x,
        y,
        CELL,
        CELL_HEIGHT,
        is == answered ? "#2563eb" : "#d97706",
        0.85 * share);
    if (count > 0) {
      add(
          svg,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%d</text>",
          x + CELL / 2,
          y + CELL_HEIGHT / 2 + 4,
          share > 0.6 ? "#fff" : "#333",
          count);
    }
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private HeatMapChart drawn() {
    int size = Math.max(LEAST_SIZE, 160 + CELL * labels.size());
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(size + 60)
            .height(size)
            .title(title)
            .xAxisTitle("answered")
            .yAxisTitle("is")
            .build();
    style(chart.getStyler());
    List<String> upwards = new ArrayList<>(labels);
    Collections.reverse(upwards);
    List<Number[]> cells = new ArrayList<>();
    for (int column = 0; column < labels.size(); column++) {
      for (int row = 0; row < labels.size(); row++) {
        int count = counts[labels.size() - 1 - row][column];
        if (count > 0) {
          cells.add(new Number[] {column, row, count});
        }
      }
    }
    chart.addSeries("pieces", labels, upwards, cells);
    return chart;
  }

  private static void style(HeatMapStyler style) {
    Color paper = new Color(0xfbfaf7);
    style.setChartBackgroundColor(paper);
    style.setPlotBackgroundColor(paper);
    style.setChartFontColor(new Color(0x333333));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    style.setRangeColors(
        new Color[] {new Color(0xdbe7fb), new Color(0x8fb4f2), new Color(0x2563eb)});
    style.setShowValue(true);
    style.setHeatMapValueDecimalPattern("0");
    style.setLegendVisible(false);
    style.setPlotContentSize(1);
    style.setXAxisLabelRotation(45);
  }
}
