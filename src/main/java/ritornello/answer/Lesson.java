package ritornello.answer;

import java.util.List;
import ritornello.nn.Window;
import ritornello.token.Codec;
import ritornello.token.Context;

/**
 * A pair to learn from.
 *
 * @param heard of each step of the question one row of each embedding of the encoder
 * @param answer metre, key and steps
 */
record Lesson(List<int[]> heard, int[] answer) {
  /** Of a question or an answer: eight bars and a pickup of 4/2 on sixteenths, more than enough. */
  static final int MOST_STEPS = 9 * 32 + Pair.HEADER;

  static Lesson of(Codec codec, Pair pair) {
    return new Lesson(
        HeardSteps.of(codec, pair.question(), pair.pickup(), pair.wish()), pair.answer());
  }

  int steps() {
    return answer.length;
  }

  boolean fits() {
    return steps() <= MOST_STEPS && heard.size() <= MOST_STEPS;
  }

  /**
   * Some of them side by side, teacher-forced.
   *
   * @param batch rows of the window, as many as there are lessons or more
   */
  static Window window(Codec codec, List<Lesson> lessons, int batch) {
    return window(codec, lessons, lessons.stream().map(Lesson::answer).toList(), batch);
  }

  /**
   * The same, but fed with other tokens than the right ones.
   *
   * @param fed of each lesson what stands before the steps after it; as long as the answer
   */
  static Window window(Codec codec, List<Lesson> lessons, List<int[]> fed, int batch) {
    int steps = lessons.stream().mapToInt(Lesson::steps).max().orElseThrow();
    int heardSteps = lessons.stream().mapToInt(lesson -> lesson.heard().size()).max().orElseThrow();
    Window window = new Window(steps, batch, codec.inputSizes().length);
    Window source = new Window(heardSteps, batch, HeardSteps.inputSizes(codec).length);
    for (int row = 0; row < lessons.size(); row++) {
      lessons.get(row).putAnswer(codec, fed.get(row), window, row);
      lessons.get(row).putHeard(source, row);
    }
    window.setSource(source);
    return window;
  }

  private void putAnswer(Codec codec, int[] fed, Window window, int row) {
    Context context = codec.start();
    int[] inputs = new int[codec.inputSizes().length];
    for (int t = 0; t < answer.length; t++) {
      context.inputs(inputs);
      window.set(t, row, inputs, t < Pair.HEADER ? Window.NO_TARGET : answer[t], t == 0);
      context.accept(fed[t]);
    }
  }

  private void putHeard(Window source, int row) {
    for (int t = 0; t < heard.size(); t++) {
      source.set(t, row, heard.get(t), Window.NO_TARGET, t == 0);
    }
  }
}
