package ritornello.nn;

import java.util.Map;
import ritornello.nn.Layout.Parameter;

/** A sweep over one row with parameters that are there already, without a way back. */
final class TrainedSweep {
  private TrainedSweep() {}

  /**
   * @param parameters by the names of {@link Layout}, row-major
   * @param steps T at most
   * @param heardSteps steps of what an encoder hears at most
   * @throws IllegalArgumentException if a parameter is missing or of another size
   */
  static Sweep of(NetworkSpec spec, Map<String, float[]> parameters, int steps, int heardSteps) {
    return of(spec, parameters, steps, heardSteps, Arithmetic.heap());
  }

  /** As the other, in this arithmetic. */
  static Sweep of(
      NetworkSpec spec,
      Map<String, float[]> parameters,
      int steps,
      int heardSteps,
      Arithmetic arithmetic) {
    Layout layout = new Layout(spec);
    Values all = values(layout, parameters, arithmetic);
    Share share = new Share(arithmetic, layout, all, 0, 1, steps, false);
    return new Sweep(spec, share, heardSteps);
  }

  /**
   * All parameters in the order of the layout.
   *
   * @throws IllegalArgumentException if a parameter is missing or of another size
   */
  static Values values(Layout layout, Map<String, float[]> parameters, Arithmetic arithmetic) {
    Values all = arithmetic.values(layout.size());
    for (Parameter parameter : layout.parameters()) {
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
      all.write(parameter.at(), values, 0, values.length);
    }
    return all;
  }
}
