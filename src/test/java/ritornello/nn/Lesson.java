package ritornello.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import ritornello.nn.Example.Wanted;
import ritornello.nn.NetworkSpec.Answer;

/** A network that learns from examples and is then asked about others: Adam, a falling rate. */
final class Lesson implements AutoCloseable {
  private static final long SEED = 7;
  private static final int THREADS = 2;
  private static final double CLIP_NORM = 1;

  private final NetworkSpec spec;
  private final int batch;
  private final Learner learner;
  private final Random random = new Random(SEED);

  /** Takes what is answered. */
  private interface Sink {
    void answer(Wanted wanted, float[] answer);
  }

  /**
   * @param batch examples side by side
   * @param steps of an example, at most
   * @param heardSteps of what an encoder hears, at most
   */
  Lesson(NetworkSpec spec, int batch, int steps, int heardSteps) {
    this.spec = spec;
    this.batch = batch;
    learner = new Learner(spec, Arithmetic.floats(), batch, steps, heardSteps, THREADS);
    learner.initialise(SEED);
  }

  /**
   * Learns from all of them so many times, each time in another order, with a rate that falls to 0
   * on a straight line.
   */
  void learn(List<Example> examples, int rounds, double rate) {
    int steps = rounds * ((examples.size() + batch - 1) / batch);
    int taken = 0;
    for (int round = 0; round < rounds; round++) {
      List<Example> order = new ArrayList<>(examples);
      Collections.shuffle(order, random);
      // Of about the same length side by side: less padding.
      for (List<Example> some : batches(order, 8 * batch)) {
        some.sort(Comparator.comparing(Example::steps));
        for (List<Example> rows : batches(some, batch)) {
          double left = 1 - (double) taken++ / steps;
          learner.learn(window(rows), rate * left, CLIP_NORM, SEED);
        }
      }
    }
  }

  private static List<List<Example>> batches(List<Example> all, int size) {
    List<List<Example>> batches = new ArrayList<>();
    for (int at = 0; at < all.size(); at += size) {
      batches.add(new ArrayList<>(all.subList(at, Math.min(all.size(), at + size))));
    }
    return batches;
  }

  private Window window(List<Example> rows) {
    int steps = rows.stream().mapToInt(Example::steps).max().orElseThrow();
    Window window = new Window(steps, batch, spec.inputSizes().length);
    for (int b = 0; b < rows.size(); b++) {
      for (int t = 0; t < rows.get(b).steps(); t++) {
        put(rows.get(b), t, window, b);
      }
    }
    spec.encoder().ifPresent(encoder -> window.setSource(heard(rows)));
    return window;
  }

  private void put(Example example, int t, Window window, int row) {
    Wanted wanted = example.wanted().get(t);
    int[] looked = example.looked().get(t);
    if (!wanted.counts()) {
      window.set(t, row, looked, Window.NO_TARGET, t == 0);
    } else if (spec.headOrPlain().answer() == Answer.SIGMOIDS) {
      window.setFrame(t, row, looked, wanted.outputs(), t == 0);
    } else {
      window.set(t, row, looked, wanted.outputs()[0], t == 0);
    }
  }

  private Window heard(List<Example> rows) {
    int steps = rows.stream().mapToInt(row -> row.heard().size()).max().orElseThrow();
    Window heard = new Window(steps, batch, 1);
    for (int b = 0; b < rows.size(); b++) {
      for (int t = 0; t < rows.get(b).heard().size(); t++) {
        heard.set(t, b, new int[] {rows.get(b).heard().get(t)}, Window.NO_TARGET, t == 0);
      }
    }
    return heard;
  }

  /** Mean −ln p of what is wanted, in nats an answer. */
  double loss(List<Example> examples) {
    double loss = 0;
    long answers = 0;
    for (List<Example> rows : batches(examples, batch)) {
      Window window = window(rows);
      loss += learner.measure(window);
      answers += window.targets();
    }
    return loss / answers;
  }

  /** How many of the answers are right, of all that count. */
  double shareRight(List<Example> examples) {
    List<Boolean> right = new ArrayList<>();
    each(examples, (wanted, answer) -> right.add(wanted.outputs()[0] == mostProbable(answer)));
    return (double) Collections.frequency(right, true) / right.size();
  }

  private void each(List<Example> examples, Sink sink) {
    for (List<Example> rows : batches(examples, batch)) {
      learner.measure(window(rows));
      for (int b = 0; b < rows.size(); b++) {
        for (int t = 0; t < rows.get(b).steps(); t++) {
          Wanted wanted = rows.get(b).wanted().get(t);
          if (wanted.counts()) {
            sink.answer(wanted, learner.answer(t, b));
          }
        }
      }
    }
  }

  /** What it answers at this step of an example, having looked up and heard what stands there. */
  int answer(Example example, int step) {
    learner.measure(window(List.of(example)));
    return mostProbable(learner.answer(step, 0));
  }

  /** What it looks at at this step of an example. */
  float[] attention(Example example, int step) {
    learner.measure(window(List.of(example)));
    return learner.attention(step, 0);
  }

  static int mostProbable(float[] answer) {
    int best = 0;
    for (int i = 1; i < answer.length; i++) {
      best = answer[i] > answer[best] ? i : best;
    }
    return best;
  }

  @Override
  public void close() {
    learner.close();
  }
}
