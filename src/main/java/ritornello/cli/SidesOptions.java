package ritornello.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import ritornello.corpus.LabelledSplit;
import ritornello.corpus.Split;

/** What the labels of a collection are, and how it is divided. */
final class SidesOptions {
  private static final Split SHARES = new Split(0.1, 0.2);

  @Option(
      names = "--label-pattern",
      paramLabel = "REGEX",
      description =
          "The label is what this finds in the name of a file: the name of the named"
              + " group that is found, as (?<hornpipe>hpps); else the text of its first group."
              + " Others are left out.")
  private Optional<String> labelPattern = Optional.empty();

  @Option(
      names = "--work-pattern",
      paramLabel = "REGEX",
      description =
          "Files in whose paths this finds the same, as the number of a sonata, are parts of one"
              + " work, and on one side.")
  private Optional<String> workPattern = Optional.empty();

  @Option(
      names = "--fewest",
      paramLabel = "N",
      description = "Leave out labels with fewer different pieces, or works (default: 3).")
  private Optional<Integer> fewest = Optional.empty();

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "Share of the pieces that early stopping watches (default: 0.1).")
  private Optional<Double> validationShare = Optional.empty();

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description = "Share of the pieces that is kept for measuring at the end (default: 0.2).")
  private Optional<Double> testShare = Optional.empty();

  /** All of them, by name; empty if not given. */
  Map<String, Optional<?>> given() {
    Map<String, Optional<?>> given = new LinkedHashMap<>();
    given.put("--label-pattern", labelPattern);
    given.put("--work-pattern", workPattern);
    given.put("--fewest", fewest);
    given.put("--validation", validationShare);
    given.put("--test", testShare);
    return given;
  }

  Optional<String> labelPattern() {
    return labelPattern;
  }

  /**
   * How it is divided.
   *
   * @throws IllegalArgumentException if it can't be so
   */
  LabelledSplit split(long seed) {
    Split shares =
        new Split(validationShare.orElse(SHARES.validation()), testShare.orElse(SHARES.test()));
    return new LabelledSplit(shares, seed, workPattern, fewest.orElse(LabelledSplit.LEAST_FEWEST));
  }
}
