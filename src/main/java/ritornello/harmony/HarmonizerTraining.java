package ritornello.harmony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import ritornello.nn.AdamW;
import ritornello.nn.Arithmetic;
import ritornello.nn.Layout.Parameter;
import ritornello.nn.Learner;
import ritornello.nn.LearnerOptions;
import ritornello.nn.Pace;
import ritornello.nn.Values;
import ritornello.nn.Window;

/**
 * Trains a harmoniser: by Adam, with an average of the weights, of whose epochs the one is kept
 * that finds the validation tunes' chords likeliest. Then the weight of usual progressions is
 * chosen, by which most of those chords are right. All keys are learned at once, for melodies and
 * chords are written relative to the key.
 */
public final class HarmonizerTraining {
  /** A longer tune is learned in pieces. */
  private static final int MOST_BEATS = 384;

  private static final Pace CLIPPING = new Pace(1, 1);
  private static final double AVERAGE_DECAY = 0.98;
  private static final double[] WEIGHTS = {0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1};

  /** Without tunes to choose it by. */
  private static final double USUAL_WEIGHT = 0.2;

  private final List<HarmonizedTune> training;
  private final List<HarmonizedTune> validation;
  private final HarmonizerOptions options;
  private final Labels labels;
  private final Random random;

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

  /** Rows of looked-up inputs and wanted labels, of a tune or a piece of one. */
  private record Lesson(List<int[]> inputs, int[] wanted) {
    int beats() {
      return wanted.length;
    }
  }

  private HarmonizerTraining(
      List<HarmonizedTune> training, List<HarmonizedTune> validation, HarmonizerOptions options) {
    this.training = training;
    this.validation = validation;
    this.options = options;
    this.labels = Targets.labels(training);
    this.random = new Random(options.seed());
  }

  /**
   * Trains.
   *
   * @param name of the model
   * @param training one tune or more
   * @param validation none, or more
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
    List<Lesson> lessons = lessons(training);
    List<Lesson> measured = lessons(validation);
    int longest =
        Stream.of(lessons, measured)
            .flatMap(List::stream)
            .mapToInt(Lesson::beats)
            .max()
            .orElseThrow();
    List<Epoch> epochs = new ArrayList<>();
    Map<String, float[]> best = new LinkedHashMap<>();
    int bestNumber = 0;
    LearnerOptions learning =
        new LearnerOptions(new AdamW(options.weightDecay()), AVERAGE_DECAY, 0);
    try (Learner learner =
        new Learner(
            options.network(labels.count()),
            Arithmetic.floats(),
            options.batch(),
            longest,
            0,
            options.threads(),
            learning)) {
      learner.initialise(options.seed());
      for (int number = 1; number <= options.epochs(); number++) {
        double loss = learn(learner, lessons, number);
        learner.exchangeAverage();
        Epoch epoch = measure(learner, measured, number, loss);
        epochs.add(epoch);
        if (bestNumber == 0
            || measured.isEmpty()
            || epoch.validationRight() > epochs.get(bestNumber - 1).validationRight()) {
          best = weights(learner);
          bestNumber = number;
        }
        learner.exchangeAverage();
        progress.epoch(epoch);
      }
    }
    return new Trained(smoothed(name, best), epochs, bestNumber);
  }

  private List<Lesson> lessons(List<HarmonizedTune> tunes) {
    List<Lesson> lessons = new ArrayList<>();
    for (HarmonizedTune tune : tunes) {
      List<int[]> inputs = BeatInputs.of(tune.melody(), tune.key());
      int[] wanted = Targets.of(tune, labels);
      for (int from = 0; from < wanted.length; from += MOST_BEATS) {
        int to = Math.min(wanted.length, from + MOST_BEATS);
        lessons.add(new Lesson(inputs.subList(from, to), Arrays.copyOfRange(wanted, from, to)));
      }
    }
    return lessons;
  }

  /** Mean loss in nats a beat. */
  private double learn(Learner learner, List<Lesson> lessons, int epoch) {
    double loss = 0;
    long beats = 0;
    List<List<Lesson>> batches = batches(lessons);
    Collections.shuffle(batches, random);
    for (int i = 0; i < batches.size(); i++) {
      double done = (epoch - 1 + i / (double) batches.size()) / options.epochs();
      Pace pace = new Pace(options.learningRate() * (1 - done), CLIPPING.clipNorm());
      Learner.Step step = learner.learn(window(batches.get(i)), pace, options.seed());
      loss += step.loss();
      beats += step.targets();
    }
    return loss / Math.max(1, beats);
  }

  /** In another order each time, those of about the same length side by side: less padding. */
  private List<List<Lesson>> batches(List<Lesson> lessons) {
    List<Lesson> order = new ArrayList<>(lessons);
    Collections.shuffle(order, random);
    order.sort(Comparator.comparingInt(lesson -> lesson.beats() / 16));
    return divided(order);
  }

  private List<List<Lesson>> divided(List<Lesson> lessons) {
    List<List<Lesson>> batches = new ArrayList<>();
    for (int at = 0; at < lessons.size(); at += options.batch()) {
      batches.add(lessons.subList(at, Math.min(lessons.size(), at + options.batch())));
    }
    return batches;
  }

  private Window window(List<Lesson> rows) {
    int steps = rows.stream().mapToInt(Lesson::beats).max().orElseThrow();
    Window window = new Window(steps, options.batch(), 1);
    for (int row = 0; row < rows.size(); row++) {
      Lesson lesson = rows.get(row);
      for (int t = 0; t < lesson.beats(); t++) {
        int wanted = lesson.wanted()[t];
        int target = wanted == Progressions.UNKNOWN ? Window.NO_TARGET : wanted;
        window.set(t, row, lesson.inputs().get(t), target, t == 0);
      }
    }
    return window;
  }

  private Epoch measure(Learner learner, List<Lesson> lessons, int number, double learned) {
    double loss = 0;
    long beats = 0;
    long right = 0;
    for (List<Lesson> rows : divided(lessons)) {
      Window window = window(rows);
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

  private static Map<String, float[]> weights(Learner learner) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    Values all = learner.parameters();
    for (Parameter parameter : learner.layout().parameters()) {
      float[] values = new float[parameter.size()];
      all.read(parameter.at(), values, 0, values.length);
      weights.put(parameter.name(), values);
    }
    return weights;
  }

  private Harmonizer smoothed(String name, Map<String, float[]> weights) {
    List<int[]> beats = training.stream().map(tune -> Targets.of(tune, labels)).toList();
    List<int[]> bars = new ArrayList<>();
    for (int i = 0; i < beats.size(); i++) {
      bars.add(Bars.labels(Beat.of(training.get(i).melody()), beats.get(i)));
    }
    Map<Per, Smoothing> smoothing = new LinkedHashMap<>();
    smoothing.put(Per.BEAT, new Smoothing(Progressions.learn(beats, labels.count()), USUAL_WEIGHT));
    smoothing.put(Per.BAR, new Smoothing(Progressions.learn(bars, labels.count()), USUAL_WEIGHT));
    Harmonizer model =
        new Harmonizer(name, labels, options.network(labels.count()), weights, smoothing);
    if (!validation.isEmpty()) {
      smoothing.replaceAll((per, rules) -> rules.with(bestWeight(model, per, rules)));
    }
    return new Harmonizer(name, labels, model.network(), weights, smoothing);
  }

  private double bestWeight(Harmonizer model, Per per, Smoothing rules) {
    Map<HarmonizedTune, double[][]> logs = new IdentityHashMap<>();
    validation.forEach(tune -> logs.put(tune, model.logs(tune.melody(), tune.key())));
    return DoubleStream.of(WEIGHTS)
        .boxed()
        .max(Comparator.comparingLong(weight -> right(logs, per, rules.with(weight))))
        .orElseThrow();
  }

  private long right(Map<HarmonizedTune, double[][]> logs, Per per, Smoothing rules) {
    return logs.entrySet().stream()
        .map(
            entry -> {
              int[] spans = per.spans(Beat.of(entry.getKey().melody()));
              int[] path = Harmonizer.path(entry.getValue(), spans, rules);
              return Accuracy.of((melody, key) -> path, labels, List.of(entry.getKey()));
            })
        .mapToLong(Accuracy::both)
        .sum();
  }
}
