package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.nn.Layout.Parameter;
import ritornello.nn.NetworkSpec.Deep;
import ritornello.store.Json;

/**
 * Cells that libtorch has too give the loss and the gradients that it gives, in double precision.
 * Its figures were written by {@code src/test/libtorch/LibtorchGolden.java}.
 */
class LibtorchTest {

  /** What libtorch was given and gave; matrices are (outputs, inputs), as in its state dict. */
  record Golden(
      int inputs,
      int hidden,
      int outputs,
      int steps,
      int rows,
      double loss,
      List<Integer> ids,
      List<Integer> targets,
      Map<String, double[]> parameters,
      Map<String, double[]> gradients) {}

  /**
   * Where one of our blocks of pre-activations is in libtorch.
   *
   * @param input number of the gate in its weight_ih, or −1 if x⟨t⟩ does not reach the block
   * @param state number of the gate in its weight_hh, or −1
   * @param sign −1 for a gate that is 1 − ours
   */
  private record Gate(int input, int state, int sign) {}

  private static List<Gate> gates(String cell) {
    return switch (cell) {
      case "lstm" ->
          List.of(new Gate(0, 0, 1), new Gate(1, 1, 1), new Gate(3, 3, 1), new Gate(2, 2, 1));
      case "gru-reset-after" ->
          List.of(new Gate(2, -1, 1), new Gate(0, 0, 1), new Gate(1, 1, -1), new Gate(-1, 2, 1));
      default -> List.of(new Gate(0, 0, 1));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru-reset-after", "rnn", "rnn-relu"})
  void oneDirectionIsThatOfLibtorch(String cell) throws IOException {
    compare(cell, read(cell + ".json"), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru-reset-after", "rnn", "rnn-relu"})
  void bothDirectionsAreThoseOfLibtorch(String cell) throws IOException {
    compare(cell, read(cell + "-bidirectional.json"), true);
  }

  private static Golden read(String name) throws IOException {
    try (InputStream in = LibtorchTest.class.getResourceAsStream(name)) {
      return Json.read(in.readAllBytes(), name, Golden.class);
    }
  }

  private static void compare(String cell, Golden golden, boolean both) {
    int[] inputs = {golden.inputs()};
    NetworkSpec spec =
        new NetworkSpec(inputs, 0, cell, 2, golden.hidden(), golden.outputs(), 0)
            .with(new Deep(both, false, false, 1));
    try (Learner learner =
        new Learner(spec, Arithmetic.doubles(), golden.rows(), golden.steps(), 1)) {
      for (Parameter parameter : learner.layout().parameters()) {
        double[] values = ours(cell, parameter, golden, golden.parameters(), true);
        for (int i = 0; i < values.length; i++) {
          learner.parameters().set(parameter.at() + i, values[i]);
        }
      }
      Learner.Step step = learner.learn(window(golden), 0, 1e9, 0);
      assertThat(step.loss() / step.targets()).isCloseTo(golden.loss(), within(1e-12));
      for (Parameter parameter : learner.layout().parameters()) {
        double[] values = ours(cell, parameter, golden, golden.gradients(), false);
        for (int i = 0; i < values.length; i++) {
          assertThat(learner.gradient().get(parameter.at() + i))
              .as("%s[%d]", parameter.name(), i)
              .isCloseTo(values[i], within(1e-12));
        }
      }
    }
  }

  private static Window window(Golden golden) {
    Window window = new Window(golden.steps(), golden.rows(), 1);
    for (int t = 0; t < golden.steps(); t++) {
      for (int b = 0; b < golden.rows(); b++) {
        int i = t * golden.rows() + b;
        int[] looked = {golden.ids().get(i)};
        window.set(t, b, looked, golden.targets().get(i), t == 0);
      }
    }
    return window;
  }

  /** A parameter of ours, or its gradient, made from libtorch's. */
  private static double[] ours(
      String cell, Parameter parameter, Golden golden, Map<String, double[]> theirs, boolean sum) {
    String name = parameter.name();
    if (name.equals(Layout.OUTPUT)) {
      return transposed(theirs.get("linear.weight"), parameter.rows(), parameter.columns());
    }
    if (name.equals(Layout.OUTPUT_BIAS)) {
      return theirs.get("linear.bias");
    }
    String layer = "_l" + name.charAt("layer.".length());
    String suffix = name.contains(".right") ? layer + "_reverse" : layer;
    List<Gate> gates = gates(cell);
    int hidden = golden.hidden();
    if (name.endsWith(Layout.BIAS)) {
      return bias(gates, theirs, suffix, hidden, sum);
    }
    boolean input = name.endsWith(Layout.INPUT);
    double[] weight = theirs.get((input ? "weight_ih" : "weight_hh") + suffix);
    List<Gate> reached =
        gates.stream().filter(gate -> (input ? gate.input() : gate.state()) >= 0).toList();
    double[] ours = new double[parameter.size()];
    for (int i = 0; i < ours.length; i++) {
      int row = i / parameter.columns();
      int column = i % parameter.columns();
      Gate gate = reached.get(column / hidden);
      int theirRow = (input ? gate.input() : gate.state()) * hidden + column % hidden;
      ours[i] = gate.sign() * weight[theirRow * parameter.rows() + row];
    }
    return ours;
  }

  /** libtorch has two biases where we have their sum, so the gradient is that of either. */
  private static double[] bias(
      List<Gate> gates, Map<String, double[]> theirs, String suffix, int hidden, boolean sum) {
    double[] ours = new double[gates.size() * hidden];
    for (int i = 0; i < ours.length; i++) {
      Gate gate = gates.get(i / hidden);
      double value = 0;
      if (gate.input() >= 0) {
        value = theirs.get("bias_ih" + suffix)[gate.input() * hidden + i % hidden];
      }
      if (gate.state() >= 0 && (sum || gate.input() < 0)) {
        value += theirs.get("bias_hh" + suffix)[gate.state() * hidden + i % hidden];
      }
      ours[i] = gate.sign() * value;
    }
    return ours;
  }

  private static double[] transposed(double[] matrix, int rows, int columns) {
    double[] result = new double[rows * columns];
    for (int i = 0; i < result.length; i++) {
      result[i] = matrix[i % columns * rows + i / columns];
    }
    return result;
  }
}
