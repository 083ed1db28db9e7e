package ritornello.gradient;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import ritornello.nn.Window;

/** What networks learn while their gradients are watched. */
public sealed interface GradientTask {

  /** What to call it. */
  String name();

  /** T, steps of a window. */
  int steps();

  /** How many symbols are looked up, and may be answered. */
  int symbols();

  /**
   * Fills a window of this many rows.
   *
   * @param onlyLast whether only the answer of the last step is wanted
   */
  Window window(int rows, boolean onlyLast, SplittableRandom random);

  /**
   * Symbols are seen, nothing is for a while, and then they have to be said again in their order
   * (Hochreiter and Schmidhuber 1997; Arjovsky, Shah and Bengio 2016).
   *
   * @param length how many symbols, of eight
   * @param delay steps from the last of them to the sign to begin, 1 or more
   */
  record Copy(int length, int delay) implements GradientTask {
    private static final int LETTERS = 8;
    private static final int NOTHING = LETTERS;
    private static final int BEGIN = LETTERS + 1;

    public Copy {
      if (length < 1 || delay < 1) {
        throw new IllegalArgumentException("length and delay must be 1 or more");
      }
    }

    @Override
    public String name() {
      return "copy";
    }

    @Override
    public int steps() {
      return 2 * length + delay;
    }

    @Override
    public int symbols() {
      return LETTERS + 2;
    }

    @Override
    public Window window(int rows, boolean onlyLast, SplittableRandom random) {
      Window window = new Window(steps(), rows, 1);
      for (int row = 0; row < rows; row++) {
        int[] letters = random.ints(length, 0, LETTERS).toArray();
        for (int t = 0; t < steps(); t++) {
          int said = t - length - delay;
          int shown = said == 0 ? BEGIN : NOTHING;
          boolean wanted = said >= 0 && (!onlyLast || t + 1 == steps());
          window.set(
              t,
              row,
              new int[] {t < length ? letters[t] : shown},
              wanted ? letters[said] : Window.NO_TARGET,
              t == 0);
        }
      }
      return window;
    }
  }

  /**
   * The next token of tunes.
   *
   * @param tunes tokens of each; those that are shorter than a window are left out
   * @param steps T
   * @param symbols size of their vocabulary
   */
  record Tunes(List<int[]> tunes, int steps, int symbols) implements GradientTask {
    public Tunes {
      int least = steps;
      tunes = tunes.stream().filter(tune -> tune.length > least).map(int[]::clone).toList();
      if (tunes.isEmpty()) {
        throw new IllegalArgumentException(
            "no tune has more than " + steps + " tokens; choose fewer --steps or longer tunes");
      }
    }

    @Override
    public String name() {
      return "tunes";
    }

    @Override
    public Window window(int rows, boolean onlyLast, SplittableRandom random) {
      Window window = new Window(steps, rows, 1);
      for (int row = 0; row < rows; row++) {
        int[] tune = tunes.get(random.nextInt(tunes.size()));
        int first = random.nextInt(tune.length - steps);
        int[] part = Arrays.copyOfRange(tune, first, first + steps + 1);
        for (int t = 0; t < steps; t++) {
          boolean wanted = !onlyLast || t + 1 == steps;
          int target = wanted ? part[t + 1] : Window.NO_TARGET;
          window.set(t, row, new int[] {part[t]}, target, t == 0);
        }
      }
      return window;
    }
  }
}
