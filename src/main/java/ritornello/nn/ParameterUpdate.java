package ritornello.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the steps of an optimiser: clips gradients, and keeps what it remembers of each parameter.
 */
final class ParameterUpdate {
  private static final int CHUNK = 4096;

  private final Arithmetic arithmetic;
  private final Layout layout;
  private final Values parameters;
  private final Optimiser optimiser;
  private final Map<String, Values> moments = new LinkedHashMap<>();

  ParameterUpdate(Arithmetic arithmetic, Layout layout, Values parameters, Optimiser optimiser) {
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.parameters = parameters;
    this.optimiser = optimiser;
    for (String name : optimiser.moments()) {
      moments.put(name, arithmetic.values(layout.size()));
    }
  }

  /** What the optimiser remembers, by name, in the order of {@link Layout}. */
  Map<String, Values> moments() {
    return moments;
  }

  /**
   * One step.
   *
   * @param number of the step, from 1
   * @param gradient of the sum of {@code 1 / scale} losses
   * @param norm of {@code scale} times the gradient, over all parameters
   */
  void step(long number, Values gradient, double scale, double norm, Pace pace) {
    Optimiser.Move move = optimiser.move(number, pace.rate());
    double factor = norm > pace.clipNorm() ? scale * pace.clipNorm() / norm : scale;
    for (Layout.Parameter parameter : layout.parameters()) {
      int end = parameter.at() + parameter.size();
      for (int at = parameter.at(); at < end; at += CHUNK) {
        int length = Math.min(CHUNK, end - at);
        Row g = loaded(gradient, at, length);
        if (factor != 1) {
          g.scale(factor);
        }
        if (pace.clipValue() < Double.POSITIVE_INFINITY) {
          g.clamp(pace.clipValue());
        }
        take(move, at, g, parameter.decays());
      }
    }
  }

  private void take(Optimiser.Move move, int at, Row gradient, boolean decays) {
    Row p = loaded(parameters, at, gradient.length());
    List<Row> rows = new ArrayList<>();
    for (Values moment : moments.values()) {
      rows.add(loaded(moment, at, gradient.length()));
    }
    move.take(p, gradient, rows::get, decays);
    p.store(parameters, at);
    int next = 0;
    for (Values moment : moments.values()) {
      rows.get(next++).store(moment, at);
    }
  }

  private Row loaded(Values values, int at, int length) {
    Row row = arithmetic.row(length);
    row.load(values, at);
    return row;
  }
}
