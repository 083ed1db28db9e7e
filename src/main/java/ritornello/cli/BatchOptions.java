package ritornello.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import ritornello.lm.Batching;
import ritornello.lm.TrainingOptions;

/** How pieces are laid side by side. */
final class BatchOptions {
  private static final String FULL = "full";
  private static final int USUAL_WINDOW = 128;

  @Option(names = "--batch", paramLabel = "N", description = "Pieces side by side.")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--window",
      paramLabel = "STEPS|full",
      description =
          "Steps that gradients flow back through; full: through whole pieces, those of about the"
              + " same length side by side (default: full if most pieces are short, else 128).")
  private Optional<String> window = Optional.empty();

  @Option(
      names = "--passage",
      paramLabel = "STEPS",
      description =
          "Longest stretch of a piece that is learned at one go: longer pieces are cut (default:"
              + " 4096; with --window full 1024, for they must fit into memory).")
  private Optional<Integer> passage = Optional.empty();

  /** All of them, by name; empty if not given. */
  Map<String, Optional<?>> given() {
    Map<String, Optional<?>> given = new LinkedHashMap<>();
    given.put("--batch", batch);
    given.put("--window", window);
    given.put("--passage", passage);
    return given;
  }

  int batch(TrainingDefaults defaults) {
    return batch.orElse(defaults.batch());
  }

  /**
   * How pieces become batches.
   *
   * @throws IllegalArgumentException if the window is neither a number nor full
   */
  Batching batching(TrainingDefaults defaults) {
    boolean whole = window.map(FULL::equals).orElse(defaults.whole());
    int usual = whole ? Batching.USUAL_WHOLE : Batching.USUAL_CARRIED;
    return new Batching(whole, passage.orElse(usual));
  }

  /**
   * T of {@link TrainingOptions}.
   *
   * @throws IllegalArgumentException if the window is neither a number nor full
   */
  int window(TrainingDefaults defaults) {
    Batching batching = batching(defaults);
    return batching.whole() ? batching.passage() : window.map(this::steps).orElse(USUAL_WINDOW);
  }

  private int steps(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--window is '" + text + "'; it must be a number of steps, or full", e);
    }
  }
}
