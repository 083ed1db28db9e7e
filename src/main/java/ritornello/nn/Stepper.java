package ritornello.nn;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained network, one step at a time, one sequence: for generating and live playing. Plain Java,
 * so it starts at once; the same sums in the same order on every run. For one thread.
 */
public final class Stepper {
  private final Sweep sweep;
  private final boolean attends;
  private final Window window;
  private final int stateSize;
  private float[] logits;
  private Optional<State> latest = Optional.empty();

  /** Where the network stands after some steps. Immutable. */
  public static final class State {
    private final float[] numbers;

    private State(float[] numbers) {
      this.numbers = numbers;
    }
  }

  /**
   * @param parameters by the names of {@link Layout}, row-major
   * @throws IllegalArgumentException if one is missing or of another size, or the network cannot go
   *     on where a sequence stops
   */
  public Stepper(NetworkSpec spec, Map<String, float[]> parameters) {
    this(spec, parameters, 0);
  }

  /**
   * For a network with an encoder.
   *
   * @param heardSteps steps of what is heard at most
   */
  public Stepper(NetworkSpec spec, Map<String, float[]> parameters, int heardSteps) {
    spec.checkGenerates();
    sweep = TrainedSweep.of(spec, parameters, 1, heardSteps);
    attends = spec.attention().isPresent();
    window = new Window(1, 1, spec.inputSizes().length);
    stateSize = sweep.stateSize();
    logits = new float[spec.outputs()];
  }

  /** a⟨0⟩ = 0, c⟨0⟩ = 0. */
  public State zeroState() {
    return new State(new float[stateSize]);
  }

  /**
   * What the encoder hears; all steps from here on are about it.
   *
   * @param sequence one row to look up in each embedding of the encoder, for each step
   */
  public void hear(List<int[]> sequence) {
    Window heard = new Window(sequence.size(), 1, 0);
    for (int t = 0; t < sequence.size(); t++) {
      heard.set(t, 0, sequence.get(t), Window.NO_TARGET, t == 0);
    }
    sweep.hear(heard);
  }

  /**
   * One step.
   *
   * @param before where the network stands
   * @param indices one row to look up in each embedding
   * @return where it stands after; the logits are in {@link #logits}
   */
  public State step(State before, int[] indices) {
    if (latest.filter(state -> state == before).isEmpty()) {
      sweep.restoreState(before.numbers);
    }
    window.set(0, 0, indices, Window.NO_TARGET, false);
    sweep.forward(window, 0);
    logits = sweep.answer(0, 0);
    sweep.carryState(window);
    State after = new State(new float[stateSize]);
    sweep.saveState(after.numbers);
    latest = Optional.of(after);
    return after;
  }

  /** The logits of the last step, (V); overwritten by the next. */
  public float[] logits() {
    return logits;
  }

  /**
   * How much the last step looked at each earlier activation, or at each step that was heard, the
   * earliest first; empty if there is none, or no attention.
   */
  public float[] attention() {
    return attends ? sweep.attention(0, 0) : new float[0];
  }
}
