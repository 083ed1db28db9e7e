package ritornello.report;

import java.util.List;

/**
 * Curves over one axis.
 *
 * @param title above it
 * @param x what goes to the right
 * @param y what goes up
 * @param logarithmic whether powers of 10 are equally far apart; only values above 0 are drawn then
 * @param curves those without points are left out
 */
public record Chart(String title, String x, String y, boolean logarithmic, List<Curve> curves) {
  public Chart {
    curves = List.copyOf(curves);
  }

  /** A line through points, or the points themselves if they are few. */
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** A point; one that is not finite is not drawn. */
  public record Point(double x, double y) {}
}
