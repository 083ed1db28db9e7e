package ritornello.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import ritornello.classify.ClassifierShape;
import ritornello.classify.Scheme;
import ritornello.nn.NetworkSpec.Pooling;
import ritornello.token.Codec;

/** What a classifier sees of a piece, and which network it is. */
final class ClassifierOptions {
  @Option(
      names = "--codec",
      paramLabel = "NAME",
      completionCandidates = CodecNames.class,
      description =
          "What finds its notes: ${COMPLETION-CANDIDATES} (default: melody, one voice and all keys"
              + " alike; performance for all notes of a piano).")
  private Optional<String> codec = Optional.empty();

  @Option(
      names = "--steps-per-quarter",
      paramLabel = "N",
      description = "Grid of the codec, where it has one.")
  private Optional<Integer> grid = Optional.empty();

  @Option(
      names = "--show-metre",
      description =
          "Show it the written metre too, how long the bars are, which often gives the answer"
              + " away.")
  private boolean metre;

  @Option(
      names = "--stretch",
      paramLabel = "N",
      description =
          "Notes that it sees at once; a longer piece is seen in several stretches (default: 128).")
  private Optional<Integer> stretch = Optional.empty();

  @Option(
      names = "--stretches",
      paramLabel = "N",
      description = "Stretches of a piece at most (default: 8).")
  private Optional<Integer> stretches = Optional.empty();

  @Option(
      names = "--cell",
      paramLabel = "NAME",
      completionCandidates = NetworkOptions.CellNames.class,
      description = "Cell of the network: ${COMPLETION-CANDIDATES} (default: lstm).")
  private Optional<String> cell = Optional.empty();

  @Option(names = "--layers", paramLabel = "N", description = "Layers of cells (default: 1).")
  private Optional<Integer> layers = Optional.empty();

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Units of a layer and direction (default: 96).")
  private Optional<Integer> hidden = Optional.empty();

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Numbers of an embedding row (default: 32).")
  private Optional<Integer> embedding = Optional.empty();

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "Share of activations that is left out while training (default: 0.4).")
  private Optional<Double> dropout = Optional.empty();

  @Option(
      names = "--pooling",
      paramLabel = "HOW",
      completionCandidates = PoolingNames.class,
      description =
          "What the answer is made from: ${COMPLETION-CANDIDATES} (default: attention, the mean of"
              + " all activations, weighed by how telling they are).")
  private Optional<String> pooling = Optional.empty();

  /** For help and completion. */
  static final class PoolingNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("attention", "mean", "last").iterator();
    }
  }

  /** All of them, by name; empty if not given. */
  Map<String, Optional<?>> given() {
    Map<String, Optional<?>> given = new LinkedHashMap<>();
    given.put("--codec", codec);
    given.put("--steps-per-quarter", grid);
    given.put("--show-metre", metre ? Optional.of(true) : Optional.empty());
    given.put("--stretch", stretch);
    given.put("--stretches", stretches);
    given.put("--cell", cell);
    given.put("--layers", layers);
    given.put("--hidden", hidden);
    given.put("--embedding", embedding);
    given.put("--dropout", dropout);
    given.put("--pooling", pooling);
    return given;
  }

  Codec codec() {
    return CodecNames.codec(codec, grid);
  }

  /**
   * Notes of a stretch.
   *
   * @throws IllegalArgumentException if that can't be
   */
  int stretch() {
    int notes = stretch.orElse(128);
    Scheme.checkStretch(notes);
    return notes;
  }

  /** What is asked, and shown. */
  Scheme scheme(Codec made, List<String> labels, Scheme.Data data) {
    return Scheme.of(made, labels, metre, stretch(), stretches.orElse(8), data);
  }

  /** Which network. */
  ClassifierShape shape() {
    return new ClassifierShape(
        cell.orElse("lstm"),
        layers.orElse(1),
        hidden.orElse(96),
        embedding.orElse(32),
        dropout.orElse(0.4),
        pooling());
  }

  private Pooling pooling() {
    return switch (pooling.orElse("attention")) {
      case "attention" -> Pooling.ATTENTION;
      case "mean" -> Pooling.MEAN;
      case "last" -> Pooling.LAST;
      default ->
          throw new IllegalArgumentException(
              "--pooling is '" + pooling.orElseThrow() + "'; it must be attention, mean or last");
    };
  }
}
