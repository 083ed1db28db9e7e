package ritornello.lm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.nn.Adam;
import ritornello.nn.AdamW;
import ritornello.nn.NetworkSpec;
import ritornello.nn.RmsProp;
import ritornello.nn.Sgd;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.TimeSignature;
import ritornello.store.Json;
import ritornello.store.ModelDirectory;
import ritornello.store.Safetensors;
import ritornello.token.CodecSpec;
import ritornello.token.MelodyCodec;
import ritornello.token.TokenSource;

/** Training from the first window to the last checkpoint, and going on after any stop. */
class TrainerTest {
  private static final MelodyCodec CODEC = new MelodyCodec(new CodecSpec("melody", 4));
  private static final Trainer.Data DATA = new Trainer.Data("tunes", "abc", 0.1, 0);

  @TempDir Path folder;

  private static int[] tune(Random random) {
    List<MelodyNote> notes = new ArrayList<>();
    int[] scale = {60, 62, 64, 65, 67, 69, 71, 72};
    int at = 3;
    int step = 0;
    while (step < 64) {
      int length = random.nextInt(3) == 0 ? 4 : 2;
      notes.add(new MelodyNote(step, Math.min(length, 64 - step), scale[at]));
      at = Math.floorMod(at + random.nextInt(3) - 1, scale.length);
      step += length;
    }
    return CODEC.encode(
        new Melody(
            4,
            notes,
            List.of(new Metre(0, TimeSignature.COMMON)),
            Optional.of(new KeySignature(0, false)),
            64));
  }

  private record Tunes(List<int[]> all, boolean shuffled) implements TokenSource {
    @Override
    public Iterator<int[]> epoch(long epoch) {
      List<int[]> order = new ArrayList<>(all);
      if (shuffled) {
        Collections.shuffle(order, new Random(epoch));
      }
      return order.stream().map(int[]::clone).iterator();
    }

    @Override
    public int count() {
      return all.size();
    }

    @Override
    public long tokens() {
      return all.stream().mapToLong(tune -> tune.length).sum();
    }
  }

  private static Tunes tunes(int count, int seed, boolean shuffled) {
    Random random = new Random(seed);
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(tune(random));
    }
    return new Tunes(all, shuffled);
  }

  private static final TokenSource TRAINING = tunes(14, 1, true);
  private static final TokenSource VALIDATION = tunes(2, 2, false);

  private static NetworkSpec network(String cell) {
    return new NetworkSpec(CODEC.inputSizes(), 8, cell, 2, 16, CODEC.vocabulary().size(), 0.2);
  }

  private Trainer start(String name, int threads, int epochs) throws IOException {
    return start(name, network("lstm"), threads, epochs);
  }

  private Trainer start(String name, NetworkSpec network, int threads, int epochs)
      throws IOException {
    return start(name, network, Learning.AS_AT_FIRST, threads, epochs);
  }

  private Trainer start(
      String name, NetworkSpec network, Learning learning, int threads, int epochs)
      throws IOException {
    return start(name, network, options(16, threads, epochs).with(learning));
  }

  private static TrainingOptions options(int window, int threads, int epochs) {
    return new TrainingOptions(5, 4, window, 0.01, 1, epochs, 50, threads, false);
  }

  private Trainer start(String name, NetworkSpec network, TrainingOptions options)
      throws IOException {
    return Trainer.start(
        ModelDirectory.create(folder.resolve(name)),
        CODEC,
        network,
        options,
        DATA,
        TRAINING,
        VALIDATION,
        System::nanoTime);
  }

  private Trainer resume(String name) throws IOException {
    return Trainer.resume(
        ModelDirectory.resume(folder.resolve(name)), "abc", TRAINING, VALIDATION, System::nanoTime);
  }

  /** Stops after so many windows. */
  private static class StopAfter implements TrainingProgress {
    private int windows;
    final List<TrainingRecord.Epoch> epochs = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();

    StopAfter(int windows) {
      this.windows = windows;
    }

    @Override
    public void window(int epoch, long tokensDone, long tokensTotal, double meanLoss) {
      windows--;
    }

    @Override
    public void epoch(TrainingRecord.Epoch epoch, boolean best) {
      epochs.add(epoch);
    }

    @Override
    public void trouble(String what) {
      troubles.add(what);
    }

    @Override
    public boolean stop() {
      return windows <= 0;
    }
  }

  @ParameterizedTest(name = "{0} threads, stopped every {1} windows")
  @CsvSource({"1, 7", "2, 7", "2, 100", "2, 19"})
  void resumedTrainingIsTheSameToTheBit(int threads, int windows) throws IOException {
    resumes(network("lstm"), threads, windows);
  }

  @Test
  void theCourseOfTheStepsIsKept() throws IOException {
    try (Trainer trainer = start("course", 1, 3)) {
      trainer.run(new StopAfter(Integer.MAX_VALUE));
      List<Course.Point> points = trainer.course().points();
      long steps = points.stream().mapToInt(Course.Point::steps).sum();
      assertThat(steps).isPositive().isEqualTo(trainer.record().steps());
      assertThat(points.get(points.size() - 1).epochs()).isEqualTo(3);
      assertThat(points).allMatch(point -> point.meanNorm() > 0 && point.rate() > 0);
      // The first hundred steps rise evenly to the highest rate.
      assertThat(points.get(0).rate()).isCloseTo(0.01 / 100, within(1e-12));
      assertThat(points.get(9).rate()).isCloseTo(0.01 / 10, within(1e-12));
      long ofFirstEpoch = points.stream().filter(point -> point.epochs() <= 1).count();
      double loss = points.stream().limit(ofFirstEpoch).mapToDouble(Course.Point::lossSum).sum();
      assertThat(loss / TRAINING.tokens())
          .isCloseTo(trainer.record().epochs().get(0).trainingLoss(), within(1e-9));
    }
  }

  /** So are checkpoints of earlier versions: it begins where they are. */
  @Test
  void aCheckpointWithoutACourseIsGoneOnWith() throws IOException {
    try (Trainer trainer = start("old", 1, 3)) {
      trainer.run(new StopAfter(5));
    }
    Path file = folder.resolve("old").resolve(ModelDirectory.OPTIMIZER);
    Safetensors checkpoint = Safetensors.read(file);
    Map<String, String> metadata = new HashMap<>(checkpoint.metadata());
    assertThat(metadata.remove("course")).contains("stepsAPoint");
    Safetensors.of(checkpoint.tensors(), metadata).write(file);
    try (Trainer trainer = resume("old")) {
      assertThat(trainer.course()).isEqualTo(Course.START);
      assertThat(trainer.run(new StopAfter(Integer.MAX_VALUE))).isEqualTo(Trainer.Ending.COMPLETE);
      int steps = trainer.course().points().stream().mapToInt(Course.Point::steps).sum();
      assertThat(steps).isEqualTo((int) trainer.record().steps() - 5);
    }
  }

  @Test
  void soItIsWithAPastThatIsAttendedTo() throws IOException {
    NetworkSpec.Attention past = new NetworkSpec.Attention(NetworkSpec.Scoring.ADDITIVE, 20);
    NetworkSpec.Deep deep = new NetworkSpec.Deep(false, true, true, 3);
    resumes(network("gru").with(past).with(deep), 2, 7);
  }

  private interface Options {
    TrainingOptions of(int threads);
  }

  private record Way(NetworkSpec network, Options options) {
    Way(NetworkSpec network, Learning learning) {
      this(network, threads -> TrainerTest.options(16, threads, 3).with(learning));
    }
  }

  /** Every optimiser, schedule and what else has numbers to go on from, alone and together. */
  static Map<String, Way> ways() {
    Map<String, Way> ways = new LinkedHashMap<>();
    NetworkSpec lstm = network("lstm");
    Schedule cosine = new Schedule.Cosine(10, 0.1);
    Learning adam = Learning.by(new Adam(0), cosine);
    ways.put("sgd", new Way(lstm, Learning.by(new Sgd(0.9, 0.01), cosine)));
    ways.put("rmsprop", new Way(lstm, Learning.by(new RmsProp(0.01), cosine)));
    ways.put("adamw", new Way(lstm, Learning.by(new AdamW(0.1), new Schedule.Constant(0))));
    ways.put("plateau", new Way(lstm, Learning.by(new Adam(0.1), new Schedule.Plateau(5, 1))));
    ways.put("average", new Way(lstm, adam.withAverage(Optional.of(0.9))));
    ways.put("smoothing", new Way(lstm, adam.withLabelSmoothing(Optional.of(0.1))));
    ways.put("accumulated", new Way(lstm, adam.withAccumulate(Optional.of(3))));
    NetworkSpec masked = network("gru").with(new NetworkSpec.Variational(0.2, 0.3));
    ways.put("masks of sequences", new Way(masked, adam));
    Learning all =
        Learning.by(new AdamW(0.1), new Schedule.Plateau(5, 1))
            .withClipValue(Optional.of(0.01))
            .withAverage(Optional.of(0.95))
            .withLabelSmoothing(Optional.of(0.05))
            .withAccumulate(Optional.of(2));
    Batching whole = new Batching(true, 40);
    ways.put("whole", new Way(lstm, threads -> options(48, threads, 3).with(whole)));
    Batching cut = new Batching(false, 40);
    ways.put("cut", new Way(lstm, threads -> options(16, threads, 3).with(cut)));
    Validating thrice = new Validating(3, 50);
    ways.put("validated thrice", new Way(lstm, threads -> options(16, threads, 3).with(thrice)));
    ways.put(
        "all together",
        new Way(masked, threads -> options(16, threads, 3).with(all).with(cut).with(thrice)));
    ways.put(
        "all together, whole",
        new Way(masked, threads -> options(40, threads, 3).with(all).with(whole).with(thrice)));
    return ways;
  }

  static Stream<Arguments> waysAndThreads() {
    return ways().keySet().stream()
        .flatMap(way -> Stream.of(Arguments.of(way, 1, 11), Arguments.of(way, 2, 4)));
  }

  @ParameterizedTest(name = "{0}, {1} threads")
  @MethodSource("waysAndThreads")
  void soItIsHoweverStepsAreTaken(String name, int threads, int windows) throws IOException {
    Way way = ways().get(name);
    resumes(way.network(), way.options().of(threads), windows);
  }

  private void resumes(NetworkSpec network, int threads, int windows) throws IOException {
    resumes(network, options(16, threads, 3), windows);
  }

  private void resumes(NetworkSpec network, TrainingOptions options, int windows)
      throws IOException {
    try (Trainer whole = start("whole", network, options)) {
      assertThat(whole.run(new StopAfter(Integer.MAX_VALUE))).isEqualTo(Trainer.Ending.COMPLETE);
    }
    try (Trainer first = start("parts", network, options)) {
      first.run(new StopAfter(windows));
    }
    Trainer.Ending ending = Trainer.Ending.STOPPED;
    while (ending == Trainer.Ending.STOPPED) {
      try (Trainer next = resume("parts")) {
        ending = next.run(new StopAfter(windows));
      }
    }
    for (String file : List.of("model.safetensors", "optimizer.safetensors", "training.json")) {
      assertThat(folder.resolve("parts").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
    }
  }

  @Test
  void learns() throws IOException {
    StopAfter never = new StopAfter(Integer.MAX_VALUE);
    try (Trainer trainer = start("learns", 2, 12)) {
      trainer.run(never);
    }
    double first = never.epochs.get(0).validationLoss();
    assertThat(never.epochs.get(11).validationLoss()).isLessThan(first * 0.6);
  }

  @Test
  void theAverageIsWhatIsMeasuredAndKept() throws IOException {
    Learning learning = Learning.by(new Adam(0), new Schedule.Constant(0));
    NetworkSpec network = network("lstm");
    StopAfter plain = new StopAfter(Integer.MAX_VALUE);
    StopAfter averaged = new StopAfter(Integer.MAX_VALUE);
    try (Trainer one = start("plain", network, learning, 1, 2);
        Trainer other = start("averaged", network, learning.withAverage(Optional.of(0.9)), 1, 2)) {
      one.run(plain);
      other.run(averaged);
      assertThat(other.test(VALIDATION))
          .isEqualTo(other.record().bestValidationLoss())
          .isNotEqualTo(one.record().bestValidationLoss());
    }
    for (int epoch = 0; epoch < 2; epoch++) {
      assertThat(averaged.epochs.get(epoch).trainingLoss())
          .as("the average has no part in learning")
          .isEqualTo(plain.epochs.get(epoch).trainingLoss());
    }
  }

  @Test
  void stopsEarlyWhenValidationGetsNoBetter() throws IOException {
    NetworkSpec network =
        new NetworkSpec(CODEC.inputSizes(), 8, "lstm", 1, 8, CODEC.vocabulary().size(), 0);
    // Too small a rate to change anything that single precision could tell.
    TrainingOptions options = new TrainingOptions(5, 4, 32, 1e-30, 1, 100, 3, 1, false);
    ModelDirectory directory = ModelDirectory.create(folder.resolve("early"));
    try (Trainer trainer =
        Trainer.start(
            directory, CODEC, network, options, DATA, TRAINING, VALIDATION, System::nanoTime)) {
      assertThat(trainer.run(new StopAfter(Integer.MAX_VALUE))).isEqualTo(Trainer.Ending.EARLY);
      assertThat(trainer.record().epochs()).hasSize(4);
      assertThat(trainer.record().bestEpoch()).isEqualTo(1);
    }
  }

  @Test
  void stopsEarlyWithinAnEpoch() throws IOException {
    TrainingOptions options = new TrainingOptions(5, 4, 16, 1e-30, 1, 100, 3, 1, false);
    try (Trainer trainer =
        start("within", network("lstm"), options.with(new Validating(10, Long.MAX_VALUE)))) {
      assertThat(trainer.run(new StopAfter(Integer.MAX_VALUE))).isEqualTo(Trainer.Ending.EARLY);
      assertThat(trainer.record().epochs())
          .extracting(TrainingRecord.Epoch::epoch, measured -> measured.part().orElseThrow())
          .containsExactly(tuple(1, 1), tuple(1, 2), tuple(1, 3), tuple(1, 4));
      assertThat(trainer.record().bestEpoch()).isEqualTo(1);
      assertThat(trainer.record().bestPart()).hasValue(1);
    }
  }

  @Test
  void measuringWithinAnEpochChangesNothingOfWhatIsLearned() throws IOException {
    StopAfter once = new StopAfter(Integer.MAX_VALUE);
    StopAfter often = new StopAfter(Integer.MAX_VALUE);
    TrainingOptions options = options(16, 2, 2);
    try (Trainer one = start("once", network("lstm"), options);
        Trainer other =
            start("often", network("lstm"), options.with(new Validating(4, Long.MAX_VALUE)))) {
      one.run(once);
      other.run(often);
    }
    assertThat(often.epochs).hasSize(8);
    assertThat(often.epochs.get(3).validationLoss()).isEqualTo(once.epochs.get(0).validationLoss());
    assertThat(often.epochs.get(7).validationLoss()).isEqualTo(once.epochs.get(1).validationLoss());
    assertThat(often.epochs.get(0).trainingLoss())
        .as("the first quarter, not the whole epoch")
        .isGreaterThan(once.epochs.get(0).trainingLoss())
        .isGreaterThan(often.epochs.get(3).trainingLoss());
  }

  @Test
  void stoppedWithinTheFirstEpochItKeepsTheBestThatWasMeasured() throws IOException {
    Validating often = new Validating(5, Long.MAX_VALUE);
    double measured;
    try (Trainer trainer = start("first", network("lstm"), options(16, 1, 3).with(often))) {
      StopAfter afterTwo =
          new StopAfter(Integer.MAX_VALUE) {
            @Override
            public boolean stop() {
              return epochs.size() == 2;
            }
          };
      assertThat(trainer.run(afterTwo)).isEqualTo(Trainer.Ending.STOPPED);
      measured = trainer.record().bestValidationLoss();
      assertThat(measured).isEqualTo(afterTwo.epochs.get(1).validationLoss());
      assertThat(afterTwo.epochs.get(1).epoch()).isEqualTo(1);
    }
    LanguageModel kept = LanguageModel.load(ModelDirectory.open(folder.resolve("first")));
    double sum = 0;
    for (Iterator<int[]> tunes = VALIDATION.epoch(0); tunes.hasNext(); ) {
      sum += Arrays.stream(kept.nats(tunes.next())).sum();
    }
    assertThat(sum / VALIDATION.tokens()).isCloseTo(measured, within(1e-4));
  }

  @Test
  void recordsOfEarlierVersionsAreRead() throws IOException {
    Path file = Path.of("src/test/resources/ritornello/lm/training-of-an-earlier-version.json");
    TrainingRecord record =
        Json.read(Files.readAllBytes(file), file.toString(), TrainingRecord.class);
    assertThat(record.epochs()).hasSize(30).allMatch(epoch -> epoch.part().isEmpty());
    assertThat(record.bestPart()).isEmpty();
    assertThat(record.options().batchingOrFirst().whole()).isFalse();
    assertThat(record.options().batchingOrFirst().passage()).isEqualTo(Integer.MAX_VALUE);
    assertThat(record.options().validatingOrFirst().timesAnEpoch()).isEqualTo(1);
    String cursor =
        """
        {"epoch": 3, "windows": 7, "lossSum": 12.5, "targets": 10, "firstLoss": 5.2,
         "sinceBest": 1}""";
    Checkpoint.Cursor read =
        Json.read(cursor.getBytes(UTF_8), "optimizer.safetensors", Checkpoint.Cursor.class);
    assertThat(read.partsDone()).isZero();
    assertThat(read.recentLoss()).isEqualTo(1.25);
  }

  @Test
  void wholePiecesAreLearned() throws IOException {
    StopAfter never = new StopAfter(Integer.MAX_VALUE);
    TrainingOptions options = options(100, 2, 20).with(new Batching(true, 100));
    try (Trainer trainer = start("pieces", network("lstm"), options)) {
      trainer.run(never);
    }
    double first = never.epochs.get(0).validationLoss();
    assertThat(never.epochs.get(19).validationLoss()).isLessThan(first * 0.6);
  }

  @Test
  void stoppedBeforeTheFirstEpochItKeepsWhatWasLearned() throws IOException {
    byte[] atFirst;
    try (Trainer trainer = start("kept", 1, 3)) {
      atFirst = Files.readAllBytes(folder.resolve("kept/model.safetensors"));
      trainer.run(new StopAfter(5));
    }
    assertThat(Files.readAllBytes(folder.resolve("kept/model.safetensors"))).isNotEqualTo(atFirst);
    LanguageModel.load(ModelDirectory.open(folder.resolve("kept")));
  }

  @Test
  void refusesToGoOnWithAnotherCollection() throws IOException {
    try (Trainer trainer = start("other", 1, 3)) {
      trainer.run(new StopAfter(2));
    }
    ModelDirectory directory = ModelDirectory.resume(folder.resolve("other"));
    assertThatThrownBy(
            () -> Trainer.resume(directory, "abd", TRAINING, VALIDATION, System::nanoTime))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the collection is not the one")
        .hasMessageContaining("tunes");
  }

  @Test
  void aLossThatStaysBeyondAllMeasureIsDivergence() {
    Health health = Health.AT_FIRST.taken(5).taken(50);
    assertThat(health.divergence(5)).as("one bad window is no divergence").isEmpty();
    for (int window = 0; window < 30; window++) {
      health = health.taken(15.5);
    }
    assertThat(health.divergence(5)).hasValueSatisfying(s -> assertThat(s).contains("three"));
    assertThat(health.divergence(6)).isEmpty();
  }

  @Test
  void goesBackToTheLastGoodCheckpointAtHalfTheRate() throws IOException {
    try (Trainer trainer = start("back", 1, 3)) {
      StopAfter poison =
          new StopAfter(Integer.MAX_VALUE) {
            private int seen;

            @Override
            public void window(int epoch, long tokensDone, long tokensTotal, double meanLoss) {
              if (++seen == 20) {
                int last = trainer.learner().layout().size() - 1;
                trainer.learner().parameters().set(last, Double.NaN);
              }
            }
          };
      assertThat(trainer.run(poison)).isEqualTo(Trainer.Ending.COMPLETE);
      assertThat(poison.troubles).hasSize(6);
      assertThat(poison.troubles.get(0)).contains("left out", "not finite");
      assertThat(poison.troubles.get(5)).contains("going back", "at 0.5 of the learning rate");
      assertThat(trainer.record().skippedSteps()).isEqualTo(5);
      assertThat(trainer.record().epochs()).hasSize(3);
    }
    // What is stored is whole, and says so.
    try (Trainer resumed = resume("back")) {
      assertThat(resumed.record().skippedSteps()).isEqualTo(5);
    }
  }

  @Test
  void numbersThatStayBadAreDivergence() throws IOException {
    LanguageModel bad;
    try (Trainer trainer = start("bad", 1, 1)) {
      LanguageModel model = LanguageModel.load(ModelDirectory.open(folder.resolve("bad")));
      Map<String, float[]> parameters = new HashMap<>(model.parameters());
      float[] huge = parameters.get("output.weight").clone();
      Arrays.fill(huge, 3e38f);
      parameters.put("output.weight", huge);
      bad = new LanguageModel("bad", CODEC, trainer.network(), parameters);
    }
    StopAfter never = new StopAfter(Integer.MAX_VALUE);
    try (Trainer trainer =
        Trainer.startFrom(
            bad,
            ModelDirectory.create(folder.resolve("worse")),
            new TrainingOptions(5, 4, 16, 0.01, 1, 3, 50, 1, false),
            DATA,
            TRAINING,
            VALIDATION,
            System::nanoTime)) {
      assertThatThrownBy(() -> trainer.run(never))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("not finite after going back 5 times");
    }
    assertThat(never.troubles).hasSize(5 * 6 + 5);
  }

  @Test
  void refusesAModelOfAnotherVocabulary() throws IOException {
    try (Trainer trainer = start("changed", 1, 3)) {
      trainer.run(new StopAfter(1));
    }
    Path file = folder.resolve("changed/vocabulary.json");
    String text = Files.readString(file);
    String hash = CODEC.vocabulary().sha256();
    Files.writeString(file, text.replace(hash, "0".repeat(64)));
    assertThatThrownBy(() -> LanguageModel.load(ModelDirectory.open(folder.resolve("changed"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another vocabulary")
        .hasMessageContaining("000000000000")
        .hasMessageContaining(hash.substring(0, 12));
  }
}
