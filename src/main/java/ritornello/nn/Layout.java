package ritornello.nn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ritornello.nn.Cell.Span;
import ritornello.store.Safetensors;

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

    /** Whether weight decay pulls it towards 0: all but biases and the gains of norms. */
    boolean decays() {
      return !name.endsWith("bias") && !name.endsWith(GAIN);
    }
  }

  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private int size;

  public Layout(NetworkSpec spec) {
    spec.encoder().ifPresent(encoder -> putStack(ENCODER, spec.encoderStack(encoder)));
    putStack("", spec);
    spec.encoder()
        .ifPresent(encoder -> put(BRIDGE, spec.encoderStack(encoder).width(), spec.embedding()));
    spec.attention().ifPresent(attention -> putAttention(spec, attention));
    if (spec.headOrPlain().pooling() == NetworkSpec.Pooling.ATTENTION) {
      put(POOLING, spec.width(), spec.width());
      put(POOLING_BIAS, 1, spec.width());
      put(POOLING_SCORE, 1, spec.width());
    }
    put(OUTPUT, spec.width(), spec.outputs());
    put(OUTPUT_BIAS, 1, spec.outputs());
  }

  private void putStack(String prefix, NetworkSpec spec) {
    int[] inputs = spec.inputSizes();
    for (int i = 0; i < inputs.length && spec.embedding() > 0; i++) {
      put(prefix + embedding(i), inputs[i], spec.embedding());
    }
    boolean norms = spec.deepOrPlain().layerNorm();
    for (int layer = 0; layer < spec.layers(); layer++) {
      if (norms && layer > 0) {
        putNorm(prefix + norm(layer), spec.width());
      }
      for (int way = 0; way < spec.directions(); way++) {
        putCell(prefix + direction(layer, way == 1), spec, layer);
      }
    }
    if (norms) {
      putNorm(prefix + norm(spec.layers()), spec.width());
    }
  }

  private void putCell(String name, NetworkSpec spec, int layer) {
    Cell cell = spec.newCell();
    int hidden = spec.hidden();
    put(name + INPUT, spec.inputWidth(layer), cell.input().blocks() * hidden);
    int recurrent = cell.recurrent().stream().mapToInt(Span::blocks).sum();
    if (recurrent > 0) {
      put(name + RECURRENT, hidden, recurrent * hidden);
    }
    put(name + BIAS, 1, cell.gates() * hidden);
    if (cell.peepholes() > 0) {
      put(name + PEEPHOLE, cell.peepholes(), hidden);
    }
  }

  private void putNorm(String name, int width) {
    put(name + GAIN, 1, width);
    put(name + BIAS, 1, width);
  }

  private void putAttention(NetworkSpec spec, NetworkSpec.Attention attention) {
    int query = spec.width();
    int key = spec.encoder().map(encoder -> spec.encoderStack(encoder).width()).orElse(query);
    put(QUERY, query, key);
    if (attention.scoring() == NetworkSpec.Scoring.ADDITIVE) {
      put(KEY, key, key);
      put(SCORE, 1, key);
    }
    if (spec.encoder().isEmpty()) {
      put(DISTANCE, 1, attention.span());
    }
    put(COMBINE, query + key, query);
    put(COMBINE_BIAS, 1, query);
  }

  static final String INPUT = ".input.weight";
  static final String RECURRENT = ".recurrent.weight";
  static final String BIAS = ".bias";
  static final String PEEPHOLE = ".peephole";
  static final String GAIN = ".gain";
  static final String ENCODER = "encoder.";
  static final String BRIDGE = "bridge.weight";
  static final String QUERY = "attention.query.weight";
  static final String KEY = "attention.key.weight";
  static final String SCORE = "attention.score";
  static final String DISTANCE = "attention.distance.bias";
  static final String COMBINE = "attention.output.weight";
  static final String COMBINE_BIAS = "attention.output.bias";
  static final String POOLING = "pooling.weight";
  static final String POOLING_BIAS = "pooling.bias";
  static final String POOLING_SCORE = "pooling.score";
  static final String OUTPUT = "output.weight";
  static final String OUTPUT_BIAS = "output.bias";

  static String embedding(int input) {
    return "embedding." + input + ".weight";
  }

  /** What the names of a layer's parameters in one direction begin with. */
  static String direction(int layer, boolean fromTheRight) {
    return "layer." + layer + (fromTheRight ? ".right" : "");
  }

  /** What the names of the norm before this layer, or after the last, begin with. */
  static String norm(int layer) {
    return "norm." + layer;
  }

  private void put(String name, int rows, int columns) {
    parameters.put(name, new Parameter(name, rows, columns, size));
    long after = size + (long) rows * columns;
    if (after > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the network has over 2 thousand million parameters, more than this program can hold;"
              + " fewer units or layers are needed");
    }
    size = (int) after;
  }

  Parameter get(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("this network has no parameter " + name);
    }
    return parameter;
  }

  /** All parameters in order. */
  public List<Parameter> parameters() {
    return new ArrayList<>(parameters.values());
  }

  /**
   * The values of all parameters, row-major, by name.
   *
   * @throws IOException if one is missing, or of another type or shape
   */
  public Map<String, float[]> read(Safetensors weights) throws IOException {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters()) {
      values.put(
          parameter.name(),
          weights.floats(parameter.name(), parameter.rows(), parameter.columns()));
    }
    return values;
  }

  /** How many numbers there are. */
  public int size() {
    return size;
  }
}
