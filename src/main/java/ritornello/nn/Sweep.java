package ritornello.nn;

import ritornello.nn.Arithmetic.Block;
import ritornello.nn.Cell.Kernel;
import ritornello.nn.Layout.Parameter;

/**
 * One thread's share of a batch, forward through all steps of a window and back: the one place
 * where networks run through time, whatever their cell. B is the number of rows of this share.
 */
final class Sweep {
  private final NetworkSpec spec;
  private final Arithmetic arithmetic;
  private final Layout layout;
  private final Values parameters;
  private final Values gradient;
  private final int firstRow;
  private final int rows;
  private final int steps;
  private final int gates; // blocks a unit
  private final int memories;
  private final LayerRun[] layers;
  private final Values embedded; // (T, B, E)
  private final Values embeddedGradient; // (T, B, E)
  private final Values logits; // (T, B, V)
  private final Row embeddingRow;
  private final Row sumRow;
  private final Row logitRow;
  private final Row outputBias;
  private final Row outputBiasGradient;
  private final Row activationRow;
  private final Row maskRow;

  Sweep(
      NetworkSpec spec,
      Arithmetic arithmetic,
      Layout layout,
      Values parameters,
      int firstRow,
      int rows,
      int steps) {
    this.spec = spec;
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.parameters = parameters;
    this.gradient = arithmetic.values(layout.size());
    this.firstRow = firstRow;
    this.rows = rows;
    this.steps = steps;
    Cell cell = spec.newCell();
    this.gates = cell.gates();
    this.memories = cell.memories();
    this.layers = new LayerRun[spec.layers()];
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer] = new LayerRun(cell.kernel(arithmetic, spec.hidden()), spec.hidden());
    }
    embedded = arithmetic.values(steps * rows * spec.embedding());
    embeddedGradient = arithmetic.values(steps * rows * spec.embedding());
    logits = arithmetic.values(steps * rows * spec.outputs());
    embeddingRow = arithmetic.row(spec.embedding());
    sumRow = arithmetic.row(spec.embedding());
    logitRow = arithmetic.row(spec.outputs());
    outputBias = arithmetic.row(spec.outputs());
    outputBiasGradient = arithmetic.row(spec.outputs());
    activationRow = arithmetic.row(spec.hidden());
    maskRow = arithmetic.row(spec.hidden());
  }

  /**
   * What one layer remembers of a window; slot t of state and memory is what step t starts from.
   */
  private final class LayerRun {
    final Kernel kernel;
    final Values z = arithmetic.values(steps * rows * gates * spec.hidden()); // (T, B, gates, H)
    final Values before; // (T + 1, B, H), a⟨t−1⟩, zero where a sequence begins
    final Values memory; // (T + 1, B, memories, H)
    final Values activation; // (T, B, H)
    final Values mask; // (T, B, H), of dropout
    final Values dropped; // (T, B, H), what the next layer sees
    final Values gradient; // (T, B, H), dL/d dropped, then dL/da
    final Values backIn; // (B, H), dL/da⟨t−1⟩ through time
    final Values carried; // (B, H), dL/dc⟨t−1⟩

    LayerRun(Kernel kernel, int hidden) {
      this.kernel = kernel;
      before = arithmetic.values((steps + 1) * rows * hidden);
      memory = arithmetic.values((steps + 1) * rows * memories * hidden);
      activation = arithmetic.values(steps * rows * hidden);
      boolean drops = spec.dropout() > 0;
      mask = drops ? arithmetic.values(steps * rows * hidden) : activation;
      dropped = drops ? arithmetic.values(steps * rows * hidden) : activation;
      gradient = arithmetic.values(steps * rows * hidden);
      backIn = arithmetic.values(rows * hidden);
      carried = arithmetic.values(rows * hidden);
    }
  }

  Values gradient() {
    return gradient;
  }

  /**
   * Forward through the window, from the state that the last window left.
   *
   * @param dropoutKey what the dropout masks are made from; 0 for none
   * @return Σ −ln p(target) over the targets that count, in nats
   */
  double forward(Window window, long dropoutKey) {
    embed(window);
    Values below = embedded;
    for (int layer = 0; layer < layers.length; layer++) {
      forwardLayer(layer, below, window);
      below = drop(layer, dropoutKey);
    }
    Parameter weight = layout.get(Layout.OUTPUT);
    product(false, steps * rows, below, 0, weight, 0, logits, 0); // (T·B, V)
    return losses(window);
  }

  /** Adds up the embedding rows that each step looks up. */
  private void embed(Window window) {
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < rows; b++) {
        sumRow.zero();
        for (int i = 0; i < window.inputs(); i++) {
          Parameter table = layout.get(Layout.embedding(i));
          int looked = window.index(t, firstRow + b, i);
          embeddingRow.load(parameters, table.at() + looked * spec.embedding());
          sumRow.add(embeddingRow);
        }
        sumRow.store(embedded, (t * rows + b) * spec.embedding());
      }
    }
  }

  private void forwardLayer(int layer, Values below, Window window) {
    LayerRun run = layers[layer];
    int hidden = spec.hidden();
    int biasAt = layout.get(Layout.bias(layer)).at();
    Parameter recurrent = layout.get(Layout.recurrent(layer));
    product(false, steps * rows, below, 0, layout.get(Layout.input(layer)), 0, run.z, 0);
    for (int t = 0; t < steps; t++) {
      clearWhereFresh(run, t, window);
      int zAt = t * rows * gates * hidden;
      product(false, rows, run.before, t * rows * hidden, recurrent, 1, run.z, zAt);
      for (int b = 0; b < rows; b++) {
        boolean fresh = window.fresh(t, firstRow + b);
        Row activation =
            run.kernel.forward(
                run.z,
                zAt + b * gates * hidden,
                parameters,
                biasAt,
                run.memory,
                fresh ? Kernel.ZERO_STATE : memoryAt(t, b),
                memoryAt(t + 1, b));
        activation.store(run.activation, (t * rows + b) * hidden);
        activation.store(run.before, ((t + 1) * rows + b) * hidden);
      }
    }
  }

  private void clearWhereFresh(LayerRun run, int t, Window window) {
    for (int b = 0; b < rows; b++) {
      if (window.fresh(t, firstRow + b)) {
        maskRow.zero();
        maskRow.store(run.before, (t * rows + b) * spec.hidden());
      }
    }
  }

  private int memoryAt(int t, int b) {
    return (t * rows + b) * memories * spec.hidden();
  }

  private Values drop(int layer, long dropoutKey) {
    LayerRun run = layers[layer];
    if (dropoutKey == 0 || spec.dropout() == 0) {
      return run.activation;
    }
    for (int row = 0; row < steps * rows; row++) {
      int at = row * spec.hidden();
      long key = Mix.key(dropoutKey, layer, row / rows, firstRow + row % rows);
      maskRow.dropoutMask(1 - spec.dropout(), key);
      activationRow.load(run.activation, at);
      activationRow.product(activationRow, maskRow);
      maskRow.store(run.mask, at);
      activationRow.store(run.dropped, at);
    }
    return run.dropped;
  }

  /** Leaves probabilities where the logits were. */
  private double losses(Window window) {
    outputBias.load(parameters, layout.get(Layout.OUTPUT_BIAS).at());
    double loss = 0;
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < rows; b++) {
        int wanted = window.target(t, firstRow + b);
        if (wanted != Window.NO_TARGET) {
          int at = (t * rows + b) * spec.outputs();
          logitRow.load(logits, at);
          logitRow.add(outputBias);
          double logit = logitRow.get(wanted);
          loss += logitRow.softmax() - logit;
          logitRow.store(logits, at);
        }
      }
    }
    return loss;
  }

  /**
   * Back through the window after {@link #forward}; the gradient of Σ loss · scale is then in
   * {@link #gradient}.
   */
  void backward(Window window, long dropoutKey, double scale) {
    gradient.clear();
    boolean drops = dropoutKey != 0 && spec.dropout() > 0;
    backwardOutput(window, drops, scale);
    for (int layer = layers.length - 1; layer >= 0; layer--) {
      LayerRun run = layers[layer];
      if (drops) {
        unmask(run);
      }
      backwardLayer(layer, window);
      Values below = layer == 0 ? embedded : dropped(layers[layer - 1], drops);
      Parameter input = layout.get(Layout.input(layer));
      weightGradient(input, below, run.z);
      weightGradient(layout.get(Layout.recurrent(layer)), run.before, run.z);
      run.kernel.addBiasGradient(gradient, layout.get(Layout.bias(layer)).at());
      Values belowGradient = layer == 0 ? embeddedGradient : layers[layer - 1].gradient;
      product(true, steps * rows, run.z, 0, input, 0, belowGradient, 0);
    }
    backwardEmbedding(window);
  }

  private static Values dropped(LayerRun run, boolean drops) {
    return drops ? run.dropped : run.activation;
  }

  /** Softmax and cross entropy: dL/dlogit = p − 1(wanted). */
  private void backwardOutput(Window window, boolean drops, double scale) {
    outputBiasGradient.zero();
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < rows; b++) {
        int at = (t * rows + b) * spec.outputs();
        int wanted = window.target(t, firstRow + b);
        if (wanted == Window.NO_TARGET) {
          logitRow.zero();
        } else {
          logitRow.load(logits, at);
          logitRow.set(wanted, logitRow.get(wanted) - 1);
          logitRow.scale(scale);
          outputBiasGradient.add(logitRow);
        }
        logitRow.store(logits, at);
      }
    }
    outputBiasGradient.store(gradient, layout.get(Layout.OUTPUT_BIAS).at());
    LayerRun top = layers[layers.length - 1];
    Parameter weight = layout.get(Layout.OUTPUT);
    weightGradient(weight, dropped(top, drops), logits);
    product(true, steps * rows, logits, 0, weight, 0, top.gradient, 0); // (T·B, H)
  }

  private void unmask(LayerRun run) {
    for (int at = 0; at < steps * rows * spec.hidden(); at += spec.hidden()) {
      activationRow.load(run.gradient, at);
      maskRow.load(run.mask, at);
      activationRow.product(activationRow, maskRow);
      activationRow.store(run.gradient, at);
    }
  }

  private void backwardLayer(int layer, Window window) {
    LayerRun run = layers[layer];
    int hidden = spec.hidden();
    Parameter recurrent = layout.get(Layout.recurrent(layer));
    run.carried.clear();
    for (int t = steps - 1; t >= 0; t--) {
      int zAt = t * rows * gates * hidden;
      for (int b = 0; b < rows; b++) {
        activationRow.load(run.gradient, (t * rows + b) * hidden);
        // Nothing comes back from a step that started from the zero state.
        if (t + 1 < steps && !window.fresh(t + 1, firstRow + b)) {
          maskRow.load(run.backIn, b * hidden);
          activationRow.add(maskRow);
        }
        boolean fresh = window.fresh(t, firstRow + b);
        run.kernel.backward(
            run.z,
            zAt + b * gates * hidden,
            run.memory,
            fresh ? Kernel.ZERO_STATE : memoryAt(t, b),
            memoryAt(t + 1, b),
            activationRow,
            run.carried,
            b * hidden);
      }
      if (t > 0) {
        product(true, rows, run.z, zAt, recurrent, 0, run.backIn, 0); // (B, H)
      }
    }
  }

  private void backwardEmbedding(Window window) {
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < rows; b++) {
        sumRow.load(embeddedGradient, (t * rows + b) * spec.embedding());
        for (int i = 0; i < window.inputs(); i++) {
          Parameter table = layout.get(Layout.embedding(i));
          int at = table.at() + window.index(t, firstRow + b, i) * spec.embedding();
          embeddingRow.load(gradient, at);
          embeddingRow.add(sumRow);
          embeddingRow.store(gradient, at);
        }
      }
    }
  }

  /** to ← from · W, or from · Wᵀ; {@code m} rows. */
  private void product(
      boolean transposeWeight,
      int m,
      Values from,
      int fromAt,
      Parameter weight,
      double beta,
      Values to,
      int toAt) {
    int n = transposeWeight ? weight.rows() : weight.columns();
    int k = transposeWeight ? weight.columns() : weight.rows();
    arithmetic.multiply(
        false,
        transposeWeight,
        m,
        n,
        k,
        new Block(from, fromAt, k),
        new Block(parameters, weight.at(), weight.columns()),
        beta,
        new Block(to, toAt, n));
  }

  /** dW ← inᵀ · out over all steps at once: one large product. */
  private void weightGradient(Parameter weight, Values in, Values out) {
    arithmetic.multiply(
        true,
        false,
        weight.rows(),
        weight.columns(),
        steps * rows,
        new Block(in, 0, weight.rows()),
        new Block(out, 0, weight.columns()),
        0,
        new Block(gradient, weight.at(), weight.columns()));
  }

  /** Makes the state after the last step the one that the next window starts from. */
  void carryState() {
    for (LayerRun run : layers) {
      for (int b = 0; b < rows; b++) {
        activationRow.load(run.before, (steps * rows + b) * spec.hidden());
        activationRow.store(run.before, b * spec.hidden());
        for (int m = 0; m < memories; m++) {
          activationRow.load(run.memory, memoryAt(steps, b) + m * spec.hidden());
          activationRow.store(run.memory, memoryAt(0, b) + m * spec.hidden());
        }
      }
    }
  }

  /** Numbers of state a row of the batch carries. */
  int stateSize() {
    return layers.length * (1 + memories) * spec.hidden();
  }

  /** Writes the state that the next window starts from, row by row. */
  void saveState(float[] into) {
    state((values, at, stateAt) -> into[stateAt] = (float) values.get(at));
  }

  void restoreState(float[] from) {
    state((values, at, stateAt) -> values.set(at, from[stateAt]));
  }

  private interface StateVisitor {
    void visit(Values values, int at, int stateAt);
  }

  private void state(StateVisitor visitor) {
    int hidden = spec.hidden();
    for (int b = 0; b < rows; b++) {
      int stateAt = (firstRow + b) * stateSize();
      for (LayerRun run : layers) {
        for (int unit = 0; unit < hidden; unit++) {
          visitor.visit(run.before, b * hidden + unit, stateAt++);
        }
        for (int unit = 0; unit < memories * hidden; unit++) {
          visitor.visit(run.memory, memoryAt(0, b) + unit, stateAt++);
        }
      }
    }
  }
}
