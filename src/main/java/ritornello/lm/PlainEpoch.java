package ritornello.lm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import ritornello.nn.Learner;
import ritornello.nn.Pace;
import ritornello.nn.Window;

/**
 * One time through all examples of a training that is done in one go, each example whole in a row
 * of a window of its own, from the zero state. The learning rate falls to 0 over all epochs, on a
 * straight line.
 *
 * @param number from 1
 * @param epochs of the training
 * @param learningRate at its beginning
 * @param clipNorm longest gradient
 * @param seed of dropout
 */
public record PlainEpoch(int number, int epochs, double learningRate, double clipNorm, long seed) {
  /** Examples of about so many steps more or less are side by side: less padding. */
  private static final int LENGTH_STEPS = 16;

  /** Puts examples side by side. */
  public interface Windows<T> {
    /**
     * A window of these examples, a row each.
     *
     * @param done share of the training that is done, 0 to 1
     */
    Window of(List<T> examples, double done);
  }

  /**
   * Checks what all such trainings have in common.
   *
   * @throws IllegalArgumentException if one makes no sense; the message is for people
   */
  public static void check(int epochs, int batch, int threads, int embedding, double learningRate) {
    atLeastOne("number of epochs", epochs);
    atLeastOne("batch", batch);
    atLeastOne("number of threads", threads);
    atLeastOne("embedding", embedding);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "learning rate is " + learningRate + "; it must be above 0, and 1 at most");
    }
  }

  /**
   * @throws IllegalArgumentException if it is 0 or less; the message is for people
   */
  public static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + "; it must be 1 or more");
    }
  }

  /**
   * Batches in another order each time, of examples of about the same length.
   *
   * @param steps of an example
   * @param size of a batch; the last of a length may be smaller
   */
  public static <T> List<List<T>> batches(
      List<T> examples, ToIntFunction<T> steps, int size, Random random) {
    List<T> order = new ArrayList<>(examples);
    Collections.shuffle(order, random);
    order.sort(Comparator.comparingInt(example -> steps.applyAsInt(example) / LENGTH_STEPS));
    List<List<T>> batches = new ArrayList<>(divided(order, size));
    Collections.shuffle(batches, random);
    return batches;
  }

  /** The same examples in lists of so many, but the last. */
  public static <T> List<List<T>> divided(List<T> examples, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int at = 0; at < examples.size(); at += size) {
      parts.add(examples.subList(at, Math.min(examples.size(), at + size)));
    }
    return parts;
  }

  /**
   * Learns from all batches.
   *
   * @return mean loss in nats a target; 0 of none
   * @throws DivergedException if a loss or gradient is not finite
   */
  public <T> double learn(Learner learner, List<List<T>> batches, Windows<T> windows) {
    double loss = 0;
    long targets = 0;
    for (int i = 0; i < batches.size(); i++) {
      double done = (number - 1 + i / (double) batches.size()) / epochs;
      Pace pace = new Pace(learningRate * (1 - done), clipNorm);
      Learner.Step step = learner.learn(windows.of(batches.get(i), done), pace, seed);
      if (!step.taken()) {
        throw diverged("epoch " + number);
      }
      loss += step.loss();
      targets += step.targets();
    }
    return loss / Math.max(1, targets);
  }

  /** What is said of a training that diverged there. */
  public static DivergedException diverged(String where) {
    return new DivergedException(
        "training diverged in "
            + where
            + ": the loss or its gradient is no number any more; use a lower --learning-rate");
  }
}
