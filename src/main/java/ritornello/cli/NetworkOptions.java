package ritornello.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import ritornello.nn.CellSpec;
import ritornello.nn.NetworkSpec;
import ritornello.nn.NetworkSpec.Attention;
import ritornello.nn.NetworkSpec.Deep;
import ritornello.nn.NetworkSpec.Scoring;
import ritornello.nn.NetworkSpec.Variational;
import ritornello.token.Codec;

/** Which network is trained. */
final class NetworkOptions {
  @Option(
      names = "--cell",
      paramLabel = "NAME",
      completionCandidates = CellNames.class,
      description = "Cell of the network: ${COMPLETION-CANDIDATES} (default: lstm).")
  private Optional<String> cell = Optional.empty();

  @Option(names = "--layers", paramLabel = "N", description = "Layers of cells (default: 2).")
  private Optional<Integer> layers = Optional.empty();

  @Option(names = "--hidden", paramLabel = "N", description = "Units of a layer.")
  private Optional<Integer> hidden = Optional.empty();

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description =
          "Numbers of an embedding row (default: 96); 0 for none: one-hot vectors go into the"
              + " first layer.")
  private Optional<Integer> embedding = Optional.empty();

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "Share of activations that is left out while training.")
  private Optional<Double> dropout = Optional.empty();

  @Option(
      names = "--input-dropout",
      paramLabel = "SHARE",
      description =
          "Share of what goes into each layer that is left out all through a sequence (default: 0).")
  private Optional<Double> inputDropout = Optional.empty();

  @Option(
      names = "--state-dropout",
      paramLabel = "SHARE",
      description =
          "Share of the state that each step goes on from that is left out all through a sequence"
              + " (default: 0).")
  private Optional<Double> stateDropout = Optional.empty();

  @Option(
      names = "--residual",
      description = "Each layer but the first adds what went in to what comes out.")
  private boolean residual;

  @Option(
      names = "--layer-norm",
      description = "What goes into each layer but the first is normalised.")
  private boolean layerNorm;

  @Option(
      names = "--bidirectional",
      description = "Refused, with the reason: a network that reads ahead can't generate.")
  private boolean bidirectional;

  @Option(
      names = "--context",
      paramLabel = "N",
      description =
          "Tokens that go into the first layer side by side (default: 1); for the feed-forward"
              + " cells all that they know.")
  private Optional<Integer> context = Optional.empty();

  @Option(
      names = "--attention",
      paramLabel = "N",
      description = "Look back at the last N activations (default: 0, not at all).")
  private Optional<Integer> attention = Optional.empty();

  @Option(
      names = "--attention-score",
      paramLabel = "KIND",
      description = "How attention compares: ${COMPLETION-CANDIDATES} (default: dot).")
  private Optional<Scoring> attentionScore = Optional.empty();

  /** Names of cells, for help and completion. */
  static final class CellNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return CellSpec.all().stream().map(CellSpec::name).iterator();
    }
  }

  /** All that shape the network, by name; empty if not given. */
  Map<String, Optional<?>> given() {
    Map<String, Optional<?>> given = new LinkedHashMap<>();
    given.put("--cell", cell);
    given.put("--layers", layers);
    given.put("--hidden", hidden);
    given.put("--embedding", embedding);
    given.put("--dropout", dropout);
    given.put("--input-dropout", inputDropout);
    given.put("--state-dropout", stateDropout);
    given.put("--residual", present(residual));
    given.put("--layer-norm", present(layerNorm));
    given.put("--bidirectional", present(bidirectional));
    given.put("--context", context);
    given.put("--attention", attention);
    given.put("--attention-score", attentionScore);
    return given;
  }

  private static Optional<?> present(boolean flag) {
    return flag ? Optional.of(true) : Optional.empty();
  }

  /**
   * The network that was asked for.
   *
   * @throws IllegalArgumentException if there is no such network, or it can't generate
   */
  NetworkSpec network(Codec codec, int usualHidden, double usualDropout) {
    return network(codec.inputSizes(), codec.vocabulary().size(), 96, usualHidden, usualDropout);
  }

  /**
   * As the other.
   *
   * @param inputSizes rows of each embedding
   * @param outputs V
   */
  NetworkSpec network(
      int[] inputSizes, int outputs, int usualEmbedding, int usualHidden, double usualDropout) {
    NetworkSpec plain =
        new NetworkSpec(
            inputSizes,
            embedding.orElse(usualEmbedding),
            cell.orElse("lstm"),
            layers.orElse(2),
            hidden.orElse(usualHidden),
            outputs,
            dropout.orElse(usualDropout));
    NetworkSpec stack =
        plain
            .with(new Deep(bidirectional, residual, layerNorm, context.orElse(1)))
            .with(new Variational(inputDropout.orElse(0.0), stateDropout.orElse(0.0)));
    stack.checkGenerates();
    int span = attention.orElse(0);
    if (span == 0) {
      if (attentionScore.isPresent()) {
        throw new IllegalArgumentException(
            "--attention-score needs --attention N, the number of activations to look back at");
      }
      return stack;
    }
    return stack.with(new Attention(attentionScore.orElse(Scoring.DOT), span));
  }
}
