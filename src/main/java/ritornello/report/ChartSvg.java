package ritornello.report;

import static java.util.stream.Collectors.joining;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws charts with XChart, as SVG to stand in an HTML page. */
final class ChartSvg {
  private static final int WIDTH = 920;
  private static final int HEIGHT = 300;

  /** Of more points the line says enough. */
  private static final int MOST_MARKED = 40;

  private static final List<Color> COLOURS =
      List.of(new Color(0x2563eb), new Color(0xd97706), new Color(0x059669), new Color(0xdb2777));
  private static final Color PAPER = new Color(0xfbfaf7);
  private static final Color INK = new Color(0x333333);
  private static final Color FAINT = new Color(0xdedad0);

  private static final Pattern LONG_NUMBER = Pattern.compile("(\\d+\\.\\d\\d)\\d+");
  private static final Pattern CLIP = Pattern.compile("clip-?\\d+");

  private ChartSvg() {}

  /**
   * The picture; empty if there is nothing to draw, or this machine's Java can't: without a single
   * font it can't even measure a word.
   *
   * @param id of the picture in its page; a word
   */
  static Optional<String> svg(Chart chart, String id) {
    List<Chart.Curve> drawn = chart.curves().stream().map(c -> drawable(c, chart)).toList();
    if (drawn.stream().allMatch(curve -> curve.points().isEmpty())) {
      return Optional.empty();
    }
    try {
      return Optional.of(inPage(encoded(chart, drawn), chart, id));
    } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Chart.Curve drawable(Chart.Curve curve, Chart chart) {
    return new Chart.Curve(
        curve.name(),
        curve.points().stream()
            .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
            .filter(p -> !chart.logarithmic() || p.y() > 0)
            .toList());
  }

  private static String encoded(Chart chart, List<Chart.Curve> curves) {
    XYChart drawing =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.x())
            .yAxisTitle(chart.y())
            .build();
    style(drawing.getStyler(), chart);
    if (!chart.logarithmic()) {
      beginAtZeroIfNearlyThere(drawing.getStyler(), curves);
    }
    for (int i = 0; i < curves.size(); i++) {
      if (!curves.get(i).points().isEmpty()) {
        add(curves.get(i), COLOURS.get(i % COLOURS.size()), drawing);
      }
    }
    try {
      return new String(ChartEncoder.getBytes(drawing, "svg"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array has room
    }
  }

  /**
   * And end at a round number above all: where the axis ends with evenly spaced values, as those of
   * a rate that rises do, XChart takes multiples of their odd distance as marks.
   */
  private static void beginAtZeroIfNearlyThere(XYStyler style, List<Chart.Curve> curves) {
    DoubleSummaryStatistics values =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Chart.Point::y)
            .summaryStatistics();
    if (values.getMin() >= 0 && values.getMin() < 0.1 * values.getMax()) {
      double unit = Math.pow(10, Math.floor(Math.log10(values.getMax())));
      style.setYAxisMin(0.0);
      style.setYAxisMax(unit * (Math.floor(values.getMax() / unit) + 1));
    }
  }

  private static void style(XYStyler style, Chart chart) {
    Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    style.setChartBackgroundColor(PAPER);
    style.setPlotBackgroundColor(PAPER);
    style.setPlotBorderColor(FAINT);
    style.setPlotGridLinesColor(FAINT);
    style.setChartFontColor(INK);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    style.setAxisTitleFont(plain);
    style.setAxisTickLabelsFont(plain);
    style.setLegendFont(plain);
    style.setLegendBackgroundColor(PAPER);
    style.setLegendBorderColor(PAPER);
    style.setLegendPosition(Styler.LegendPosition.OutsideS);
    style.setLegendLayout(Styler.LegendLayout.Horizontal);
    style.setLegendVisible(chart.curves().size() > 1);
    style.setYAxisLogarithmic(chart.logarithmic());
    style.setYAxisLogarithmicDecadeOnly(false);
    style.setYAxisTickLabelsFormattingFunction(
        chart.logarithmic() ? ChartSvg::sparseLabel : ChartSvg::label);
    style.setYAxisTickMarkSpacingHint(44);
    style.setXAxisMin(0.0);
    style.setMarkerSize(6);
  }

  /** As 2.5, 0.0003 or 1.0E-7. */
  private static String label(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-5 || size >= 1e7)) {
      return String.format(Locale.ROOT, "%.1E", value);
    }
    return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }

  /** Only of 1, 2 and 5 times a power of 10, for the others stand too close. */
  private static String sparseLabel(double value) {
    double leading = value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
    long digit = Math.round(leading);
    return digit == 1 || digit == 2 || digit == 5 ? label(value) : " ";
  }

  private static void add(Chart.Curve curve, Color colour, XYChart drawing) {
    double[] x = curve.points().stream().mapToDouble(Chart.Point::x).toArray();
    double[] y = curve.points().stream().mapToDouble(Chart.Point::y).toArray();
    XYSeries series = drawing.addSeries(curve.name(), x, y);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(1.6f));
    series.setMarkerColor(colour);
    series.setMarker(x.length > MOST_MARKED ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }

  /**
   * Without the head of a file of its own, with short numbers and names that are its own; and with
   * its words for who can't see them, because they are drawn.
   */
  private static String inPage(String svg, Chart chart, String id) {
    String body = svg.substring(svg.indexOf("<svg"));
    String curves = chart.curves().stream().map(Chart.Curve::name).collect(joining(", "));
    String words = Xml.escape(chart.title() + " by " + chart.x() + ": " + curves);
    body = body.replaceFirst(">", Matcher.quoteReplacement("><title>" + words + "</title>"));
    body = LONG_NUMBER.matcher(body).replaceAll("$1");
    List<String> clips = CLIP.matcher(body).results().map(MatchResult::group).distinct().toList();
    for (int i = 0; i < clips.size(); i++) {
      body = body.replace(clips.get(i), id + "-" + i);
    }
    return body;
  }
}
