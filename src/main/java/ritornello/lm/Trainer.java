package ritornello.lm;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Pace;
import ritornello.nn.Window;
import ritornello.store.ModelDirectory;
import ritornello.store.Safetensors;
import ritornello.store.Tensor;
import ritornello.token.Codec;
import ritornello.token.TokenSource;

/**
 * Trains a language model into a directory: teacher forcing (x⟨t⟩ = y⟨t−1⟩), BPTT over whole pieces
 * or truncated with the state carried, see {@link Batching}; early stopping on the validation loss,
 * see {@link Validating}. A checkpoint is stored whenever validation was measured, at least every
 * minute, and when it is told to stop; resumed from it, training gives the same bits as if it had
 * never stopped.
 */
public final class Trainer implements AutoCloseable {
  private static final long NANOS_BETWEEN_CHECKPOINTS = Duration.ofMinutes(1).toNanos();

  /** Longer windows make measuring no faster, and have more padding at the end. */
  private static final int MOST_MEASURED_STEPS = 128;

  private final ModelDirectory directory;
  private final Reading reading;
  private final NetworkSpec network;
  private final TokenSource training;
  private final TokenSource validation;
  private final LongSupplier nanoClock;
  private final Learner learner;
  private final LossMeter meter;
  private TrainingRecord record;
  private Checkpoint.Cursor cursor;
  private Course course = Course.START;
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
      Reading reading,
      NetworkSpec network,
      TrainingRecord record,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock) {
    this.directory = directory;
    this.reading = reading;
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
    int measuredSteps = Math.min(options.window(), MOST_MEASURED_STEPS);
    this.meter = new LossMeter(learner, reading, measuredSteps, options.batch());
    this.record = record;
  }

  /**
   * Bytes of memory that such a training takes besides its collection, known without beginning it.
   *
   * @throws IllegalArgumentException if that is more than the program can hold
   */
  public static long bytes(NetworkSpec network, TrainingOptions options) {
    return Learner.bytes(
        network,
        options.batch(),
        options.window(),
        0,
        options.threads(),
        options.learningOrFirst().learnerOptions());
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
    return start(
        directory,
        Reading.of(codec),
        new ModelConfig(ModelConfig.FORMAT, ModelConfig.GENERATOR, network),
        VocabularyFile.of(codec),
        options,
        data,
        training,
        validation,
        nanoClock);
  }

  /**
   * A new training of a network that reads in a way of its own, and is no generator of tokens.
   *
   * @param directory as {@link ModelDirectory#create} gives it
   * @param reading how the sequences are shown to it
   * @param config what {@code config.json} is to hold
   * @param vocabulary what {@code vocabulary.json} is to hold: the way of reading
   * @param data what is learned
   * @param nanoClock tells when it is time for a checkpoint
   */
  public static Trainer start(
      ModelDirectory directory,
      Reading reading,
      ModelConfig config,
      Record vocabulary,
      TrainingOptions options,
      Data data,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock)
      throws IOException {
    Trainer trainer =
        begin(
            directory,
            reading,
            config.network(),
            options,
            data,
            Optional.empty(),
            training,
            validation,
            nanoClock);
    trainer.learner.initialise(options.seed());
    trainer.storeBeginning(config, vocabulary);
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
            Reading.of(model.codec()),
            model.network(),
            options,
            data,
            Optional.of(model.name()),
            training,
            validation,
            nanoClock);
    Checkpoint.load(model.parameters(), trainer.learner);
    trainer.storeBeginning(
        new ModelConfig(ModelConfig.FORMAT, ModelConfig.GENERATOR, model.network()),
        VocabularyFile.of(model.codec()));
    return trainer;
  }

  private static Trainer begin(
      ModelDirectory directory,
      Reading reading,
      NetworkSpec network,
      TrainingOptions options,
      Data data,
      Optional<String> from,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock) {
    int parameters = new ritornello.nn.Layout(network).size();
    TrainingRecord record = TrainingRecord.start(data, from, options, parameters);
    Trainer trainer =
        new Trainer(directory, reading, network, record, training, validation, nanoClock);
    trainer.cursor = Checkpoint.Cursor.START;
    return trainer;
  }

  private void storeBeginning(ModelConfig config, Record vocabulary) throws IOException {
    try {
      directory.writeBeginning(config, vocabulary);
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
    return resume(
        directory,
        Reading.of(model.codec()),
        model.network(),
        dataHash,
        training,
        validation,
        nanoClock);
  }

  /**
   * As the other, of a network that reads in a way of its own.
   *
   * @param reading how the sequences are shown to it
   * @param network as the directory's {@code config.json} has it
   * @throws IOException if the collection is not the one that the model was trained on
   */
  public static Trainer resume(
      ModelDirectory directory,
      Reading reading,
      NetworkSpec network,
      String dataHash,
      TokenSource training,
      TokenSource validation,
      LongSupplier nanoClock)
      throws IOException {
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
        new Trainer(directory, reading, network, record, training, validation, nanoClock);
    trainer.cursor = Checkpoint.restore(directory, trainer.learner);
    trainer.course = Checkpoint.course(directory);
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
    while (!isEarly()) {
      if (cursor.epoch() >= record.options().maxEpochs()) {
        return Ending.COMPLETE;
      }
      switch (trainEpoch(progress)) {
        case STOPPED -> {
          store();
          return Ending.STOPPED;
        }
        case UNSOUND -> goBack(progress);
        case DONE -> {
          if (!validate(Optional.empty(), progress)) {
            goBack(progress);
          }
        }
        case EARLY -> {} // as the loop sees
      }
    }
    return Ending.EARLY;
  }

  private boolean isEarly() {
    return cursor.sinceBest() >= record.options().patience();
  }

  /** How far training came in an epoch. */
  private enum Came {
    DONE,
    EARLY,
    STOPPED,
    UNSOUND
  }

  /** Goes on in the epoch, to its end if it may. */
  private Came trainEpoch(TrainingProgress progress) throws IOException {
    WindowFeed feed = feed();
    for (long done = 0; done < cursor.windows(); done++) {
      feed.next(); // learned before the resume
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
      int part = record.options().validatingOrFirst().due(cursor.targets(), training.tokens());
      boolean measures = part > cursor.partsDone();
      if (measures && !validate(Optional.of(part), progress)) {
        return Came.UNSOUND;
      } else if (isEarly()) {
        return Came.EARLY;
      }
      boolean due = nanoClock.getAsLong() - stored > NANOS_BETWEEN_CHECKPOINTS;
      if (due && !measures && cursor.healthOrFirst().isGood()) {
        store();
      }
      stored = due || measures ? nanoClock.getAsLong() : stored;
    }
    return Came.STOPPED;
  }

  private WindowFeed feed() {
    TrainingOptions options = record.options();
    int epoch = cursor.epoch();
    return options
        .batchingOrFirst()
        .feed(
            training.epoch(epoch),
            reading,
            options.window(),
            options.batch(),
            Batching.seed(options.seed(), epoch));
  }

  /** Goes through the windows of one step, fewer at the end of an epoch; returns how many. */
  private int gather(WindowFeed feed) {
    int windows = 0;
    int wanted = record.options().learningOrFirst().windowsForStep();
    while (windows < wanted) {
      Optional<Window> window = feed.next();
      if (window.isEmpty()) {
        break;
      }
      learner.gather(window.get(), record.options().seed());
      windows++;
    }
    return windows;
  }

  /** Takes the step on what was gathered. */
  private void learn(int windows, TrainingProgress progress) {
    TrainingOptions options = record.options();
    Pace pace = options.pace(moment(), cursor.healthOrFirst().rateShare());
    Learner.Step step = learner.take(pace);
    boolean taken = step.taken();
    cursor = taken ? cursor.learned(windows, step.loss(), step.targets()) : cursor.skipped(windows);
    if (taken && step.targets() > 0) {
      course =
          course.with(epochsDone(), pace.rate(), step.gradientNorm(), step.loss(), step.targets());
    }
    record = record.withSteps(learner.stepsTaken());
    if (!taken) {
      record = record.withSkippedSteps(record.skippedSteps() + 1);
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
    double done = epochsDone() / record.options().maxEpochs();
    return new Schedule.Moment(learner.stepsTaken(), done, losses);
  }

  /** With the part of the one begun. */
  private double epochsDone() {
    double inEpoch = Math.min(1, (double) cursor.targets() / Math.max(1, training.tokens()));
    return cursor.epoch() + inEpoch;
  }

  /** To the last good checkpoint, and on from there at half the rate. */
  private void goBack(TrainingProgress progress) throws IOException {
    Health before = cursor.healthOrFirst();
    int skipped = record.skippedSteps();
    record = Checkpoint.training(directory).withSkippedSteps(skipped);
    cursor = Checkpoint.restore(directory, learner);
    course = Checkpoint.course(directory);
    cursor = cursor.with(before.back(cursor.healthOrFirst()));
    store();
    progress.trouble(
        "losses or gradients were not finite: going back to the last good checkpoint, in epoch "
            + (cursor.epoch() + 1)
            + ", and on at "
            + cursor.healthOrFirst().rateShare()
            + " of the learning rate");
  }

  /**
   * Measures and stores how good the weights are now.
   *
   * @param part of the epoch that is complete; if empty all of the epoch is
   * @return whether the measured loss is finite; if not, nothing was changed
   */
  private boolean validate(Optional<Integer> part, TrainingProgress progress) throws IOException {
    double trainingLoss = cursor.recentLoss();
    exchangeAverage();
    double validationLoss = validationLoss(trainingLoss);
    Safetensors weights = Checkpoint.weights(learner);
    exchangeAverage();
    if (!Double.isFinite(validationLoss)) {
      return false;
    }
    int times = record.options().validatingOrFirst().timesAnEpoch();
    Optional<Integer> named = times == 1 ? Optional.empty() : Optional.of(part.orElse(times));
    TrainingRecord.Epoch measured =
        new TrainingRecord.Epoch(cursor.epoch() + 1, trainingLoss, validationLoss, named);
    reading.codec().ifPresent(c -> progress.measured(measured, () -> model(c, weights)));
    boolean best = record.isBest(validationLoss);
    record = record.with(measured);
    cursor = part.map(number -> cursor.nextPart(number, best)).orElse(cursor.nextEpoch(best));
    if (best) {
      bestWeights = weights;
    }
    store();
    progress.epoch(measured, best);
    return true;
  }

  private LanguageModel model(Codec codec, Safetensors weights) {
    Map<String, float[]> parameters = new HashMap<>();
    for (Tensor tensor : weights.tensors()) {
      parameters.put(tensor.name(), ((Tensor.F32) tensor).values());
    }
    return new LanguageModel(directory.name(), codec, network, parameters);
  }

  /** Without anything to validate on, the training loss has to serve. */
  private double validationLoss(double trainingLoss) {
    long tokens = record.options().validatingOrFirst().tokens();
    return validation.count() == 0
        ? trainingLoss
        : meter.measure(validation, tokens, measuredBatching());
  }

  /** Where there is one answer a sequence, it has to be in one window. */
  private Batching measuredBatching() {
    return network.answersOnce() ? record.options().batchingOrFirst() : Validating.BATCHING;
  }

  /**
   * What the best weights make of pieces that had no part in the training: mean −ln p, in nats a
   * token. For the very end: this trainer can't go on.
   */
  public double test(TokenSource test) throws IOException {
    Checkpoint.load(bestWeights, learner);
    return meter.measure(test);
  }

  /** What is measured and kept is the average of the weights, if there is one. */
  private void exchangeAverage() {
    if (learner.average().isPresent() && learner.stepsTaken() > 0) {
      learner.exchangeAverage();
    }
  }

  /** Until validation was measured, the latest weights are the best there are. */
  private void store() throws IOException {
    exchangeAverage();
    Safetensors weights = record.bestEpoch() == 0 ? Checkpoint.weights(learner) : bestWeights;
    exchangeAverage();
    directory.writeCheckpoint(weights, record, Checkpoint.of(learner, record, cursor, course));
  }

  /** What learns; for tests that make it fail. */
  Learner learner() {
    return learner;
  }

  /** What is trained. */
  public NetworkSpec network() {
    return network;
  }

  /** What is learned from. */
  public TokenSource training() {
    return training;
  }

  /** What early stopping watches. */
  public TokenSource validation() {
    return validation;
  }

  /** What its tokens mean; none if it learns something else. */
  public Optional<Codec> codec() {
    return reading.codec();
  }

  /** How it went so far. */
  public TrainingRecord record() {
    return record;
  }

  /** How its steps went so far. */
  public Course course() {
    return course;
  }

  @Override
  public void close() {
    learner.close();
  }
}
