package ritornello.answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ritornello.lm.ModelConfig;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.store.ModelDirectory;
import ritornello.store.ModelFiles;
import ritornello.store.Safetensors;
import ritornello.store.Tensor;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Codecs;
import ritornello.token.MelodyCodec;

/** An answerer in the files of a model. */
public final class AnswererFiles {
  /** The {@code kind} of {@code config.json}. */
  public static final String KIND = "answerer";

  /**
   * What {@code vocabulary.json} holds.
   *
   * @param codec of questions and answers
   * @param sha256 of its vocabulary
   * @param heard how many rows each embedding of the encoder has; tells versions apart
   * @param usualPitch mean pitch of what was learned from
   */
  record Vocabulary(CodecSpec codec, String sha256, List<Integer> heard, double usualPitch) {}

  private AnswererFiles() {}

  /** Stores what does not change while training. */
  public static void writeBeginning(Answerer model, ModelDirectory directory) throws IOException {
    MelodyCodec codec = model.codec();
    directory.writeBeginning(
        new ModelConfig(ModelConfig.FORMAT, KIND, model.network()),
        new Vocabulary(
            codec.spec(), codec.vocabulary().sha256(), heard(codec), model.usualPitch()));
  }

  /**
   * Stores a model, in place of the one that was stored before.
   *
   * @param training how it was trained, for people and tools
   */
  public static void write(Answerer model, Record training, ModelDirectory directory)
      throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (Layout.Parameter parameter : new Layout(model.network()).parameters()) {
      int[] shape = {parameter.rows(), parameter.columns()};
      tensors.add(
          new Tensor.F32(parameter.name(), shape, model.parameters().get(parameter.name())));
    }
    directory.writeTrained(Safetensors.of(tensors, Map.of()), training);
  }

  private static List<Integer> heard(Codec codec) {
    return Arrays.stream(HeardSteps.inputSizes(codec)).boxed().toList();
  }

  /**
   * Loads a model.
   *
   * @throws IOException if a file is missing or damaged, or the model is of another kind or of
   *     another version of the program
   */
  public static Answerer load(ModelFiles files) throws IOException {
    ModelConfig config = files.config(ModelConfig.class);
    config.checkKind(
        KIND,
        files.place(),
        ", which answers no phrases; train one that does with 'ritornello answer train', or name"
            + " none to use the bundled one");
    Vocabulary vocabulary = files.vocabulary(Vocabulary.class);
    NetworkSpec network = config.network();
    if (!(Codecs.of(vocabulary.codec()) instanceof MelodyCodec melodies)
        || !vocabulary.sha256().equals(melodies.vocabulary().sha256())
        || !vocabulary.heard().equals(heard(melodies))
        || !isFor(network, melodies)) {
      throw new IOException(
          files.place()
              + " was made by another version of Ritornello; use that one, or train it again");
    }
    return new Answerer(
        files.name(),
        melodies.ofPhrases(),
        network,
        new Layout(network).read(files.weights()),
        vocabulary.usualPitch());
  }

  private static boolean isFor(NetworkSpec network, Codec codec) {
    return Arrays.equals(network.inputSizes(), codec.inputSizes())
        && network.outputs() == codec.vocabulary().size()
        && network.attention().isPresent()
        && network
            .encoder()
            .filter(e -> Arrays.equals(e.inputSizes(), HeardSteps.inputSizes(codec)))
            .isPresent();
  }
}
