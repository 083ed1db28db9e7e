package ritornello.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import ritornello.lm.Course;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.lm.Trainer;
import ritornello.lm.TrainingProgress;
import ritornello.lm.TrainingRecord;
import ritornello.report.Chart;
import ritornello.report.TrainingPage;
import ritornello.score.Score;
import ritornello.store.ModelDirectory;
import ritornello.take.Composer;
import ritornello.task.Generator;

/**
 * Keeps {@code report.html} in the model directory up to date while a training goes on, and {@code
 * samples.json}, what the model invented after each epoch. Has no part in the training itself: what
 * is drawn comes from a random generator of its own.
 */
final class ReportedTraining implements TrainingProgress {
  private static final int BARS = 16;

  /** A model that knows nothing yet may fill a bar without end. */
  private static final int MOST_TOKENS = 512;

  private static final int FEWEST_TOKENS = 128;

  /**
   * Inventing a token takes a few times as long as learning one, so this is a small part of an
   * epoch; by a count and not by a clock, so that the same training has the same samples.
   */
  private static final int LEARNED_FOR_ONE = 150;

  private static final double TEMPERATURE = 0.9;

  /** The page is written only so often that it takes one part in so many of the time. */
  private static final int SHARE_OF_TIME = 50;

  private final TrainingProgress shown;
  private final Trainer trainer;
  private final ModelDirectory directory;
  private final CollectionFacts collection;
  private final LongSupplier nanoClock;
  private final Composer composer;
  private Samples samples;
  private Optional<Double> test = Optional.empty();
  private long writtenNanos;
  private long nanosToWrite;
  private boolean failed;

  /**
   * @param shown is told all too
   */
  ReportedTraining(
      TrainingProgress shown,
      Trainer trainer,
      ModelDirectory directory,
      CollectionFacts collection,
      LongSupplier nanoClock) {
    this.shown = shown;
    this.trainer = trainer;
    this.directory = directory;
    this.collection = collection;
    this.nanoClock = nanoClock;
    this.composer = Composer.of(trainer.codec().orElseThrow().characters());
    this.samples = stored();
    write("training");
  }

  /** What was invented in epochs that are done: one that was cut short is done again. */
  private Samples stored() {
    try {
      Samples stored = directory.samples(Samples.class).orElse(Samples.NONE);
      return stored.upTo(
          trainer.record().epochs().stream().mapToInt(this::complete).max().orElse(0));
    } catch (IOException e) {
      trouble("what was invented before is left out of the report: " + e.getMessage());
      return Samples.NONE;
    }
  }

  /** The epoch that a measurement completes, or the one before. */
  private int complete(TrainingRecord.Epoch measured) {
    return isEnd(measured) ? measured.epoch() : measured.epoch() - 1;
  }

  private boolean isEnd(TrainingRecord.Epoch measured) {
    int parts = trainer.record().options().validationsAnEpoch();
    return measured.part().map(part -> part == parts).orElse(true);
  }

  @Override
  public void window(int epoch, long tokensDone, long tokensTotal, double meanLoss) {
    shown.window(epoch, tokensDone, tokensTotal, meanLoss);
  }

  @Override
  public void measured(TrainingRecord.Epoch epoch, Supplier<LanguageModel> model) {
    shown.measured(epoch, model);
    if (!isEnd(epoch) || !Samples.isDue(epoch.epoch())) {
      return;
    }
    attempt(
        () -> {
          Generator generator = new Generator(model.get(), new Sampler(TEMPERATURE));
          long seed = trainer.record().options().seed();
          long affordable = trainer.training().tokens() / LEARNED_FOR_ONE;
          int most = (int) Math.max(FEWEST_TOKENS, Math.min(MOST_TOKENS, affordable));
          int[] tokens = generator.sketch(BARS, most, seed);
          samples = samples.with(new Samples.Sample(epoch.epoch(), tokens));
          directory.writeSamples(samples);
        });
  }

  @Override
  public void epoch(TrainingRecord.Epoch epoch, boolean best) {
    shown.epoch(epoch, best);
    if (nanoClock.getAsLong() - writtenNanos > SHARE_OF_TIME * nanosToWrite) {
      write("training");
    }
  }

  @Override
  public void trouble(String what) {
    shown.trouble(what);
  }

  @Override
  public boolean stop() {
    return shown.stop();
  }

  /** The test pieces were measured. */
  void tested(double loss) {
    test = Optional.of(loss);
  }

  /**
   * Writes the last page.
   *
   * @return whether it is there
   */
  boolean end(Trainer.Ending ending) {
    write(
        switch (ending) {
          case COMPLETE -> "trained through all epochs";
          case EARLY -> "trained until validation got no better";
          case STOPPED -> "stopped, and can be gone on with by --resume";
        });
    return !failed;
  }

  private void write(String state) {
    long begun = nanoClock.getAsLong();
    attempt(() -> directory.writeReport(page(state).html()));
    writtenNanos = nanoClock.getAsLong();
    nanosToWrite = writtenNanos - begun;
  }

  private interface Part {
    void run() throws IOException;
  }

  /** What can't be reported, for whatever reason, must not end a training of hours. */
  private void attempt(Part part) {
    if (failed) {
      return;
    }
    try {
      part.run();
    } catch (IOException | RuntimeException e) {
      failed = true;
      trouble("the training goes on without a report: " + e.getMessage());
    }
  }

  private TrainingPage page(String state) {
    ModelCard card = ModelCard.of(directory.place(), trainer, collection, test);
    TrainingRecord record = trainer.record();
    String epochs = record.epochs().isEmpty() ? "" : "; " + latest(record);
    return new TrainingPage(
        directory.name(), state + epochs, charts(), samples(record), card.tables(), card.use());
  }

  private static String latest(TrainingRecord record) {
    TrainingRecord.Epoch last = record.epochs().get(record.epochs().size() - 1);
    return String.format(
        Locale.ROOT,
        "epoch %d of %d at most%s",
        last.epoch(),
        record.options().maxEpochs(),
        last.part().map(part -> ", part " + part).orElse(""));
  }

  private List<TrainingPage.Sample> samples(TrainingRecord record) {
    List<TrainingPage.Sample> shownOnes = new ArrayList<>();
    List<Samples.Sample> all = samples.samples();
    for (int i = 0; i < all.size(); i++) {
      int epoch = all.get(i).epoch();
      boolean open = i == all.size() - 1 || epoch == record.bestEpoch();
      String name = "epoch " + epoch + (epoch == record.bestEpoch() ? ", the best" : "");
      shownOnes.add(new TrainingPage.Sample(name, score(all.get(i)), open));
    }
    return shownOnes;
  }

  private Score score(Samples.Sample sample) {
    int[] characters = trainer.codec().orElseThrow().characters(sample.tokens());
    Composer.Seed none = new Composer.Seed(new int[0], 0, Optional.empty());
    return composer.music(characters, none, false, Optional.empty(), 0).score();
  }

  private List<Chart> charts() {
    TrainingRecord record = trainer.record();
    List<Course.Point> course = trainer.course().points();
    double clip = record.options().clipNorm();
    List<Chart.Point> limit =
        course.isEmpty()
            ? List.of()
            : List.of(
                new Chart.Point(0, clip),
                new Chart.Point(course.get(course.size() - 1).epochs(), clip));
    return List.of(
        new Chart(
            "Loss",
            "epochs",
            "nats a token",
            false,
            List.of(
                measured("training", TrainingRecord.Epoch::trainingLoss),
                measured("validation", TrainingRecord.Epoch::validationLoss))),
        new Chart(
            "Loss of the steps",
            "epochs",
            "nats a token",
            false,
            List.of(curve("loss", Course.Point::meanLoss))),
        new Chart(
            "Norm of the gradient, before it is shortened",
            "epochs",
            "norm",
            true,
            List.of(
                curve("largest", Course.Point::largestNorm),
                curve("mean", Course.Point::meanNorm),
                new Chart.Curve("shortened to", limit))),
        new Chart(
            "Learning rate",
            "epochs",
            "thousandths",
            false,
            List.of(curve("rate", point -> 1000 * point.rate()))));
  }

  private Chart.Curve curve(String name, ToDoubleFunction<Course.Point> value) {
    return new Chart.Curve(
        name,
        trainer.course().points().stream()
            .map(point -> new Chart.Point(point.epochs(), value.applyAsDouble(point)))
            .toList());
  }

  private Chart.Curve measured(String name, ToDoubleFunction<TrainingRecord.Epoch> value) {
    double parts = trainer.record().options().validationsAnEpoch();
    return new Chart.Curve(
        name,
        trainer.record().epochs().stream()
            .map(
                epoch -> {
                  double end =
                      epoch
                          .part()
                          .map(p -> epoch.epoch() - 1 + p / parts)
                          .orElse(0.0 + epoch.epoch());
                  return new Chart.Point(end, value.applyAsDouble(epoch));
                })
            .toList());
  }
}
