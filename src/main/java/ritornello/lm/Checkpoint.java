package ritornello.lm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ritornello.nn.Layout.Parameter;
import ritornello.nn.Learner;
import ritornello.nn.Values;
import ritornello.store.Json;
import ritornello.store.ModelDirectory;
import ritornello.store.Safetensors;
import ritornello.store.Tensor;

/**
 * Where a training stands, with all that going on needs, in {@code optimizer.safetensors}: latest
 * weights, moments, carried state, and counters in the metadata.
 */
final class Checkpoint {
  private static final String TRAINING = "training";
  private static final String CURSOR = "cursor";
  private static final String COURSE = "course";
  private static final String AVERAGE = "average";

  /**
   * How far training is.
   *
   * @param epoch complete epochs
   * @param windows of the epoch after them that are done
   * @param lossSum over those windows, in nats
   * @param targets of those windows
   * @param firstLoss mean loss of the first window of all, in nats a token
   * @param sinceBest measurements of validation since the best
   * @param health whether the numbers are sound; models of earlier versions lack it
   * @param stretch since validation was measured in the epoch; not there if it was not yet
   */
  record Cursor(
      int epoch,
      long windows,
      double lossSum,
      long targets,
      double firstLoss,
      int sinceBest,
      Optional<Health> health,
      Optional<Stretch> stretch) {
    static final Cursor START =
        new Cursor(0, 0, 0, 0, 0, 0, Optional.of(Health.AT_FIRST), Optional.empty());

    Health healthOrFirst() {
      return health.orElse(Health.AT_FIRST);
    }

    /** How often validation was measured in this epoch. */
    int partsDone() {
      return stretch.map(Stretch::part).orElse(0);
    }

    /** Mean loss since validation was measured, or the epoch began, in nats a token. */
    double recentLoss() {
      double loss = lossSum - stretch.map(Stretch::lossSum).orElse(0.0);
      long counted = targets - stretch.map(Stretch::targets).orElse(0L);
      return loss / Math.max(1, counted);
    }

    /** The same place in another state of health. */
    Cursor with(Health now) {
      return moved(windows, lossSum, targets, firstLoss, now);
    }

    private Cursor moved(long to, double loss, long counted, double first, Health now) {
      return new Cursor(epoch, to, loss, counted, first, sinceBest, Optional.of(now), stretch);
    }

    /** After so many windows whose step was left out. */
    Cursor skipped(int more) {
      return moved(windows + more, lossSum, targets, firstLoss, healthOrFirst().skipped());
    }

    /** After so many windows that were learned, with the sum of their losses. */
    Cursor learned(int more, double loss, long counted) {
      double mean = loss / counted;
      return moved(
          windows + more,
          lossSum + loss,
          targets + counted,
          firstLoss == 0 ? mean : firstLoss,
          healthOrFirst().taken(mean));
    }

    /** After validation was measured at the end of a part of the epoch. */
    Cursor nextPart(int part, boolean best) {
      Stretch begun = new Stretch(part, lossSum, targets);
      int since = best ? 0 : sinceBest + 1;
      return new Cursor(
          epoch, windows, lossSum, targets, firstLoss, since, health, Optional.of(begun));
    }

    /** At the beginning of the next epoch. */
    Cursor nextEpoch(boolean best) {
      int since = best ? 0 : sinceBest + 1;
      return new Cursor(epoch + 1, 0, 0, 0, firstLoss, since, health, Optional.empty());
    }
  }

  /**
   * Where validation was measured within an epoch.
   *
   * @param part number of the part of the epoch that ended there, from 1
   * @param lossSum of the epoch up to there, in nats
   * @param targets of the epoch up to there
   */
  record Stretch(int part, double lossSum, long targets) {}

  private Checkpoint() {}

  static Safetensors weights(Learner learner) {
    List<Tensor> tensors = new ArrayList<>();
    for (Parameter parameter : learner.layout().parameters()) {
      float[] values = floats(learner.parameters(), parameter.at(), parameter.size());
      tensors.add(
          new Tensor.F32(
              parameter.name(), new int[] {parameter.rows(), parameter.columns()}, values));
    }
    return Safetensors.of(tensors, Map.of());
  }

  /** Puts weights that {@link #weights} gave back. */
  static void load(Safetensors weights, Learner learner) throws IOException {
    load(learner.layout().read(weights), learner);
  }

  /** Puts the weights of a trained model of the same network in. */
  static void load(Map<String, float[]> weights, Learner learner) {
    for (Parameter parameter : learner.layout().parameters()) {
      float[] values = weights.get(parameter.name());
      for (int i = 0; i < values.length; i++) {
        learner.parameters().set(parameter.at() + i, values[i]);
      }
    }
  }

  private static float[] floats(Values values, int at, int size) {
    float[] copy = new float[size];
    for (int i = 0; i < size; i++) {
      copy[i] = (float) values.get(at + i);
    }
    return copy;
  }

  static Safetensors of(Learner learner, TrainingRecord training, Cursor cursor, Course course) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(TRAINING, Json.text(training));
    metadata.put(CURSOR, Json.text(cursor));
    metadata.put(COURSE, Json.text(course));
    float[] state = learner.saveState();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(all("weights", learner.parameters()));
    learner.moments().forEach((name, values) -> tensors.add(all(name, values)));
    learner.average().ifPresent(values -> tensors.add(all(AVERAGE, values)));
    tensors.add(new Tensor.F32("state", new int[] {state.length}, state));
    return Safetensors.of(tensors, metadata);
  }

  private static Tensor all(String name, Values values) {
    return new Tensor.F32(name, new int[] {values.size()}, floats(values, 0, values.size()));
  }

  static TrainingRecord training(ModelDirectory directory) throws IOException {
    return read(directory.optimizer(), TRAINING, TrainingRecord.class);
  }

  /** What models of earlier versions lack begins where they are. */
  static Course course(ModelDirectory directory) throws IOException {
    Safetensors file = directory.optimizer();
    return file.metadata().containsKey(COURSE) ? read(file, COURSE, Course.class) : Course.START;
  }

  private static <R extends Record> R read(Safetensors file, String key, Class<R> type)
      throws IOException {
    byte[] json = file.metadata(key).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Json.read(json, ModelDirectory.OPTIMIZER, type);
  }

  /** Puts the learner back to where the checkpoint was made. */
  static Cursor restore(ModelDirectory directory, Learner learner) throws IOException {
    Safetensors file = directory.optimizer();
    put(file, "weights", learner.parameters());
    for (Map.Entry<String, Values> moment : learner.moments().entrySet()) {
      put(file, moment.getKey(), moment.getValue());
    }
    if (learner.average().isPresent()) {
      put(file, AVERAGE, learner.average().get());
    }
    learner.restoreState(file.floats("state", learner.saveState().length));
    learner.setStepsTaken(read(file, TRAINING, TrainingRecord.class).steps());
    return read(file, CURSOR, Cursor.class);
  }

  private static void put(Safetensors file, String name, Values values) throws IOException {
    float[] stored = file.floats(name, values.size());
    for (int i = 0; i < stored.length; i++) {
      values.set(i, stored[i]);
    }
  }
}
