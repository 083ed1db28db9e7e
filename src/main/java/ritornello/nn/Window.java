package ritornello.nn;

import java.util.Arrays;

/**
 * A stretch of time of a batch of sequences, to learn from or to be measured on: B rows, T steps.
 * Filled again for the next stretch.
 */
public final class Window {
  /** A target that is not counted. */
  public static final int NO_TARGET = -1;

  private final int steps;
  private final int rows;
  private final int inputs;
  private final int[] index; // (T, B, inputs)
  private final int[] target; // (T, B)
  private final boolean[] fresh; // (T, B)

  /**
   * @param steps T
   * @param rows B
   * @param inputs indices a step looks up
   */
  public Window(int steps, int rows, int inputs) {
    this.steps = steps;
    this.rows = rows;
    this.inputs = inputs;
    this.index = new int[steps * rows * inputs];
    this.target = new int[steps * rows];
    this.fresh = new boolean[steps * rows];
    clear();
  }

  /** Nothing to look up but row 0, nothing to predict, no state from before. */
  public void clear() {
    Arrays.fill(index, 0);
    Arrays.fill(target, NO_TARGET);
    Arrays.fill(fresh, true);
  }

  /**
   * Says what one row does at one step.
   *
   * @param indices one for each input
   * @param wanted the index that should get the probability, or {@link #NO_TARGET}
   * @param begins whether a sequence begins here, from the zero state
   */
  public void set(int step, int row, int[] indices, int wanted, boolean begins) {
    System.arraycopy(indices, 0, index, (step * rows + row) * inputs, inputs);
    target[step * rows + row] = wanted;
    fresh[step * rows + row] = begins;
  }

  public int steps() {
    return steps;
  }

  public int rows() {
    return rows;
  }

  int inputs() {
    return inputs;
  }

  int index(int step, int row, int input) {
    return index[(step * rows + row) * inputs + input];
  }

  int target(int step, int row) {
    return target[step * rows + row];
  }

  boolean fresh(int step, int row) {
    return fresh[step * rows + row];
  }

  /** How many targets count. */
  public int targets() {
    int count = 0;
    for (int wanted : target) {
      count += wanted == NO_TARGET ? 0 : 1;
    }
    return count;
  }
}
