package ritornello.nn;

import java.util.Arrays;
import java.util.Map;
import ritornello.nn.Layout.Parameter;

/**
 * A trained network, one step at a time, one sequence: for generating and live playing. Plain Java,
 * so it starts at once; the same sums in the same order on every run.
 */
public final class Stepper {
  private final NetworkSpec spec;
  private final float[][] embeddings;
  private final float[][] inputWeights;
  private final float[][] recurrentWeights;
  private final Values[] biases;
  private final float[] outputWeights;
  private final float[] outputBias;
  private final Cell.Kernel kernel;
  private final int gates;
  private final int memories;
  private final float[] z;
  private final Values zValues;
  private final float[] embedded;
  private final float[] logits;

  /**
   * Where the network stands after some steps: its activations and memory cells. Immutable.
   *
   * @param activation (layers, H)
   * @param memory (layers, memories · H)
   */
  public record State(float[][] activation, float[][] memory) {}

  /**
   * @param parameters by the names of {@link Layout}, row-major
   * @throws IllegalArgumentException if one is missing or of another size
   */
  public Stepper(NetworkSpec spec, Map<String, float[]> parameters) {
    this.spec = spec;
    for (Parameter parameter : new Layout(spec).parameters()) {
      float[] values = parameters.get(parameter.name());
      if (values == null || values.length != parameter.size()) {
        throw new IllegalArgumentException(
            "the weights of the model do not fit its configuration: "
                + parameter.name()
                + " should have "
                + parameter.size()
                + " numbers, not "
                + (values == null ? 0 : values.length));
      }
    }
    int layers = spec.layers();
    Cell cell = spec.newCell();
    gates = cell.gates();
    memories = cell.memories();
    kernel = cell.kernel(FloatArithmetic.OFF_HEAP, spec.hidden());
    embeddings = new float[spec.inputSizes().length][];
    Arrays.setAll(embeddings, i -> parameters.get(Layout.embedding(i)));
    inputWeights = new float[layers][];
    recurrentWeights = new float[layers][];
    biases = new Values[layers];
    for (int layer = 0; layer < layers; layer++) {
      inputWeights[layer] = parameters.get(Layout.input(layer));
      recurrentWeights[layer] = parameters.get(Layout.recurrent(layer));
      biases[layer] = FloatArithmetic.onHeap(parameters.get(Layout.bias(layer)));
    }
    outputWeights = parameters.get(Layout.OUTPUT);
    outputBias = parameters.get(Layout.OUTPUT_BIAS);
    z = new float[gates * spec.hidden()];
    zValues = FloatArithmetic.onHeap(z);
    embedded = new float[spec.embedding()];
    logits = new float[spec.outputs()];
  }

  /** a⟨0⟩ = 0, c⟨0⟩ = 0. */
  public State zeroState() {
    return new State(
        new float[spec.layers()][spec.hidden()],
        new float[spec.layers()][memories * spec.hidden()]);
  }

  /**
   * One step.
   *
   * @param before where the network stands
   * @param indices one row to look up in each embedding
   * @return where it stands after; the logits are in {@link #logits}
   */
  public State step(State before, int[] indices) {
    Arrays.fill(embedded, 0);
    for (int i = 0; i < indices.length; i++) {
      addRow(embeddings[i], indices[i], embedded);
    }
    float[][] activation = new float[spec.layers()][spec.hidden()];
    float[][] memory = new float[spec.layers()][];
    float[] below = embedded;
    for (int layer = 0; layer < spec.layers(); layer++) {
      Arrays.fill(z, 0);
      addProduct(below, inputWeights[layer], z);
      addProduct(before.activation()[layer], recurrentWeights[layer], z);
      memory[layer] = stepLayer(layer, before.memory()[layer], activation[layer]);
      below = activation[layer];
    }
    System.arraycopy(outputBias, 0, logits, 0, logits.length);
    addProduct(below, outputWeights, logits);
    return new State(activation, memory);
  }

  private float[] stepLayer(int layer, float[] memoryBefore, float[] activation) {
    int size = memories * spec.hidden();
    float[] both = Arrays.copyOf(memoryBefore, 2 * size);
    Values slots = FloatArithmetic.onHeap(both);
    Row result = kernel.forward(zValues, 0, biases[layer], 0, slots, 0, size);
    result.store(FloatArithmetic.onHeap(activation), 0);
    return Arrays.copyOfRange(both, size, 2 * size);
  }

  /** The logits of the last step, (V); overwritten by the next. */
  public float[] logits() {
    return logits;
  }

  private static void addRow(float[] table, int row, float[] sum) {
    int at = row * sum.length;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += table[at + i];
    }
  }

  /** sum += x · W; rows of W in order, so each inner loop is over neighbours. */
  private static void addProduct(float[] x, float[] weights, float[] sum) {
    int columns = sum.length;
    for (int row = 0; row < x.length; row++) {
      float factor = x[row];
      int at = row * columns;
      for (int column = 0; column < columns; column++) {
        sum[column] += factor * weights[at + column];
      }
    }
  }
}
