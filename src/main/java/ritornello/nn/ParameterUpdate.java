package ritornello.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the steps of an optimiser: clips gradients, and keeps what it remembers of each parameter,
 * and the exponential moving average of the parameters if there is one.
 */
final class ParameterUpdate {
  private static final int CHUNK = 4096;

  private final Arithmetic arithmetic;
  private final Layout layout;
  private final Values parameters;
  private final Optimiser optimiser;
  private final double averageDecay;
  private final Optional<Values> average;
  private final Map<String, Values> moments = new LinkedHashMap<>();

  ParameterUpdate(Arithmetic arithmetic, Layout layout, Values parameters, LearnerOptions options) {
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.parameters = parameters;
    optimiser = options.optimiser();
    averageDecay = options.averageDecay();
    average = averageDecay == 0 ? Optional.empty() : Optional.of(arithmetic.values(layout.size()));
    for (String name : optimiser.moments()) {
      moments.put(name, arithmetic.values(layout.size()));
    }
  }

  /** What the optimiser remembers, by name, in the order of {@link Layout}. */
  Map<String, Values> moments() {
    return moments;
  }

  /** The average of the parameters after each step; all 0 before the first. */
  Optional<Values> average() {
    return average;
  }

  /** Puts the average where the parameters are, and the parameters where it was. */
  void exchangeAverage() {
    Values other = average.orElseThrow();
    for (int at = 0; at < layout.size(); at += CHUNK) {
      int length = Math.min(CHUNK, layout.size() - at);
      Row parameter = loaded(parameters, at, length);
      Row mean = loaded(other, at, length);
      parameter.store(other, at);
      mean.store(parameters, at);
    }
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
    double kept = kept(number);
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
        take(move, at, g, parameter.decays(), kept);
      }
    }
  }

  /**
   * Share of the average that the step leaves: with the n-th step β(1 − βⁿ⁻¹) / (1 − βⁿ), which is
   * the mean weighted with powers of β divided by the sum of its weights, so that it does not begin
   * at 0 (the correction of Kingma and Ba 2015, section 3).
   */
  private double kept(long number) {
    double n = number;
    return averageDecay == 0
        ? 0
        : averageDecay * (1 - Math.pow(averageDecay, n - 1)) / (1 - Math.pow(averageDecay, n));
  }

  private void take(Optimiser.Move move, int at, Row gradient, boolean decays, double kept) {
    Row p = loaded(parameters, at, gradient.length());
    List<Row> rows = new ArrayList<>();
    for (Values moment : moments.values()) {
      rows.add(loaded(moment, at, gradient.length()));
    }
    move.take(p, gradient, rows::get, decays);
    p.store(parameters, at);
    average.ifPresent(mean -> follow(mean, at, p, kept));
    int next = 0;
    for (Values moment : moments.values()) {
      rows.get(next++).store(moment, at);
    }
  }

  private void follow(Values mean, int at, Row parameter, double kept) {
    Row row = loaded(mean, at, parameter.length());
    row.scale(kept);
    row.addScaled(1 - kept, parameter);
    row.store(mean, at);
  }

  private Row loaded(Values values, int at, int length) {
    Row row = arithmetic.row(length);
    row.load(values, at);
    return row;
  }
}
