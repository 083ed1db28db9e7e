package ritornello.answer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ritornello.lm.DivergedException;
import ritornello.lm.PlainEpoch;
import ritornello.nn.AdamW;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.nn.LearnerOptions;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Window;
import ritornello.token.CodecSpec;
import ritornello.token.MelodyCodec;

/**
 * Trains an answerer: by AdamW, with an average of the weights, on other pairs in each epoch. The
 * epoch is kept that finds the replies of the validation tunes likeliest.
 */
public final class AnswererTraining {
  /** What an answer was, 1, 2 and 4 bars ago; what was asked, attention sees. */
  private static final CodecSpec MELODIES = new CodecSpec("melody", 4, true, List.of(1, 2, 4));

  private static final double CLIP_NORM = 1;
  private static final double AVERAGE_DECAY = 0.99;
  private static final int[] VALIDATED_BARS = {4, 8};

  /** Where no validation tune has a reply of those. */
  private static final int[] SHORT_BARS = {1, 2};

  private static final int[] VARIED_BARS = {2, 4, 8};

  private final MelodyCodec codec;
  private final AnswererOptions options;
  private final List<Tune> tunes;
  private final List<List<Pair>> variations; // of each tune
  private final List<Lesson> measured;
  private final Random order;
  private final SplittableRandom chance;
  private double leastLoss = Double.POSITIVE_INFINITY;

  /** Is told how far a training is. */
  public interface Progress {
    /**
     * An epoch is over.
     *
     * @param best the model as it is now, if it is better than all before
     */
    void epoch(Epoch epoch, Optional<Answerer> best) throws IOException;
  }

  /**
   * An epoch.
   *
   * @param number from 1
   * @param loss while learning, with dropout, in nats a token
   * @param validationLoss in nats a token, of replies of four and eight bars, or of one and two
   *     where there are no others; empty without any
   */
  public record Epoch(int number, double loss, Optional<Double> validationLoss) {}

  private AnswererTraining(List<int[]> training, List<int[]> validation, AnswererOptions options) {
    this.codec = codec();
    this.options = options;
    this.tunes = Tune.allOf(codec, training);
    Pairs pairs = new Pairs(codec);
    this.variations =
        tunes.stream()
            .map(
                tune ->
                    IntStream.of(VARIED_BARS)
                        .boxed()
                        .flatMap(bars -> pairs.variations(tune, bars).stream())
                        .toList())
            .toList();
    List<Tune> measuredTunes = Tune.allOf(codec, validation);
    List<Lesson> usual = lessons(replies(measuredTunes, VALIDATED_BARS));
    this.measured = usual.isEmpty() ? lessons(replies(measuredTunes, SHORT_BARS)) : usual;
    this.order = new Random(options.seed());
    this.chance = new SplittableRandom(options.seed());
  }

  private static MelodyCodec codec() {
    return new MelodyCodec(MELODIES).ofPhrases();
  }

  private List<Pair> replies(List<Tune> some, int[] lengths) {
    Pairs pairs = new Pairs(codec);
    return some.stream()
        .flatMap(
            tune ->
                IntStream.of(lengths).boxed().flatMap(bars -> pairs.replies(tune, bars).stream()))
        .toList();
  }

  private List<Lesson> lessons(List<Pair> pairs) {
    return pairs.stream().map(pair -> Lesson.of(codec, pair)).filter(Lesson::fits).toList();
  }

  /**
   * Bytes of memory that a training takes at most, known before there is any tune.
   *
   * @throws IllegalArgumentException if there is no such network
   */
  public static long bytes(AnswererOptions options) {
    return Learner.bytes(
        options.network(codec()),
        options.batch(),
        Lesson.MOST_STEPS,
        Lesson.MOST_STEPS,
        options.threads(),
        learning(options));
  }

  private static LearnerOptions learning(AnswererOptions options) {
    return new LearnerOptions(new AdamW(options.weightDecay()), AVERAGE_DECAY, 0);
  }

  /**
   * Trains.
   *
   * @param name of the model
   * @param training melodies in the tokens of any {@link MelodyCodec}
   * @param validation none, or more
   * @throws IllegalArgumentException if there is nothing to learn from; the message is for people
   * @throws DivergedException if a loss or gradient is not finite
   * @throws IOException that the progress throws
   */
  public static void train(
      String name,
      List<int[]> training,
      List<int[]> validation,
      AnswererOptions options,
      Progress progress)
      throws IOException {
    new AnswererTraining(training, validation, options).run(name, progress);
  }

  private void run(String name, Progress progress) throws IOException {
    int longest = longest();
    NetworkSpec network = options.network(codec);
    double usualPitch = usualPitch();
    try (Learner learner =
        new Learner(
            network,
            Arithmetic.floats(),
            options.batch(),
            longest,
            longest,
            options.threads(),
            learning(options))) {
      learner.initialise(options.seed());
      for (int number = 1; number <= options.epochs(); number++) {
        double loss = learn(learner, number);
        learner.exchangeAverage();
        Epoch epoch = new Epoch(number, loss, measure(learner));
        Optional<Answerer> better =
            isBest(epoch)
                ? Optional.of(
                    new Answerer(name, codec, network, learner.copyOfParameters(), usualPitch))
                : Optional.empty();
        learner.exchangeAverage();
        progress.epoch(epoch, better);
      }
    }
  }

  /** Where nothing is measured, what has learned longest is. */
  private boolean isBest(Epoch epoch) {
    boolean best = epoch.validationLoss().map(loss -> loss < leastLoss).orElse(true);
    leastLoss = best ? epoch.validationLoss().orElse(leastLoss) : leastLoss;
    return best;
  }

  /** Steps of the longest question or answer that there may be. */
  private int longest() {
    int bar = tunes.stream().mapToInt(Tune::barSteps).max().orElse(0);
    int ofBars = (Wish.MOST_BARS + 1) * bar + Pair.HEADER;
    int validated =
        measured.stream()
            .mapToInt(lesson -> Math.max(lesson.steps(), lesson.heard().size()))
            .max()
            .orElse(0);
    if (tunes.stream().allMatch(tune -> tune.bars() < 2)) {
      throw new IllegalArgumentException(
          "nothing to learn from: no melody has two bars of one metre");
    }
    return Math.min(Lesson.MOST_STEPS, Math.max(ofBars, validated));
  }

  private double usualPitch() {
    return tunes.stream()
        .flatMapToInt(tune -> tune.pitches(codec))
        .average()
        .orElseThrow(
            () -> new IllegalArgumentException("nothing to learn from: there are no notes"));
  }

  /** Mean loss in nats a token. */
  private double learn(Learner learner, int number) {
    List<Lesson> lessons =
        lessons(new Drawing(codec, options.fewestPairs()).draw(tunes, variations, chance));
    if (lessons.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to learn from: there is no phrase that another one follows");
    }
    ScheduledSampling feeding = new ScheduledSampling(codec, options.batch(), chance);
    return new PlainEpoch(
            number, options.epochs(), options.learningRate(), CLIP_NORM, options.seed())
        .learn(
            learner,
            PlainEpoch.batches(lessons, Lesson::steps, options.batch(), order),
            (rows, done) -> feeding.window(learner, rows, options.scheduledSampling() * done));
  }

  /** Mean loss in nats a token, if there is anything to measure on. */
  private Optional<Double> measure(Learner learner) {
    double loss = 0;
    long tokens = 0;
    for (List<Lesson> rows : PlainEpoch.divided(measured, options.batch())) {
      Window window = Lesson.window(codec, rows, options.batch());
      loss += learner.measure(window);
      tokens += window.targets();
    }
    if (!Double.isFinite(loss)) {
      throw PlainEpoch.diverged("validation");
    }
    return tokens == 0 ? Optional.empty() : Optional.of(loss / tokens);
  }
}
