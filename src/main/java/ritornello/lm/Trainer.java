package ritornello.lm;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Window;
import ritornello.store.ModelDirectory;
import ritornello.store.Safetensors;
import ritornello.token.Codec;
import ritornello.token.TokenSource;

/**
 * Trains a language model into a directory: teacher forcing (x⟨t⟩ = y⟨t−1⟩), truncated BPTT with
 * the state carried, early stopping on the validation loss. A checkpoint is stored after every
 * epoch, at least every minute, and when it is told to stop; resumed from it, training gives the
 * same bits as if it had never stopped.
 */
public final class Trainer implements AutoCloseable {
  private static final long NANOS_BETWEEN_CHECKPOINTS = Duration.ofMinutes(1).toNanos();

  private final ModelDirectory directory;
  private final Codec codec;
  private final NetworkSpec network;
  private final TokenSource training;
  private final TokenSource validation;
  private final LongSupplier nanoClock;
  private final Learner learner;
  private final Window window;
  private final long plannedSteps;
  private TrainingRecord record;
  private Checkpoint.Cursor cursor;
  private Safetensors bestWeights;

  /**
   * What a model is trained on, as it is stored with it.
   *
   * @param place where the collection is, for people
   * @param hash of the collection and its split
   * @param validation share of it that early stopping watches
   * @param test share of it that is kept for measuring at the end
   */
  public record Data(String place, String hash, double validation, double test) {}

  /** How a training ended. */
  public enum Ending {
    /** All epochs are done. */
    COMPLETE,
    /** Validation stopped getting better. */
    EARLY,
    /** It was told to stop. */
    STOPPED
  }

  private Trainer(
      ModelDirectory directory,
      Codec codec,
      NetworkSpec network,
      TrainingRecord record,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock) {
    this.directory = directory;
    this.codec = codec;
    this.network = network;
    this.training = training;
    this.validation = validation;
    this.nanoClock = nanoClock;
    TrainingOptions options = record.options();
    this.learner =
        new Learner(
            network,
            Arithmetic.floats(),
            options.batch(),
            options.window(),
            0,
            options.threads(),
            options.learningOrFirst().learnerOptions());
    this.window = new Window(options.window(), options.batch(), network.inputSizes().length);
    this.record = record;
    this.plannedSteps =
        options.maxEpochs() * Math.max(1, training.tokens() / tokensForStep(options));
  }

  private static long tokensForStep(TrainingOptions options) {
    int windows = options.learningOrFirst().windowsForStep();
    return (long) options.batch() * options.window() * windows;
  }

  /**
   * A new training.
   *
   * @param directory as {@link ModelDirectory#create} gives it
   * @param data what is learned
   * @param nanoClock tells when it is time for a checkpoint
   */
  public static Trainer start(
      ModelDirectory directory,
      Codec codec,
      NetworkSpec network,
      TrainingOptions options,
      Data data,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock)
      throws IOException {
    Trainer trainer =
        begin(
            directory,
            codec,
            network,
            options,
            data,
            Optional.empty(),
            training,
            validation,
            nanoClock);
    trainer.learner.initialise(options.seed());
    trainer.storeBeginning(network);
    return trainer;
  }

  /**
   * A new training that begins with what another model knows: its weights, network and codec.
   *
   * @param directory as {@link ModelDirectory#create} gives it
   * @param data what is learned
   * @param nanoClock tells when it is time for a checkpoint
   */
  public static Trainer startFrom(
      LanguageModel model,
      ModelDirectory directory,
      TrainingOptions options,
      Data data,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock)
      throws IOException {
    Trainer trainer =
        begin(
            directory,
            model.codec(),
            model.network(),
            options,
            data,
            Optional.of(model.name()),
            training,
            validation,
            nanoClock);
    Checkpoint.load(model.parameters(), trainer.learner);
    trainer.storeBeginning(model.network());
    return trainer;
  }

  private static Trainer begin(
      ModelDirectory directory,
      Codec codec,
      NetworkSpec network,
      TrainingOptions options,
      Data data,
      Optional<String> from,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock) {
    int parameters = new ritornello.nn.Layout(network).size();
    TrainingRecord record =
        new TrainingRecord(
            data.place(),
            data.hash(),
            data.validation(),
            data.test(),
            from,
            options,
            parameters,
            0,
            0,
            0,
            0,
            List.of());
    Trainer trainer =
        new Trainer(directory, codec, network, record, training, validation, nanoClock);
    trainer.cursor = Checkpoint.Cursor.START;
    return trainer;
  }

  private void storeBeginning(NetworkSpec network) throws IOException {
    try {
      directory.writeBeginning(
          new ModelConfig(ModelConfig.FORMAT, ModelConfig.GENERATOR, network),
          VocabularyFile.of(codec));
      store();
    } catch (IOException e) {
      directory.discardBeginning(e);
      throw e;
    }
  }

  /**
   * Goes on where the directory's checkpoint was made, with the options stored in it.
   *
   * @throws IOException if the collection is not the one that the model was trained on
   */
  public static Trainer resume(
      ModelDirectory directory,
      String dataHash,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock)
      throws IOException {
    LanguageModel model = LanguageModel.load(directory);
    TrainingRecord record = Checkpoint.training(directory);
    if (!record.dataHash().equals(dataHash)) {
      throw new IOException(
          "the collection is not the one that "
              + directory.place()
              + " was trained on ("
              + record.data()
              + "): files were added, removed or changed; put them back, or train a new model");
    }
    Trainer trainer =
        new Trainer(
            directory, model.codec(), model.network(), record, training, validation, nanoClock);
    trainer.cursor = Checkpoint.restore(directory, trainer.learner);
    trainer.bestWeights = directory.weights();
    return trainer;
  }

  /** What is stored about a training in this directory: its options, and how far it is. */
  public static TrainingRecord stored(ModelDirectory directory) throws IOException {
    return Checkpoint.training(directory);
  }

  /**
   * Trains until done, or told to stop.
   *
   * @throws DivergedException if the loss grows beyond all measure, or it is not finite however
   *     often training goes back; the last checkpoint is kept
   */
  public Ending run(TrainingProgress progress) throws IOException {
    while (true) {
      if (cursor.sinceBest() >= record.options().patience()) {
        return Ending.EARLY;
      }
      if (cursor.epoch() >= record.options().maxEpochs()) {
        return Ending.COMPLETE;
      }
      switch (trainEpoch(progress)) {
        case STOPPED -> {
          store();
          return Ending.STOPPED;
        }
        case UNSOUND -> goBack(progress);
        case DONE -> endEpoch(progress);
      }
    }
  }

  /** How far training came in an epoch. */
  private enum Came {
    DONE,
    STOPPED,
    UNSOUND
  }

  /** Goes on in the epoch, to its end if it may. */
  private Came trainEpoch(TrainingProgress progress) throws IOException {
    int epoch = cursor.epoch();
    WindowFeed feed = new WindowFeed(training.epoch(epoch), codec, record.options().batch());
    for (long done = 0; done < cursor.windows(); done++) {
      feed.next(window); // learned before the resume
    }
    long stored = nanoClock.getAsLong();
    while (!progress.stop()) {
      int windows = gather(feed);
      if (windows == 0) {
        return Came.DONE;
      }
      learn(windows, progress);
      if (cursor.healthOrFirst().mustGoBack()) {
        return Came.UNSOUND;
      }
      boolean due = nanoClock.getAsLong() - stored > NANOS_BETWEEN_CHECKPOINTS;
      if (due && cursor.healthOrFirst().isGood()) {
        store();
        stored = nanoClock.getAsLong();
      }
    }
    return Came.STOPPED;
  }

  /** Goes through the windows of one step, fewer at the end of an epoch; returns how many. */
  private int gather(WindowFeed feed) {
    int windows = 0;
    int wanted = record.options().learningOrFirst().windowsForStep();
    while (windows < wanted && feed.next(window)) {
      learner.gather(window, record.options().seed());
      windows++;
    }
    return windows;
  }

  /** Takes the step on what was gathered. */
  private void learn(int windows, TrainingProgress progress) {
    TrainingOptions options = record.options();
    Learner.Step step = learner.take(options.pace(moment(), cursor.healthOrFirst().rateShare()));
    boolean taken = step.taken();
    cursor = taken ? cursor.learned(windows, step.loss(), step.targets()) : cursor.skipped(windows);
    record = progressed(record.bestEpoch(), record.bestValidationLoss(), record.epochs(), taken);
    if (!taken) {
      progress.trouble("a step is left out: its loss or gradient is not finite");
    }
    Optional<String> divergence = cursor.healthOrFirst().divergence(cursor.firstLoss());
    if (divergence.isPresent()) {
      throw new DivergedException(
          "training diverged: "
              + divergence.get()
              + "; try a smaller --learning-rate than "
              + options.learningRate());
    }
    double mean = cursor.lossSum() / Math.max(1, cursor.targets());
    progress.window(cursor.epoch() + 1, cursor.targets(), training.tokens(), mean);
  }

  private Schedule.Moment moment() {
    List<Double> losses =
        record.epochs().stream().map(TrainingRecord.Epoch::validationLoss).toList();
    return new Schedule.Moment(learner.stepsTaken(), plannedSteps, losses);
  }

  /** To the last good checkpoint, and on from there at half the rate. */
  private void goBack(TrainingProgress progress) throws IOException {
    Health before = cursor.healthOrFirst();
    int skipped = record.skippedSteps();
    record = Checkpoint.training(directory).withSkippedSteps(skipped);
    cursor = Checkpoint.restore(directory, learner);
    cursor = cursor.with(before.back(cursor.healthOrFirst()));
    store();
    progress.trouble(
        "losses or gradients were not finite: going back to the last good checkpoint, in epoch "
            + (cursor.epoch() + 1)
            + ", and on at "
            + cursor.healthOrFirst().rateShare()
            + " of the learning rate");
  }

  private TrainingRecord progressed(
      int bestEpoch, double best, List<TrainingRecord.Epoch> epochs, boolean taken) {
    return new TrainingRecord(
        record.data(),
        record.dataHash(),
        record.validation(),
        record.test(),
        record.from(),
        record.options(),
        record.parameters(),
        learner.stepsTaken(),
        bestEpoch,
        best,
        record.skippedSteps() + (taken ? 0 : 1),
        epochs);
  }

  private void endEpoch(TrainingProgress progress) throws IOException {
    double trainingLoss = cursor.lossSum() / Math.max(1, cursor.targets());
    // Without anything to validate on, the training loss has to serve.
    exchangeAverage();
    double validationLoss = validation.count() == 0 ? trainingLoss : measure(validation);
    Safetensors weights = Checkpoint.weights(learner);
    exchangeAverage();
    if (!Double.isFinite(validationLoss)) {
      goBack(progress);
      return;
    }
    int number = cursor.epoch() + 1;
    TrainingRecord.Epoch epoch = new TrainingRecord.Epoch(number, trainingLoss, validationLoss);
    boolean best = record.bestEpoch() == 0 || validationLoss < record.bestValidationLoss();
    List<TrainingRecord.Epoch> epochs = new ArrayList<>(record.epochs());
    epochs.add(epoch);
    record =
        progressed(
            best ? number : record.bestEpoch(),
            best ? validationLoss : record.bestValidationLoss(),
            List.copyOf(epochs),
            true);
    cursor = cursor.nextEpoch(best);
    if (best) {
      bestWeights = weights;
    }
    store();
    progress.epoch(epoch, best);
  }

  /**
   * What the best weights make of pieces that had no part in the training: mean −ln p, in nats a
   * token. For the very end: this trainer can't go on.
   */
  public double test(TokenSource test) throws IOException {
    Checkpoint.load(bestWeights, learner);
    return measure(test);
  }

  /** Mean −ln p of all tokens of a source, in nats a token; for between epochs. */
  private double measure(TokenSource source) {
    WindowFeed feed = new WindowFeed(source.epoch(0), codec, record.options().batch());
    double loss = 0;
    long targets = 0;
    while (feed.next(window)) {
      loss += learner.measure(window);
      targets += window.targets();
    }
    return loss / Math.max(1, targets);
  }

  /** What is measured and kept is the average of the weights, if there is one. */
  private void exchangeAverage() {
    if (learner.average().isPresent() && learner.stepsTaken() > 0) {
      learner.exchangeAverage();
    }
  }

  /** Until an epoch is complete, the latest weights are the best there are. */
  private void store() throws IOException {
    exchangeAverage();
    Safetensors weights = record.bestEpoch() == 0 ? Checkpoint.weights(learner) : bestWeights;
    exchangeAverage();
    directory.writeCheckpoint(weights, record, Checkpoint.of(learner, record, cursor));
  }

  /** What learns; for tests that make it fail. */
  Learner learner() {
    return learner;
  }

  /** What is trained. */
  public NetworkSpec network() {
    return network;
  }

  /** How it went so far. */
  public TrainingRecord record() {
    return record;
  }

  @Override
  public void close() {
    learner.close();
  }
}
