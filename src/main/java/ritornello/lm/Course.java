package ritornello.lm;

import java.util.ArrayList;
import java.util.List;

/**
 * How the steps of a training went, in no more than {@value #MOST_POINTS} points however long it
 * is: when there are more, two become one. It depends on the steps alone, not on where training was
 * stopped and resumed.
 *
 * @param stepsAPoint steps that a point tells of, the last one maybe of fewer; a power of 2
 * @param points in order
 */
public record Course(int stepsAPoint, List<Point> points) {
  private static final int MOST_POINTS = 256;

  /** Before the first step. */
  static final Course START = new Course(1, List.of());

  public Course {
    points = List.copyOf(points);
  }

  /**
   * Some steps in a row.
   *
   * @param epochs how many were done after the last of them, with the part of the one begun
   * @param steps how many they are
   * @param rate learning rate of the last of them
   * @param normSum Σ of the global norms of their gradients, before clipping
   * @param largestNorm of those
   * @param lossSum Σ −ln p over their targets, in nats
   * @param targets how many
   */
  public record Point(
      double epochs,
      int steps,
      double rate,
      double normSum,
      double largestNorm,
      double lossSum,
      long targets) {
    /** Mean global norm of the gradients, before clipping. */
    public double meanNorm() {
      return normSum / steps;
    }

    /** Mean loss, in nats a token; with dropout, and smoothed if the targets are. */
    public double meanLoss() {
      return lossSum / targets;
    }

    private Point and(Point next) {
      return new Point(
          next.epochs,
          steps + next.steps,
          next.rate,
          normSum + next.normSum,
          Math.max(largestNorm, next.largestNorm),
          lossSum + next.lossSum,
          targets + next.targets);
    }
  }

  /**
   * With one step more.
   *
   * @param epochs done after it
   * @param norm of its gradient
   * @param loss Σ −ln p over its targets
   * @param targets 1 or more
   */
  Course with(double epochs, double rate, double norm, double loss, long targets) {
    List<Point> more = new ArrayList<>(points);
    Point step = new Point(epochs, 1, rate, norm, norm, loss, targets);
    int last = more.size() - 1;
    if (last >= 0 && more.get(last).steps() < stepsAPoint) {
      more.set(last, more.get(last).and(step));
      return new Course(stepsAPoint, more);
    }
    if (more.size() < MOST_POINTS) {
      more.add(step);
      return new Course(stepsAPoint, more);
    }
    List<Point> halved = new ArrayList<>();
    for (int i = 0; i < more.size(); i += 2) {
      halved.add(more.get(i).and(more.get(i + 1)));
    }
    halved.add(step);
    return new Course(2 * stepsAPoint, halved);
  }
}
