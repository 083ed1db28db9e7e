package ritornello.lm;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.store.ModelFiles;
import ritornello.token.Codec;
import ritornello.token.Codecs;

/**
 * A trained model, ready to go on where tokens stop. Immutable; doesn't load ND4J.
 *
 * @param name what to call it
 * @param codec what its tokens mean
 * @param network its shape
 * @param parameters by name, row-major
 * @param heard what a network with an encoder hears before the first token: for each step one row
 *     to look up in each embedding of the encoder; empty for others
 */
public record LanguageModel(
    String name,
    Codec codec,
    NetworkSpec network,
    Map<String, float[]> parameters,
    List<int[]> heard) {

  public LanguageModel {
    parameters = Map.copyOf(parameters);
    heard = List.copyOf(heard);
    if (heard.isEmpty() == network.encoder().isPresent()) {
      throw new IllegalArgumentException(
          "what is heard goes with an encoder, and an encoder needs something to hear");
    }
  }

  /** One that hears nothing. */
  public LanguageModel(
      String name, Codec codec, NetworkSpec network, Map<String, float[]> parameters) {
    this(name, codec, network, parameters, List.of());
  }

  /**
   * Loads a model.
   *
   * @throws IOException if a file is missing or damaged, or the model is of another kind,
   *     vocabulary or a newer version of the program
   */
  public static LanguageModel load(ModelFiles files) throws IOException {
    ModelConfig config = files.config(ModelConfig.class);
    config.checkKind(ModelConfig.GENERATOR, files.place(), ", not a generator");
    Codec codec = codec(files);
    NetworkSpec network = config.network();
    if (!Arrays.equals(network.inputSizes(), codec.inputSizes())
        || network.outputs() != codec.vocabulary().size()) {
      throw new IOException(
          files.place()
              + " has in config.json a network for other inputs than the codec '"
              + codec.spec().name()
              + "' gives; use the version of Ritornello that made it, or train it again");
    }
    return new LanguageModel(
        files.name(), codec, network, new Layout(network).read(files.weights()));
  }

  private static Codec codec(ModelFiles files) throws IOException {
    VocabularyFile file = files.vocabulary(VocabularyFile.class);
    Codec codec = Codecs.of(file.codec());
    String expected = codec.vocabulary().sha256();
    if (!file.sha256().equals(expected) || !file.tokens().equals(codec.vocabulary().names())) {
      throw new IOException(
          files.place()
              + " has in vocabulary.json another vocabulary than this program's codec '"
              + file.codec().name()
              + "' ("
              + file.sha256().substring(0, Math.min(12, file.sha256().length()))
              + "…, not "
              + expected.substring(0, 12)
              + "…); use the version of Ritornello that made it, or train it again");
    }
    return codec;
  }

  /**
   * How unlikely the model finds each token of a sequence after those before it: −ln p, in nats.
   * Their sum is −ln of the probability of the whole sequence.
   *
   * @param tokens without BOS
   */
  public double[] nats(int[] tokens) {
    double[] nats = new double[tokens.length];
    Continuation continuation = begin();
    for (int i = 0; i < tokens.length; i++) {
      nats[i] = continuation.nats(tokens[i]);
      continuation.accept(tokens[i]);
    }
    return nats;
  }

  /**
   * −ln of the probability that softmax gives a token.
   *
   * @param logits (V)
   */
  static double nats(float[] logits, int token) {
    double largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return Math.log(sum) + largest - logits[token];
  }

  /** A sequence that begins now. */
  public Continuation begin() {
    return new Continuation(this);
  }
}
