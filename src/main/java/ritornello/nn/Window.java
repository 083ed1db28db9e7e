package ritornello.nn;

import java.util.Arrays;
import java.util.Optional;

/**
 * A stretch of time of a batch of sequences, to learn from or to be measured on: B rows, T steps.
 * Filled again for the next stretch. What is never set is padding: it counts for nothing.
 */
public final class Window {
  /** A target that is not counted. */
  public static final int NO_TARGET = -1;

  private final int steps;
  private final int rows;
  private final int inputs;
  private final int[][] indices; // (T, B), any number each
  private final int[][] wanted; // (T, B), any number each
  private final boolean[] hasTarget; // (T, B)
  private final boolean[] fresh; // (T, B)
  private final int[] length; // (B)
  private Optional<Window> source = Optional.empty();

  /**
   * @param steps T
   * @param rows B
   * @param inputs indices a step looks up where nothing else is said
   */
  public Window(int steps, int rows, int inputs) {
    this.steps = steps;
    this.rows = rows;
    this.inputs = inputs;
    this.indices = new int[steps * rows][inputs];
    this.wanted = new int[steps * rows][1];
    this.hasTarget = new boolean[steps * rows];
    this.fresh = new boolean[steps * rows];
    this.length = new int[rows];
    clear();
  }

  /** Nothing to look up but row 0, nothing to predict, no state from before, nothing heard. */
  public void clear() {
    for (int i = 0; i < indices.length; i++) {
      indices[i] = put(indices[i], new int[inputs]);
    }
    Arrays.fill(hasTarget, false);
    Arrays.fill(fresh, true);
    Arrays.fill(length, 0);
    source = Optional.empty();
  }

  private static int[] put(int[] place, int[] numbers) {
    if (place.length != numbers.length) {
      return numbers.clone();
    }
    System.arraycopy(numbers, 0, place, 0, numbers.length);
    return place;
  }

  /**
   * Says what one row does at one step.
   *
   * @param looked one for each input, or any number of the only one
   * @param target the index that should get the probability, or {@link #NO_TARGET}
   * @param begins whether a sequence begins here, from the zero state
   */
  public void set(int step, int row, int[] looked, int target, boolean begins) {
    int at = put(step, row, looked, begins);
    wanted[at] = wanted[at].length == 1 ? wanted[at] : new int[1];
    wanted[at][0] = target;
    hasTarget[at] = target != NO_TARGET;
  }

  /**
   * Says what one row does at one step, for a network that answers with any number of outputs.
   *
   * @param looked one for each input, or any number of the only one
   * @param targets the indices that should get a yes, in any order, each once; all others a no
   * @param begins whether a sequence begins here, from the zero state
   */
  public void setFrame(int step, int row, int[] looked, int[] targets, boolean begins) {
    int at = put(step, row, looked, begins);
    wanted[at] = put(wanted[at], targets);
    hasTarget[at] = true;
  }

  private int put(int step, int row, int[] looked, boolean begins) {
    int at = step * rows + row;
    indices[at] = put(indices[at], looked);
    fresh[at] = begins;
    length[row] = Math.max(length[row], step + 1);
    return at;
  }

  /** What is heard before the first step: whole sequences, each from step 0 of its row. */
  public void setSource(Window heard) {
    source = Optional.of(heard);
  }

  public int steps() {
    return steps;
  }

  public int rows() {
    return rows;
  }

  Optional<Window> source() {
    return source;
  }

  /** The array itself: not to be changed. */
  int[] indices(int step, int row) {
    return indices[step * rows + row];
  }

  boolean hasTarget(int step, int row) {
    return hasTarget[step * rows + row];
  }

  /** The array itself: not to be changed. */
  int[] wanted(int step, int row) {
    return wanted[step * rows + row];
  }

  boolean fresh(int step, int row) {
    return fresh[step * rows + row];
  }

  /** The step after the last that was set. */
  int length(int row) {
    return length[row];
  }

  /** How many targets count; a frame is one. */
  public int targets() {
    int count = 0;
    for (boolean counts : hasTarget) {
      count += counts ? 1 : 0;
    }
    return count;
  }
}
