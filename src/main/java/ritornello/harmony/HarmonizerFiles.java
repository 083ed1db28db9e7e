package ritornello.harmony;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ritornello.lm.ModelConfig;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.store.ModelDirectory;
import ritornello.store.ModelFiles;
import ritornello.store.Safetensors;
import ritornello.store.Tensor;

/** A harmoniser in the files of a model. */
public final class HarmonizerFiles {
  /** The {@code kind} of {@code config.json}. */
  public static final String KIND = "harmonizer";

  private static final String STEPS = "progressions.";

  /**
   * What {@code vocabulary.json} holds.
   *
   * @param inputs how many rows can be looked up for a beat; tells versions apart
   * @param qualities as they follow a root: empty for major
   * @param weights by {@link Per}, how much usual progressions count
   */
  record Vocabulary(int inputs, List<String> qualities, Map<String, Double> weights) {}

  private HarmonizerFiles() {}

  /**
   * Stores a model.
   *
   * @param training how it was trained, for people and tools
   */
  public static void write(Harmonizer model, Record training, ModelDirectory directory)
      throws IOException {
    Map<String, Double> weights =
        Map.of(
            Per.BEAT.toString(), model.smoothing(Per.BEAT).weight(),
            Per.BAR.toString(), model.smoothing(Per.BAR).weight());
    directory.writeBeginning(
        new ModelConfig(ModelConfig.FORMAT, KIND, model.network()),
        new Vocabulary(BeatInputs.COUNT, model.qualities(), weights));
    directory.writeTrained(Safetensors.of(tensors(model), Map.of()), training);
  }

  private static List<Tensor> tensors(Harmonizer model) {
    List<Tensor> tensors = new ArrayList<>();
    for (Layout.Parameter parameter : new Layout(model.network()).parameters()) {
      int[] shape = {parameter.rows(), parameter.columns()};
      tensors.add(
          new Tensor.F32(parameter.name(), shape, model.parameters().get(parameter.name())));
    }
    int labels = model.labels().count();
    for (Per per : Per.values()) {
      float[] steps = new float[labels * labels];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = (float) model.smoothing(per).steps()[i / labels][i % labels];
      }
      tensors.add(new Tensor.F32(STEPS + per, new int[] {labels, labels}, steps));
    }
    return tensors;
  }

  /**
   * Loads a model.
   *
   * @throws IOException if a file is missing or damaged, or the model is of another kind or of
   *     another version of the program
   */
  public static Harmonizer load(ModelFiles files) throws IOException {
    ModelConfig config = files.config(ModelConfig.class);
    config.checkKind(
        KIND,
        files.place(),
        ", which puts no chords under melodies; train one that does with 'ritornello harmonize"
            + " train', or name none to use the bundled one");
    Vocabulary vocabulary = files.vocabulary(Vocabulary.class);
    NetworkSpec network = config.network();
    Labels labels = labels(vocabulary, files);
    if (vocabulary.inputs() != BeatInputs.COUNT
        || !List.of(vocabulary.inputs()).equals(inputs(network))
        || network.outputs() != labels.count()) {
      throw new IOException(
          files.place()
              + " was made by another version of Ritornello; use that one, or train it again");
    }
    Safetensors weights = files.weights();
    Map<Per, Smoothing> smoothing = new EnumMap<>(Per.class);
    for (Per per : Per.values()) {
      Double weight = vocabulary.weights().get(per.toString());
      if (weight == null) {
        throw new IOException(files.place() + " has no weight for \"" + per + "\"; train it again");
      }
      smoothing.put(per, new Smoothing(steps(weights, per, labels.count()), weight));
    }
    return new Harmonizer(
        files.name(), labels, network, new Layout(network).read(weights), smoothing);
  }

  private static List<Integer> inputs(NetworkSpec network) {
    return Arrays.stream(network.inputSizes()).boxed().toList();
  }

  private static Labels labels(Vocabulary vocabulary, ModelFiles files) throws IOException {
    try {
      return new Labels(vocabulary.qualities());
    } catch (IllegalArgumentException e) {
      throw new IOException(files.place() + ": " + e.getMessage(), e);
    }
  }

  private static double[][] steps(Safetensors weights, Per per, int labels) throws IOException {
    float[] stored = weights.floats(STEPS + per, labels, labels);
    double[][] steps = new double[labels][labels];
    for (int i = 0; i < stored.length; i++) {
      steps[i / labels][i % labels] = stored[i];
    }
    return steps;
  }
}
