package ritornello.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import ritornello.corpus.Split;

/**
 * How the networks learn that are trained in a few minutes, in one go. What is usual, each command
 * says itself, by {@link Usual}.
 */
final class PlainTrainingOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PLACE",
      description = "Folders of MIDI files, or files.")
  private List<Path> places = List.of();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the model; it is made.")
  private Path directory;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description = "rnn, gru, lstm, ... (default: ${DEFAULT-VALUE}).")
  private String cell;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Layers of cells (default: ${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Units of a layer and direction (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Numbers that what is heard at a step becomes (default: ${DEFAULT-VALUE}).")
  private int embedding;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "Share of activations left out while training (default: ${DEFAULT-VALUE}).")
  private double dropout;

  @Option(
      names = "--variational-dropout",
      paramLabel = "SHARE",
      description = "The same units all through a sequence (default: ${DEFAULT-VALUE}).")
  private double variationalDropout;

  @Option(
      names = "--weight-decay",
      paramLabel = "LAMBDA",
      defaultValue = "0.01",
      description = "How strongly weights are pulled towards 0 (default: ${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "At the beginning; it falls to 0 (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all tunes are learned from (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "How many are learned side by side (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = {"--random-seed", "--seed"},
      paramLabel = "N",
      defaultValue = "1",
      description = "What all randomness comes from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of the tunes to choose by (default: ${DEFAULT-VALUE}).")
  private double validation;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share that is kept for the end (default: ${DEFAULT-VALUE}).")
  private double test;

  /** Tells picocli what a command takes where nothing else is asked for. */
  abstract static class Usual implements IDefaultValueProvider {
    private final Map<String, String> values;

    /**
     * @param values by the longest names of the options; what is missing has a default of its own
     */
    Usual(Map<String, String> values) {
      this.values = Map.copyOf(values);
    }

    @Override
    public String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option ? values.get(option.longestName()) : null;
    }
  }

  /** What is learned from. */
  List<Path> places() {
    return places;
  }

  /** The same, as text. */
  List<String> placeNames() {
    return places.stream().map(Path::toString).toList();
  }

  /** Where the model goes. */
  Path directory() {
    return directory;
  }

  /** How the pieces are divided. */
  Split split() {
    return Usage.checked(spec, () -> new Split(validation, test));
  }

  String cell() {
    return cell;
  }

  int layers() {
    return layers;
  }

  int hidden() {
    return hidden;
  }

  int embedding() {
    return embedding;
  }

  double dropout() {
    return dropout;
  }

  double variationalDropout() {
    return variationalDropout;
  }

  double weightDecay() {
    return weightDecay;
  }

  double learningRate() {
    return learningRate;
  }

  int epochs() {
    return epochs;
  }

  int batch() {
    return batch;
  }

  long seed() {
    return seed;
  }
}
