package ritornello.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Charts of curves as one picture in SVG, two in a row: small, and drawn without AWT. Upwards go
 * powers of 10.
 */
public final class LineCharts {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 300;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 36;
  private static final int BOTTOM = 62;
  private static final int MARKS = 8;
  private static final List<String> COLOURS =
      List.of("#2563eb", "#d97706", "#059669", "#db2777", "#7c3aed", "#475569");

  private final StringBuilder svg = new StringBuilder();

  private LineCharts() {}

  /**
   * The picture; points that are not above 0 are left out, and so are curves without others.
   *
   * @param charts one or more, each with a point above 0
   */
  public static String svg(List<Chart> charts) {
    LineCharts picture = new LineCharts();
    int columns = Math.min(2, charts.size());
    int rows = (charts.size() + 1) / 2;
    picture.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"11\" fill=\"#333\">",
        columns * WIDTH, rows * HEIGHT, columns * WIDTH, rows * HEIGHT);
    picture.add(
        "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#fbfaf7\"/>",
        columns * WIDTH, rows * HEIGHT);
    for (int i = 0; i < charts.size(); i++) {
      picture.add("<g transform=\"translate(%d,%d)\">", i % 2 * WIDTH, i / 2 * HEIGHT);
      picture.new Drawing(charts.get(i)).draw();
      picture.add("</g>");
    }
    picture.add("</svg>");
    return picture.svg.toString();
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** One chart. */
  private final class Drawing {
    private final Chart chart;
    private final double farthest;
    private final int lowest; // powers of 10
    private final int highest;

    Drawing(Chart chart) {
      this.chart = chart;
      farthest = points().mapToDouble(Chart.Point::x).max().orElse(1);
      DoubleSummaryStatistics powers =
          points().mapToDouble(point -> Math.log10(point.y())).summaryStatistics();
      lowest = (int) Math.floor(powers.getMin());
      highest = Math.max(lowest + 1, (int) Math.ceil(powers.getMax()));
    }

    private Stream<Chart.Point> points() {
      return chart.curves().stream().flatMap(curve -> drawn(curve).stream());
    }

    private double x(double value) {
      return LEFT + value / farthest * (WIDTH - LEFT - RIGHT);
    }

    private double y(double power) {
      double share = (highest - power) / (highest - lowest);
      return TOP + share * (HEIGHT - TOP - BOTTOM);
    }

    void draw() {
      add("<text x=\"%d\" y=\"22\" font-size=\"13\">%s</text>", LEFT, Xml.escape(chart.title()));
      drawMarks();
      add(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
          WIDTH - RIGHT, HEIGHT - BOTTOM + 30, Xml.escape(chart.x()));
      add(
          "<text transform=\"translate(14,%d) rotate(-90)\">%s</text>",
          HEIGHT - BOTTOM, Xml.escape(chart.y()));
      int at = LEFT;
      for (int i = 0; i < chart.curves().size(); i++) {
        Chart.Curve curve = chart.curves().get(i);
        String colour = COLOURS.get(i % COLOURS.size());
        drawCurve(curve, colour);
        add(
            "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
            at, HEIGHT - 14, colour, Xml.escape(curve.name()));
        at += 24 + 6 * curve.name().length();
      }
    }

    private void drawMarks() {
      int every = (highest - lowest + MARKS - 1) / MARKS;
      for (int power = lowest; power <= highest; power += every) {
        add(
            "<path d=\"M%d %.1fH%d\" stroke=\"#dedad0\"/><text x=\"%d\" y=\"%.1f\""
                + " text-anchor=\"end\">1e%d</text>",
            LEFT, y(power), WIDTH - RIGHT, LEFT - 6, y(power) + 4, power);
      }
      double step = Math.max(1, Math.pow(2, Math.ceil(Math.log(farthest / MARKS) / Math.log(2))));
      for (double value = 0; value <= farthest; value += step) {
        add(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>",
            x(value), HEIGHT - BOTTOM + 16, value);
      }
    }

    private void drawCurve(Chart.Curve curve, String colour) {
      StringBuilder path = new StringBuilder();
      for (Chart.Point point : drawn(curve)) {
        path.append(path.isEmpty() ? 'M' : 'L')
            .append(
                String.format(Locale.ROOT, "%.1f %.1f", x(point.x()), y(Math.log10(point.y()))));
      }
      if (!path.isEmpty()) {
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>", path, colour);
      }
    }
  }

  private static List<Chart.Point> drawn(Chart.Curve curve) {
    return curve.points().stream()
        .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()) && p.y() > 0)
        .toList();
  }
}
