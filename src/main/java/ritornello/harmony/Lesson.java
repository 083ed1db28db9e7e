package ritornello.harmony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ritornello.nn.Window;

/**
 * A tune to learn from, or a piece of a long one.
 *
 * @param inputs of each beat, see {@link BeatInputs}
 * @param wanted the label of each beat, or {@link Progressions#UNKNOWN}
 */
record Lesson(List<int[]> inputs, int[] wanted) {
  /** A longer tune is learned in pieces. */
  static final int MOST_BEATS = 384;

  int beats() {
    return wanted.length;
  }

  /** What there is to learn of some tunes. */
  static List<Lesson> of(List<HarmonizedTune> tunes, Labels labels) {
    List<Lesson> lessons = new ArrayList<>();
    for (HarmonizedTune tune : tunes) {
      List<int[]> inputs = BeatInputs.of(tune.melody(), tune.key());
      int[] wanted = Targets.of(tune, labels);
      for (int from = 0; from < wanted.length; from += MOST_BEATS) {
        int to = Math.min(wanted.length, from + MOST_BEATS);
        lessons.add(new Lesson(inputs.subList(from, to), Arrays.copyOfRange(wanted, from, to)));
      }
    }
    return lessons;
  }

  /**
   * Some of them side by side.
   *
   * @param batch rows of the window, as many as there are lessons or more
   */
  static Window window(List<Lesson> lessons, int batch) {
    int steps = lessons.stream().mapToInt(Lesson::beats).max().orElseThrow();
    Window window = new Window(steps, batch, 1);
    for (int row = 0; row < lessons.size(); row++) {
      Lesson lesson = lessons.get(row);
      for (int t = 0; t < lesson.beats(); t++) {
        int wanted = lesson.wanted()[t];
        int target = wanted == Progressions.UNKNOWN ? Window.NO_TARGET : wanted;
        window.set(t, row, lesson.inputs().get(t), target, t == 0);
      }
    }
    return window;
  }
}
