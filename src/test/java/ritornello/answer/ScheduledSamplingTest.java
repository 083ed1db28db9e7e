package ritornello.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.token.MelodyCodec;

/** A decoder is fed with what is right, or so often with what it says itself. */
class ScheduledSamplingTest {
  private static final MelodyCodec CODEC = EchoTunes.codec().ofPhrases();
  private static final int BATCH = 8;
  private static final int LONGEST = 40;
  private static final Learner LEARNER = learner();

  private static Learner learner() {
    Learner learner =
        new Learner(
            EchoTunes.options(1, 0, 1).network(CODEC),
            Arithmetic.floats(),
            BATCH,
            LONGEST,
            LONGEST,
            1);
    learner.initialise(1);
    return learner;
  }

  @AfterAll
  static void free() {
    LEARNER.close();
  }

  private static List<Lesson> lessons() {
    Pairs pairs = new Pairs(CODEC);
    return EchoTunes.tokens(0, BATCH).stream()
        .map(tokens -> pairs.replies(Tune.of(CODEC, tokens).get(0), EchoTunes.BARS).get(0))
        .map(pair -> Lesson.of(CODEC, pair))
        .toList();
  }

  private static double changed(double share, long seed) {
    List<Lesson> lessons = lessons();
    List<int[]> fed =
        new ScheduledSampling(CODEC, BATCH, new SplittableRandom(seed))
            .fed(LEARNER, lessons, share);
    int changed = 0;
    int all = 0;
    for (int row = 0; row < BATCH; row++) {
      int[] right = lessons.get(row).answer();
      assertThat(fed.get(row)).hasSameSizeAs(right).startsWith(right[0], right[1]);
      for (int t = Pair.HEADER; t < right.length; t++) {
        assertThat(Tune.isStep(CODEC.kind(fed.get(row)[t]))).isTrue();
        changed += fed.get(row)[t] == right[t] ? 0 : 1;
        all++;
      }
    }
    return changed / (double) all;
  }

  @Test
  void teacherForcingChangesNothing() {
    assertThat(changed(0, 1)).isZero();
  }

  /** One that has learned nothing hardly ever says what is right. */
  @Test
  void soManyTokensAreItsOwnAsIsSaid() {
    double half = LongStream.range(0, 10).mapToDouble(seed -> changed(0.5, seed)).sum() / 10;
    double all = LongStream.range(0, 10).mapToDouble(seed -> changed(1, seed)).sum() / 10;
    assertThat(all).isGreaterThan(0.6);
    assertThat(half).isBetween(0.42 * all, 0.58 * all);
    assertThat(changed(0.5, 1)).isEqualTo(changed(0.5, 1));
  }
}
