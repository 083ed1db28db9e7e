package ritornello.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each parameter of a network stands in one long row of numbers. */
public final class Layout {

  /**
   * A matrix of parameters, row-major.
   *
   * @param name as in {@code model.safetensors}
   * @param at where its first number stands
   */
  public record Parameter(String name, int rows, int columns, int at) {
    public int size() {
      return rows * columns;
    }
  }

  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private int size;

  public Layout(NetworkSpec spec) {
    int[] inputs = spec.inputSizes();
    for (int i = 0; i < inputs.length; i++) {
      put(embedding(i), inputs[i], spec.embedding());
    }
    int gates = spec.newCell().gates() * spec.hidden();
    for (int layer = 0; layer < spec.layers(); layer++) {
      put(input(layer), spec.inputWidth(layer), gates);
      put(recurrent(layer), spec.hidden(), gates);
      put(bias(layer), 1, gates);
    }
    put(OUTPUT, spec.hidden(), spec.outputs());
    put(OUTPUT_BIAS, 1, spec.outputs());
  }

  static final String OUTPUT = "output.weight";
  static final String OUTPUT_BIAS = "output.bias";

  static String embedding(int input) {
    return "embedding." + input + ".weight";
  }

  static String input(int layer) {
    return "layer." + layer + ".input.weight";
  }

  static String recurrent(int layer) {
    return "layer." + layer + ".recurrent.weight";
  }

  static String bias(int layer) {
    return "layer." + layer + ".bias";
  }

  private void put(String name, int rows, int columns) {
    parameters.put(name, new Parameter(name, rows, columns, size));
    size = Math.addExact(size, Math.multiplyExact(rows, columns));
  }

  Parameter get(String name) {
    return parameters.get(name);
  }

  /** All parameters in order. */
  public List<Parameter> parameters() {
    return new ArrayList<>(parameters.values());
  }

  /** How many numbers there are. */
  public int size() {
    return size;
  }
}
