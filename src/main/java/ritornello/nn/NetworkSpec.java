package ritornello.nn;

import java.util.Arrays;
import java.util.Optional;

/**
 * A network from indices to answers: the embedding rows that a step looks up are added up, go
 * through a stack of layers, and through a linear layer. What is left out is as it was first built:
 * a generator with one direction and an answer by softmax at each step.
 *
 * @param inputSizes how many rows each embedding has; a step looks up one row of each, or any
 *     number of rows if there is one embedding (the notes of a frame)
 * @param embedding E, numbers in an embedding row; 0 looks up the rows of the first layer's matrix
 *     itself, which is that matrix times one-hot vectors
 * @param cell name of the cell, see {@link CellSpec#named}
 * @param layers on top of each other
 * @param hidden H, units of a layer and direction
 * @param outputs V, logits
 * @param dropout share of each layer's activations that is left out while training, 0 to 0.95
 * @param deep what else there is to the stack
 * @param attention over earlier activations, or over the encoder's if there is one
 * @param head what is answered, and when
 * @param encoder what is heard before the first step
 * @param variational what else is left out while training
 */
public record NetworkSpec(
    int[] inputSizes,
    int embedding,
    String cell,
    int layers,
    int hidden,
    int outputs,
    double dropout,
    Optional<Deep> deep,
    Optional<Attention> attention,
    Optional<Head> head,
    Optional<Encoder> encoder,
    Optional<Variational> variational) {

  /** Most steps a network attends to or takes in at once. */
  private static final int MOST_STEPS = 4096;

  /**
   * Options of a stack.
   *
   * @param bidirectional whether each layer also goes through the sequence from the right; the
   *     activations of both ways stand side by side
   * @param residual whether each layer but the first adds what went into it to what comes out (He
   *     et al. 2016)
   * @param layerNorm whether what goes into each layer but the first, and what comes out of the
   *     last, is normalised (Ba, Kiros and Hinton 2016)
   * @param context steps whose embedding rows go into the first layer side by side, the latest
   *     first; 1 for that of the step alone
   */
  public record Deep(boolean bidirectional, boolean residual, boolean layerNorm, int context) {
    static final Deep PLAIN = new Deep(false, false, false, 1);

    public Deep {
      between("context", context, 1, MOST_STEPS);
    }
  }

  /** How well a query fits a key. */
  public enum Scoring {
    /** v · tanh(Wq q + Wk k), Bahdanau, Cho and Bengio 2015. */
    ADDITIVE,
    /** (Wq q) · k / √D, Luong et al. 2015 with the scale of Vaswani et al. 2017. */
    DOT
  }

  /**
   * The last layer's activation weighs others, and goes on together with their weighted mean
   * through a linear layer and tanh (Luong et al. 2015).
   *
   * @param span how many activations before the present one are weighed; with an encoder all of its
   *     activations are, and this is 0
   */
  public record Attention(Scoring scoring, int span) {
    public Attention {
      between("span of attention", span, 0, MOST_STEPS);
    }
  }

  /** What an answer is. */
  public enum Answer {
    /** One of V. */
    SOFTMAX,
    /** Any number of V, each with its own probability: the notes of a frame. */
    SIGMOIDS
  }

  /** What an answer is made from. */
  public enum Pooling {
    /** One answer a step. */
    STEP,
    /** One answer a sequence: what each direction ends with. */
    LAST,
    /** One answer a sequence: the mean of its activations. */
    MEAN,
    /** One answer a sequence: the mean of its activations, weighed by attention. */
    ATTENTION
  }

  /** What is answered, and when. */
  public record Head(Answer answer, Pooling pooling) {
    static final Head PLAIN = new Head(Answer.SOFTMAX, Pooling.STEP);
  }

  /**
   * The network that hears a sequence before the other answers: of the same cell, width, embedding
   * and dropout. What it ends with enters every step of the decoder (Cho et al. 2014).
   *
   * @param inputSizes as for the network itself
   */
  public record Encoder(int[] inputSizes, int layers, boolean bidirectional) {
    public Encoder {
      inputSizes = checkedSizes(inputSizes);
      atLeastOne("layers of the encoder", layers);
    }

    @Override
    public int[] inputSizes() {
      return inputSizes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Encoder encoder
          && Arrays.equals(inputSizes, encoder.inputSizes)
          && layers == encoder.layers
          && bidirectional == encoder.bidirectional;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(inputSizes) * 31 + layers;
    }
  }

  /**
   * Variational dropout (Gal and Ghahramani 2016): what is left out is the same at all steps of a
   * sequence. Whatever has it drops this besides the {@code dropout} of single steps.
   *
   * @param input share of what goes into each layer; nothing where one-hot vectors go in
   * @param state share of the state before, where it goes into a product with a matrix
   */
  public record Variational(double input, double state) {
    static final Variational NONE = new Variational(0, 0);

    public Variational {
      checkDropout("dropout of inputs", input);
      checkDropout("dropout of the state", state);
    }
  }

  public NetworkSpec {
    inputSizes = checkedSizes(inputSizes);
    between("embedding", embedding, 0, Integer.MAX_VALUE);
    atLeastOne("layers", layers);
    atLeastOne("hidden", hidden);
    atLeastOne("outputs", outputs);
    CellSpec.named(cell);
    checkDropout("dropout", dropout);
    Deep stack = deep.orElse(Deep.PLAIN);
    if (embedding == 0 && (stack.context() > 1 || encoder.isPresent())) {
      throw new IllegalArgumentException(
          "embedding is 0; a network with a context or an encoder needs 1 or more");
    }
    if (encoder.isEmpty() && attention.isPresent() && attention.get().span() == 0) {
      throw new IllegalArgumentException("span of attention is 0; it must be 1 or more");
    }
    if (stack.bidirectional() && (attention.isPresent() || encoder.isPresent())) {
      throw new IllegalArgumentException(
          "a bidirectional network cannot attend to earlier steps or have an encoder:"
              + " it is no generator");
    }
  }

  /** A generator without options. */
  public NetworkSpec(
      int[] inputSizes,
      int embedding,
      String cell,
      int layers,
      int hidden,
      int outputs,
      double dropout) {
    this(
        inputSizes,
        embedding,
        cell,
        layers,
        hidden,
        outputs,
        dropout,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with these options of its stack. */
  public NetworkSpec with(Deep options) {
    return new NetworkSpec(
        inputSizes,
        embedding,
        cell,
        layers,
        hidden,
        outputs,
        dropout,
        options.equals(Deep.PLAIN) ? Optional.empty() : Optional.of(options),
        attention,
        head,
        encoder,
        variational);
  }

  /** The same with attention. */
  public NetworkSpec with(Attention options) {
    return new NetworkSpec(
        inputSizes,
        embedding,
        cell,
        layers,
        hidden,
        outputs,
        dropout,
        deep,
        Optional.of(options),
        head,
        encoder,
        variational);
  }

  /** The same with this head. */
  public NetworkSpec with(Head options) {
    return new NetworkSpec(
        inputSizes,
        embedding,
        cell,
        layers,
        hidden,
        outputs,
        dropout,
        deep,
        attention,
        options.equals(Head.PLAIN) ? Optional.empty() : Optional.of(options),
        encoder,
        variational);
  }

  /** The same with an encoder. */
  public NetworkSpec with(Encoder options) {
    return new NetworkSpec(
        inputSizes,
        embedding,
        cell,
        layers,
        hidden,
        outputs,
        dropout,
        deep,
        attention,
        head,
        Optional.of(options),
        variational);
  }

  /** The same with variational dropout. */
  public NetworkSpec with(Variational options) {
    return new NetworkSpec(
        inputSizes,
        embedding,
        cell,
        layers,
        hidden,
        outputs,
        dropout,
        deep,
        attention,
        head,
        encoder,
        options.equals(Variational.NONE) ? Optional.empty() : Optional.of(options));
  }

  Variational variationalOrNone() {
    return variational.orElse(Variational.NONE);
  }

  private static void checkDropout(String what, double share) {
    if (!(share >= 0 && share <= 0.95)) {
      throw new IllegalArgumentException(what + " is " + share + "; it must be from 0 to 0.95");
    }
  }

  private static int[] checkedSizes(int[] sizes) {
    if (sizes.length == 0) {
      throw new IllegalArgumentException("a network needs at least one input");
    }
    for (int size : sizes) {
      atLeastOne("size of an input", size);
    }
    return sizes.clone();
  }

  private static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + "; it must be 1 or more");
    }
  }

  private static void between(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " is " + value + "; it must be from " + least + " to " + most);
    }
  }

  /**
   * Checks that the network can go on where a sequence stops.
   *
   * @throws IllegalArgumentException if it needs what is not written yet, or answers something else
   */
  public void checkGenerates() {
    if (isBidirectional()) {
      throw new IllegalArgumentException(
          "a bidirectional network cannot generate: at each step it would have to know the notes"
              + " that are still to be invented; it is for networks that read whole sequences");
    }
    if (!headOrPlain().equals(Head.PLAIN)) {
      throw new IllegalArgumentException(
          "a network that answers "
              + (answersOnce() ? "once for a whole sequence" : "with the notes of a frame")
              + " cannot generate one token after another");
    }
  }

  boolean isBidirectional() {
    return deepOrPlain().bidirectional();
  }

  Deep deepOrPlain() {
    return deep.orElse(Deep.PLAIN);
  }

  Head headOrPlain() {
    return head.orElse(Head.PLAIN);
  }

  /** Whether there is one answer for a whole sequence. */
  public boolean answersOnce() {
    return headOrPlain().pooling() != Pooling.STEP;
  }

  /** The encoder as a network of its own; only its stack counts. */
  NetworkSpec encoderStack(Encoder encoder) {
    Deep own = deepOrPlain();
    return new NetworkSpec(
            encoder.inputSizes(), embedding, cell, encoder.layers(), hidden, outputs, dropout)
        .with(new Deep(encoder.bidirectional(), own.residual(), own.layerNorm(), 1))
        .with(variationalOrNone());
  }

  /** Ways through the sequence that each layer takes. */
  int directions() {
    return isBidirectional() ? 2 : 1;
  }

  /** Numbers that come out of a layer at a step. */
  int width() {
    return directions() * hidden;
  }

  /** Numbers that go into this layer at a step. */
  int inputWidth(int layer) {
    if (layer > 0) {
      return width();
    }
    return embedding == 0 ? rowsInAll() : embedding * deepOrPlain().context();
  }

  /** Rows of all inputs together. */
  int rowsInAll() {
    return Arrays.stream(inputSizes).sum();
  }

  Cell newCell() {
    return CellSpec.named(cell).cell();
  }

  @Override
  public int[] inputSizes() {
    return inputSizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkSpec spec
        && Arrays.equals(inputSizes, spec.inputSizes)
        && embedding == spec.embedding
        && cell.equals(spec.cell)
        && layers == spec.layers
        && hidden == spec.hidden
        && outputs == spec.outputs
        && dropout == spec.dropout
        && deep.equals(spec.deep)
        && attention.equals(spec.attention)
        && head.equals(spec.head)
        && encoder.equals(spec.encoder)
        && variational.equals(spec.variational);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(inputSizes) * 31 + hidden * 7 + layers;
  }

  @Override
  public String toString() {
    return layers
        + "×"
        + hidden
        + (isBidirectional() ? " bidirectional " : " ")
        + cell
        + (encoder.isPresent() ? " with an encoder" : "")
        + (attention.isPresent() ? " with attention" : "");
  }
}
