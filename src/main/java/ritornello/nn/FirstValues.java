package ritornello.nn;

import java.util.SplittableRandom;
import ritornello.nn.Layout.Parameter;

/**
 * What parameters begin with: weights uniform within ±√(3 / inputs), embeddings normal in size,
 * gains 1, biases as the cell wants them, all other vectors 0.
 */
final class FirstValues {
  private FirstValues() {}

  static void put(NetworkSpec spec, Layout layout, Values parameters, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Parameter parameter : layout.parameters()) {
      boolean embedding = parameter.name().contains("embedding");
      double bound = Math.sqrt(3.0 / (embedding ? spec.embedding() : inputs(spec, parameter)));
      boolean weight = parameter.name().endsWith("weight");
      double constant = parameter.name().endsWith(Layout.GAIN) ? 1 : 0;
      for (int i = 0; i < parameter.size(); i++) {
        double value = weight ? bound * (2 * random.nextDouble() - 1) : constant;
        parameters.set(parameter.at() + i, value);
      }
    }
    if (spec.attention().isPresent() || spec.answersOnce()) {
      scores(layout, parameters, random);
    }
    biases("", spec, layout, parameters);
    spec.encoder().ifPresent(e -> biases(Layout.ENCODER, spec.encoderStack(e), layout, parameters));
  }

  /** Of a matrix whose rows are looked up, only those count that a step looks up. */
  private static int inputs(NetworkSpec spec, Parameter parameter) {
    boolean lookedUp = spec.embedding() == 0 && parameter.rows() == spec.rowsInAll();
    return lookedUp ? spec.inputSizes().length : parameter.rows();
  }

  /** v of additive attention: at 0 nothing would flow back through it. */
  private static void scores(Layout layout, Values parameters, SplittableRandom random) {
    for (Parameter parameter : layout.parameters()) {
      if (parameter.name().endsWith("score")) {
        double bound = Math.sqrt(3.0 / parameter.columns());
        for (int i = 0; i < parameter.size(); i++) {
          parameters.set(parameter.at() + i, bound * (2 * random.nextDouble() - 1));
        }
      }
    }
  }

  private static void biases(String prefix, NetworkSpec spec, Layout layout, Values parameters) {
    Cell cell = spec.newCell();
    for (int layer = 0; layer < spec.layers(); layer++) {
      for (int way = 0; way < spec.directions(); way++) {
        String name = prefix + Layout.direction(layer, way == 1) + Layout.BIAS;
        int at = layout.get(name).at();
        for (int i = 0; i < cell.gates() * spec.hidden(); i++) {
          parameters.set(at + i, cell.initialBias(i / spec.hidden()));
        }
      }
    }
  }
}
