package ritornello.nn;

import java.util.Optional;

/** Gradients of several windows together, for one step of learning. */
final class GradientSum {
  private static final int CHUNK = 4096;

  private final Arithmetic arithmetic;
  private final int size;
  private Optional<Values> sum = Optional.empty(); // there when it is first needed
  private int windows;
  private long targets;
  private double loss;

  GradientSum(Arithmetic arithmetic, int size) {
    this.arithmetic = arithmetic;
    this.size = size;
  }

  /** Counts one more window. */
  void count(double windowLoss, int windowTargets) {
    windows++;
    loss += windowLoss;
    targets += windowTargets;
  }

  void add(Values gradient, double factor) {
    Values all = sum.orElseGet(() -> arithmetic.values(size));
    sum = Optional.of(all);
    for (int at = 0; at < size; at += CHUNK) {
      Row to = arithmetic.row(Math.min(CHUNK, size - at));
      Row from = arithmetic.row(to.length());
      to.load(all, at);
      from.load(gradient, at);
      to.addScaled(factor, from);
      to.store(all, at);
    }
  }

  double sumOfSquares() {
    double squares = 0;
    for (int at = 0; at < size; at += CHUNK) {
      Row row = arithmetic.row(Math.min(CHUNK, size - at));
      row.load(values(), at);
      squares += row.sumOfSquares();
    }
    return squares;
  }

  Values values() {
    return sum.orElseThrow();
  }

  int windows() {
    return windows;
  }

  long targets() {
    return targets;
  }

  double loss() {
    return loss;
  }

  /** For the next step. */
  void clear() {
    sum.ifPresent(Values::clear);
    windows = 0;
    targets = 0;
    loss = 0;
  }
}
