package ritornello.classify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ritornello.lm.ModelConfig;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Reader;
import ritornello.store.ModelFiles;
import ritornello.token.Codec;

/** A trained classifier, ready to answer; doesn't load ND4J. For one thread. */
public final class Classifier {
  /** What {@code config.json} of such a model says that it is for. */
  public static final String KIND = "classifier";

  private static final double LEAST_PROBABILITY = 1e-30;

  private final String name;
  private final Scheme scheme;
  private final NetworkSpec network;
  private final Codec codec;
  private final NoteSymbols notes;
  private final Reader reader;

  /**
   * What it says of a piece.
   *
   * @param probabilities of the labels, in their order; their sum is 1
   * @param attention how much each note of the piece counted, drums apart, in the order in which
   *     they begin; their sum is 1. Where all count alike, or none can be told, each has the same
   *     share
   */
  public record Answer(double[] probabilities, double[] attention) {
    public Answer {
      probabilities = probabilities.clone();
      attention = attention.clone();
    }

    @Override
    public double[] probabilities() {
      return probabilities.clone();
    }

    @Override
    public double[] attention() {
      return attention.clone();
    }

    /** The number of the likeliest label; of equal ones the first. */
    public int label() {
      int best = 0;
      for (int i = 1; i < probabilities.length; i++) {
        best = probabilities[i] > probabilities[best] ? i : best;
      }
      return best;
    }
  }

  private Classifier(
      String name, Scheme scheme, NetworkSpec network, Map<String, float[]> parameters) {
    this.name = name;
    this.scheme = scheme;
    this.network = network;
    this.codec = scheme.newCodec();
    this.notes = new NoteSymbols(codec, scheme.metre());
    this.reader = new Reader(network, parameters);
  }

  /**
   * Loads a model.
   *
   * @throws IOException if a file is missing or damaged, or the model is of another kind or of a
   *     newer version of the program
   */
  public static Classifier load(ModelFiles files) throws IOException {
    checkKind(files);
    Scheme scheme = files.vocabulary(Scheme.class);
    NetworkSpec network = files.config(ModelConfig.class).network();
    Codec codec = scheme.newCodec();
    if (!scheme.sha256().equals(codec.vocabulary().sha256())
        || !Arrays.equals(network.inputSizes(), scheme.inputSizes())
        || network.outputs() != scheme.labels().size()
        || !network.answersOnce()) {
      throw new IOException(
          files.place()
              + " has in vocabulary.json other tokens or labels than its network; use the version of"
              + " Ritornello that made it, or train it again");
    }
    return new Classifier(files.name(), scheme, network, new Layout(network).read(files.weights()));
  }

  /**
   * @throws IOException if it is no classifier of this version; the message is for people
   */
  public static void checkKind(ModelFiles files) throws IOException {
    files
        .config(ModelConfig.class)
        .checkKind(
            KIND, files.place(), ", not a classifier; train one with 'ritornello classify train'");
  }

  public String name() {
    return name;
  }

  /** What it is asked. */
  public Scheme scheme() {
    return scheme;
  }

  public NetworkSpec network() {
    return network;
  }

  /** What makes the tokens that it reads. */
  public Codec codec() {
    return codec;
  }

  /** Whether it weighs what it reads; if not, all counts alike. */
  public boolean weighs() {
    return network.head().orElseThrow().pooling() == NetworkSpec.Pooling.ATTENTION;
  }

  /**
   * What it says of a piece.
   *
   * @param tokens of its codec, with one note or more
   */
  public Answer classify(int[] tokens) {
    int[] symbols = notes.of(tokens);
    if (symbols.length == 0) {
      throw new IllegalArgumentException("there are no notes to classify");
    }
    int[] starts = scheme.evenStarts(symbols.length, scheme.stretches(symbols.length));
    double[] logs = new double[scheme.labels().size()];
    double[] attention = new double[symbols.length];
    for (int start : starts) {
      int[] stretch = scheme.stretch(symbols, start);
      Reader.Reading reading = reader.read(steps(stretch));
      for (int label = 0; label < logs.length; label++) {
        double p = Math.max(LEAST_PROBABILITY, reading.probabilities()[0][label]);
        logs[label] += Math.log(p) / starts.length;
      }
      float[] weights = reading.attention();
      for (int i = 0; i < stretch.length; i++) {
        attention[start + i] += weights.length == 0 ? 1 : weights[i];
      }
    }
    return new Answer(softmax(logs), shares(attention));
  }

  /** The step after the last note is looked at too, but tells of none. */
  private List<int[]> steps(int[] stretch) {
    List<int[]> steps = new ArrayList<>();
    int before = NoteSymbols.NONE;
    for (int symbol : stretch) {
      steps.add(notes.inputs(before, symbol));
      before = symbol;
    }
    steps.add(notes.endInputs());
    return steps;
  }

  private static double[] shares(double[] weights) {
    double all = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> all == 0 ? 0 : weight / all).toArray();
  }

  private static double[] softmax(double[] logs) {
    double most = Arrays.stream(logs).max().orElseThrow();
    double[] shares = Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
    return shares(shares);
  }
}
