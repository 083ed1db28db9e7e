package ritornello.answer;

import java.util.ArrayList;
import java.util.List;
import ritornello.token.Codec;
import ritornello.token.Context;

/**
 * A question as the encoder hears it: of each step its token, its place in the bar, its bar counted
 * from the beginning and from the end, and the length of a bar; with each what is wished for.
 */
final class HeardSteps {
  /** Steps of the longest bar that is told apart: of 6/4 or 12/8 in twelfths of a quarter. */
  private static final int MOST_STEPS = 72;

  /** Also for a pickup, and for one bar more. */
  private static final int BARS = Wish.MOST_BARS + 2;

  private HeardSteps() {}

  /** Rows of each embedding of the encoder. */
  static int[] inputSizes(Codec codec) {
    return new int[] {
      codec.vocabulary().size(), MOST_STEPS + 1, BARS, BARS, MOST_STEPS + 1, Wish.COUNT
    };
  }

  /**
   * One row of each embedding for each step.
   *
   * @param question metre, key and steps of whole bars
   * @param pickup whether its first bar is a pickup
   */
  static List<int[]> of(Codec codec, int[] question, boolean pickup, Wish wish) {
    int barSteps = barSteps(codec, question);
    int steps = question.length - Pair.HEADER;
    int firstBar = pickup ? 0 : 1;
    List<int[]> heard = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      int bar = step / barSteps;
      heard.add(
          new int[] {
            question[Pair.HEADER + step],
            Math.min(step % barSteps, MOST_STEPS),
            Math.min(bar + firstBar, BARS - 1),
            Math.min(steps / barSteps - 1 - bar, BARS - 1),
            Math.min(barSteps, MOST_STEPS),
            wish.number()
          });
    }
    return heard;
  }

  /**
   * Steps of a bar.
   *
   * @param tokens that begin with metre and key
   */
  static int barSteps(Codec codec, int[] tokens) {
    Context context = codec.start();
    context.accept(tokens[0]);
    context.accept(tokens[1]);
    return context.place().orElseThrow().barSteps();
  }
}
