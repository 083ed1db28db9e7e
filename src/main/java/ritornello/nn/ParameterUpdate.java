package ritornello.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Takes the steps of an optimiser: clips gradients, and keeps what it remembers of each parameter,
 * and the exponential moving average of the parameters if there is one.
 *
 * <p>Each worker takes the step of a part of the parameters; no number depends on how many there
 * are.
 */
final class ParameterUpdate {
  private static final int CHUNK = 4096;

  private final Arithmetic arithmetic;
  private final Values parameters;
  private final Workers workers;
  private final Optimiser optimiser;
  private final double averageDecay;
  private final Optional<Values> average;
  private final Map<String, Values> moments = new LinkedHashMap<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Map<Integer, Rows>> rows = new ArrayList<>(); // of each worker, by length

  ParameterUpdate(
      Arithmetic arithmetic,
      Layout layout,
      Values parameters,
      Workers workers,
      LearnerOptions options) {
    this.arithmetic = arithmetic;
    this.parameters = parameters;
    this.workers = workers;
    optimiser = options.optimiser();
    averageDecay = options.averageDecay();
    average = averageDecay == 0 ? Optional.empty() : Optional.of(arithmetic.values(layout.size()));
    for (String name : optimiser.moments()) {
      moments.put(name, arithmetic.values(layout.size()));
    }
    layout.parameters().forEach(this::divide);
    for (int worker = 0; worker < workers.count(); worker++) {
      rows.add(new HashMap<>());
    }
  }

  /** Parameters that are moved together. */
  private record Chunk(int at, int length, boolean decays) {}

  private void divide(Layout.Parameter parameter) {
    int end = parameter.at() + parameter.size();
    for (int at = parameter.at(); at < end; at += CHUNK) {
      chunks.add(new Chunk(at, Math.min(CHUNK, end - at), parameter.decays()));
    }
  }

  /** Where one worker does its work: made once, for memory is dearer than the work itself. */
  private static final class Rows {
    final Row parameter;
    final Row gradient;
    final Row mean;
    final List<Row> moments = new ArrayList<>();
    final IntFunction<Row> momentAt = moments::get;

    Rows(Arithmetic arithmetic, int length, int count) {
      parameter = arithmetic.row(length);
      gradient = arithmetic.row(length);
      mean = arithmetic.row(length);
      for (int i = 0; i < count; i++) {
        moments.add(arithmetic.row(length));
      }
    }
  }

  private Rows rows(int worker, int length) {
    return rows.get(worker)
        .computeIfAbsent(length, size -> new Rows(arithmetic, size, moments.size()));
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
    for (Chunk chunk : chunks) {
      Rows room = rows(0, chunk.length());
      room.parameter.load(parameters, chunk.at());
      room.mean.load(other, chunk.at());
      room.parameter.store(other, chunk.at());
      room.mean.store(parameters, chunk.at());
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
    workers.divide(
        chunks.size(),
        (worker, i) -> {
          Chunk chunk = chunks.get(i);
          Rows room = rows(worker, chunk.length());
          room.gradient.load(gradient, chunk.at());
          if (factor != 1) {
            room.gradient.scale(factor);
          }
          if (pace.clipValue() < Double.POSITIVE_INFINITY) {
            room.gradient.clamp(pace.clipValue());
          }
          take(move, chunk, room, kept);
          return 0;
        });
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

  private void take(Optimiser.Move move, Chunk chunk, Rows room, double kept) {
    room.parameter.load(parameters, chunk.at());
    int next = 0;
    for (Values moment : moments.values()) {
      room.moments.get(next++).load(moment, chunk.at());
    }
    move.take(room.parameter, room.gradient, room.momentAt, chunk.decays());
    room.parameter.store(parameters, chunk.at());
    if (average.isPresent()) {
      follow(average.get(), chunk, room, kept);
    }
    next = 0;
    for (Values moment : moments.values()) {
      room.moments.get(next++).store(moment, chunk.at());
    }
  }

  private static void follow(Values average, Chunk chunk, Rows room, double kept) {
    room.mean.load(average, chunk.at());
    room.mean.scale(kept);
    room.mean.addScaled(1 - kept, room.parameter);
    room.mean.store(average, chunk.at());
  }
}
