package ritornello.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import ritornello.nn.Learner;
import ritornello.nn.Window;
import ritornello.token.Codec;

/**
 * What a decoder is fed with while it learns: the right tokens (teacher forcing), and in place of
 * some of them what it would have said itself (scheduled sampling, Bengio et al. 2015). That is
 * drawn for all steps at once from what it answers when it is teacher-forced, as Mihaylova and
 * Martins 2019 do: a second pass instead of one for each step.
 */
final class ScheduledSampling {
  private final Codec codec;
  private final int batch;
  private final RandomGenerator random;

  /**
   * @param batch rows of a window
   */
  ScheduledSampling(Codec codec, int batch, RandomGenerator random) {
    this.codec = codec;
    this.batch = batch;
    this.random = random;
  }

  /**
   * A window to learn from.
   *
   * @param share of the tokens that are its own
   */
  Window window(Learner learner, List<Lesson> lessons, double share) {
    return Lesson.window(codec, lessons, fed(learner, lessons, share), batch);
  }

  /** Of each lesson the tokens that it is fed with. */
  List<int[]> fed(Learner learner, List<Lesson> lessons, double share) {
    if (share == 0) {
      return lessons.stream().map(Lesson::answer).toList();
    }
    learner.measure(Lesson.window(codec, lessons, batch));
    List<int[]> fed = new ArrayList<>();
    for (int row = 0; row < lessons.size(); row++) {
      int[] tokens = lessons.get(row).answer().clone();
      for (int t = Pair.HEADER; t < tokens.length; t++) {
        if (random.nextDouble() < share) {
          int own = draw(learner.answer(t, row));
          tokens[t] = Tune.isStep(codec.kind(own)) ? own : tokens[t];
        }
      }
      fed.add(tokens);
    }
    return fed;
  }

  private int draw(float[] probabilities) {
    double left = random.nextDouble();
    int token = 0;
    while (token < probabilities.length - 1 && left >= probabilities[token]) {
      left -= probabilities[token++];
    }
    return token;
  }
}
