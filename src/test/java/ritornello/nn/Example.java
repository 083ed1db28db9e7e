package ritornello.nn;

import java.util.List;

/**
 * A sequence to learn from.
 *
 * @param heard what an encoder hears before the first step, each an index; none without an encoder
 * @param looked what each step looks up
 * @param wanted what each step should answer, as many as are looked up
 */
record Example(List<Integer> heard, List<int[]> looked, List<Wanted> wanted) {

  /**
   * What a step should answer.
   *
   * @param counts whether it should answer at all
   * @param outputs the one that is right, or any number of a frame
   */
  record Wanted(boolean counts, int... outputs) {
    static final Wanted NOTHING = new Wanted(false);

    static Wanted of(int... outputs) {
      return new Wanted(true, outputs);
    }
  }

  /** Of a network that hears nothing before it answers. */
  Example(List<int[]> looked, List<Wanted> wanted) {
    this(List.of(), looked, wanted);
  }

  Example {
    if (looked.size() != wanted.size()) {
      throw new IllegalArgumentException(
          looked.size() + " steps, but " + wanted.size() + " answers");
    }
  }

  int steps() {
    return looked.size();
  }
}
