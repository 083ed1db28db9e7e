package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import ritornello.lm.DivergedException;
import ritornello.lm.PlainEpoch;
import ritornello.nn.AdamW;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.nn.LearnerOptions;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Window;

/**
 * Trains a harmoniser: by AdamW, with an average of the weights, of whose epochs the one is kept
 * that finds most chords of the validation tunes. Then the weight of usual progressions is chosen,
 * by which most of those chords are right. All keys are learned at once, for melodies and chords
 * are written relative to the key.
 */
public final class HarmonizerTraining {
  /** Major, minor, sevenths and a few more on twelve roots. */
  private static final int USUAL_LABELS = 61;

  private static final double CLIP_NORM = 1;
  private static final double AVERAGE_DECAY = 0.98;
  private final List<HarmonizedTune> training;
  private final List<HarmonizedTune> validation;
  private final HarmonizerOptions options;
  private final Labels labels;
  private final Random random;
  private final List<Epoch> epochs = new ArrayList<>();
  private Map<String, float[]> weights = Map.of();

  /** Is told how far a training is. */
  @FunctionalInterface
  public interface Progress {
    /** An epoch is over. */
    void epoch(Epoch epoch);
  }

  /**
   * An epoch.
   *
   * @param number from 1
   * @param loss while learning, with dropout, in nats a beat
   * @param validationLoss in nats a beat; 0 without validation tunes
   * @param validationRight share of their beats on which the likeliest label is the right one
   */
  public record Epoch(int number, double loss, double validationLoss, double validationRight) {}

  /**
   * What came of it.
   *
   * @param epochs all of them
   * @param best number of the one that is kept
   */
  public record Trained(Harmonizer model, List<Epoch> epochs, int best) {}

  private HarmonizerTraining(
      List<HarmonizedTune> training, List<HarmonizedTune> validation, HarmonizerOptions options) {
    this.training = training;
    this.validation = validation;
    this.options = options;
    this.labels = Targets.labels(training);
    this.random = new Random(options.seed());
  }

  /**
   * Bytes of memory that a training takes, about, known before there is any tune.
   *
   * @throws IllegalArgumentException if there is no such network
   */
  public static long bytes(HarmonizerOptions options) {
    return Learner.bytes(
        options.network(USUAL_LABELS),
        options.batch(),
        Lesson.MOST_BEATS,
        0,
        options.threads(),
        learning(options));
  }

  private static LearnerOptions learning(HarmonizerOptions options) {
    return new LearnerOptions(new AdamW(options.weightDecay()), AVERAGE_DECAY, 0);
  }

  /**
   * Trains.
   *
   * @param name of the model
   * @param training one tune or more
   * @param validation none, or more
   * @throws DivergedException if a loss or gradient is not finite
   */
  public static Trained train(
      String name,
      List<HarmonizedTune> training,
      List<HarmonizedTune> validation,
      HarmonizerOptions options,
      Progress progress) {
    return new HarmonizerTraining(training, validation, options).run(name, progress);
  }

  private Trained run(String name, Progress progress) {
    List<Lesson> lessons = Lesson.of(training, labels);
    List<Lesson> measured = Lesson.of(validation, labels);
    int longest =
        Stream.of(lessons, measured)
            .flatMap(List::stream)
            .mapToInt(Lesson::beats)
            .max()
            .orElseThrow();
    NetworkSpec network = options.network(labels.count());
    int batch = options.batch();
    int threads = options.threads();
    try (Learner learner =
        new Learner(network, Arithmetic.floats(), batch, longest, 0, threads, learning(options))) {
      learner.initialise(options.seed());
      int best = learn(learner, lessons, measured, progress);
      Harmonizer model =
          new SmoothingChoice(labels, training, validation).model(name, network, weights);
      return new Trained(model, epochs, best);
    }
  }

  /** All epochs; returns the number of the best, whose weights it keeps. */
  private int learn(
      Learner learner, List<Lesson> lessons, List<Lesson> measured, Progress progress) {
    int best = 0;
    for (int number = 1; number <= options.epochs(); number++) {
      double loss = learn(learner, lessons, number);
      learner.exchangeAverage();
      Epoch epoch = measure(learner, measured, number, loss);
      epochs.add(epoch);
      if (best == 0
          || measured.isEmpty()
          || epoch.validationRight() > epochs.get(best - 1).validationRight()) {
        weights = learner.copyOfParameters();
        best = number;
      }
      learner.exchangeAverage();
      progress.epoch(epoch);
    }
    return best;
  }

  /** Mean loss in nats a beat. */
  private double learn(Learner learner, List<Lesson> lessons, int number) {
    int batch = options.batch();
    return new PlainEpoch(
            number, options.epochs(), options.learningRate(), CLIP_NORM, options.seed())
        .learn(
            learner,
            PlainEpoch.batches(lessons, Lesson::beats, batch, random),
            (rows, done) -> Lesson.window(rows, batch));
  }

  private Epoch measure(Learner learner, List<Lesson> lessons, int number, double learned) {
    double loss = 0;
    long beats = 0;
    long right = 0;
    for (List<Lesson> rows : PlainEpoch.divided(lessons, options.batch())) {
      Window window = Lesson.window(rows, options.batch());
      loss += learner.measure(window);
      beats += window.targets();
      for (int row = 0; row < rows.size(); row++) {
        right += right(learner, rows.get(row), row);
      }
    }
    long counted = Math.max(1, beats);
    return new Epoch(number, learned, loss / counted, right / (double) counted);
  }

  private static int right(Learner learner, Lesson lesson, int row) {
    int right = 0;
    for (int t = 0; t < lesson.beats(); t++) {
      int wanted = lesson.wanted()[t];
      if (wanted != Progressions.UNKNOWN) {
        right += Viterbi.greatest(learner.answer(t, row)) == wanted ? 1 : 0;
      }
    }
    return right;
  }
}
