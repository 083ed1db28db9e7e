package ritornello.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import ritornello.lm.Validating;

/** How long a model is trained, and how it is told when it is best. */
final class TrainingLength {
  private static final int USUAL_PATIENCE = 8;

  @Option(
      names = "--max-minutes",
      paramLabel = "N",
      description =
          "Stop after that many minutes, keeping what was learned; the plan is still that of all"
              + " epochs, so that --resume goes on with it.")
  private Optional<Double> maxMinutes = Optional.empty();

  @Option(names = "--epochs", paramLabel = "N", description = "Go through the collection N times.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop early when validation was measured N times without getting better (default: 8).")
  private Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--validations",
      paramLabel = "N",
      description =
          "Measure validation N times an epoch (default: once for each million tokens of it).")
  private Optional<Integer> validations = Optional.empty();

  /** All that say how the training is planned, by name; empty if not given. */
  Map<String, Optional<?>> given() {
    Map<String, Optional<?>> given = new LinkedHashMap<>();
    given.put("--epochs", epochs);
    given.put("--patience", patience);
    given.put("--validations", validations);
    return given;
  }

  /**
   * When to stop at the latest.
   *
   * @throws IllegalArgumentException if it is no time
   */
  Optional<Double> maxMinutes() {
    maxMinutes.ifPresent(
        minutes -> {
          if (!(minutes > 0)) {
            throw new IllegalArgumentException(
                "--max-minutes is " + minutes + "; it must be more than 0");
          }
        });
    return maxMinutes;
  }

  int epochs(TrainingDefaults defaults) {
    return epochs.orElse(defaults.epochs());
  }

  int patience() {
    return patience.orElse(USUAL_PATIENCE);
  }

  /**
   * When validation is measured.
   *
   * @param tokens of an epoch
   * @throws IllegalArgumentException if that is never
   */
  Validating validating(long tokens) {
    Validating usual = Validating.usual(tokens);
    return validations.map(times -> new Validating(times, usual.tokens())).orElse(usual);
  }
}
