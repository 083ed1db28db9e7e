package ritornello.jam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import ritornello.score.Excerpt;
import ritornello.score.Score;
import ritornello.task.Improvisation;

/** Answers phrases: the model hears one, and what it would go on with is the answer. */
public final class Answers {
  private final AtomicLong nextSeed;
  private final AtomicReference<Wish> wish;

  /**
   * Answers as it is wished for; the same phrases in the same order get the same answers.
   *
   * @param randomSeed of the first; it goes up by one for each
   */
  public Answers(Wish wish, long randomSeed) {
    this.wish = new AtomicReference<>(wish);
    this.nextSeed = new AtomicLong(randomSeed);
  }

  /** What is wished for now. */
  public Wish wish() {
    return wish.get();
  }

  /** From the next answer on it is to be like this; from any thread. */
  public void change(UnaryOperator<Wish> change) {
    wish.updateAndGet(change);
  }

  /**
   * Sees whether answers can be as it is wished for.
   *
   * @throws IllegalArgumentException if something makes no sense for the model
   */
  public static void check(Wish wish) {
    Opening.beginInMetre(wish, Optional.empty(), 0);
  }

  /**
   * An answer.
   *
   * @param phrase what was heard; nothing for a phrase out of the blue
   * @param bars how long the answer is, 1 or more
   * @return the answer, whose first tick is a bar line; what goes on after its last bar is cut
   * @throws IllegalArgumentException if something that is wished for makes no sense for the model
   */
  public Score answer(Optional<Score> phrase, int bars) {
    Improvisation improvisation =
        Opening.beginInMetre(wish.get(), phrase, nextSeed.getAndIncrement());
    List<Improvisation.Bar> answer = new ArrayList<>();
    long length = 0;
    for (int bar = 0; bar < bars; bar++) {
      answer.add(improvisation.next());
      length += answer.get(bar).lengthTicks();
    }
    return Excerpt.between(Phrases.joined(answer), 0, length);
  }
}
