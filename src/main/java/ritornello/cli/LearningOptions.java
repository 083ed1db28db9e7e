package ritornello.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import ritornello.lm.Learning;
import ritornello.lm.Schedule;
import ritornello.nn.Adam;
import ritornello.nn.AdamW;
import ritornello.nn.Optimiser;
import ritornello.nn.RmsProp;
import ritornello.nn.Sgd;

/** How steps of learning are taken. */
final class LearningOptions {
  private static final int USUAL_WARM_UP = 100;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Highest learning rate (default: 0.003 for Adam, 0.001 for RMSProp, 0.3 for SGD; with"
              + " --from a third of it).")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      completionCandidates = OptimizerNames.class,
      description = "How weights follow gradients: ${COMPLETION-CANDIDATES} (default: adam).")
  private Optional<String> optimizer = Optional.empty();

  @Option(
      names = "--momentum",
      paramLabel = "SHARE",
      description =
          "Of --optimizer sgd: share of a step that the next goes on with (default: 0.9).")
  private Optional<Double> momentum = Optional.empty();

  @Option(
      names = "--weight-decay",
      paramLabel = "SHARE",
      description =
          "Pulls weights, not biases, towards 0: with adamw this share of them, times the learning"
              + " rate, at each step; with the others by way of the gradient (default: 0; 0.01 for"
              + " adamw).")
  private Optional<Double> weightDecay = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      completionCandidates = ScheduleNames.class,
      description =
          "What becomes of the learning rate: ${COMPLETION-CANDIDATES} (default: cosine, down to a"
              + " twentieth at the last epoch; plateau halves it when validation gets no better).")
  private Optional<String> schedule = Optional.empty();

  @Option(
      names = "--warm-up",
      paramLabel = "STEPS",
      description = "Steps in which the learning rate rises to its highest (default: 100).")
  private Optional<Integer> warmUp = Optional.empty();

  @Option(
      names = "--plateau",
      paramLabel = "N",
      description =
          "Of --schedule plateau: how often validation is measured without getting better before"
              + " the learning rate is halved (default: 3).")
  private Optional<Integer> plateau = Optional.empty();

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "Longest gradient; a longer one is shortened to it (default: 1).")
  private Optional<Double> clipNorm = Optional.empty();

  @Option(
      names = "--clip-value",
      paramLabel = "VALUE",
      description =
          "Largest element of a gradient after that; a larger one is made it (default: no limit).")
  private Optional<Double> clipValue = Optional.empty();

  @Option(
      names = "--average",
      paramLabel = "SHARE",
      description =
          "Measure and keep the moving average of the weights, of which each step leaves this share"
              + " as it was (default: by the size of the collection); 0 for the latest weights.")
  private Optional<Double> average = Optional.empty();

  @Option(
      names = "--label-smoothing",
      paramLabel = "SHARE",
      description =
          "Share of the probability that is wanted for all tokens alike; the training loss is then"
              + " that of this mix (default: 0).")
  private Optional<Double> labelSmoothing = Optional.empty();

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      description =
          "Windows whose gradients are added up for one step, as if --batch were N times as large"
              + " (default: 1).")
  private Optional<Integer> accumulate = Optional.empty();

  /** For help and completion. */
  static final class OptimizerNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("sgd", "rmsprop", "adam", "adamw").iterator();
    }
  }

  /** For help and completion. */
  static final class ScheduleNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("cosine", "constant", "plateau").iterator();
    }
  }

  /** All of them, by name; empty if not given. */
  Map<String, Optional<?>> given() {
    Map<String, Optional<?>> given = new LinkedHashMap<>();
    given.put("--learning-rate", rate);
    given.put("--optimizer", optimizer);
    given.put("--momentum", momentum);
    given.put("--weight-decay", weightDecay);
    given.put("--schedule", schedule);
    given.put("--warm-up", warmUp);
    given.put("--plateau", plateau);
    given.put("--clip-norm", clipNorm);
    given.put("--clip-value", clipValue);
    given.put("--average", average);
    given.put("--label-smoothing", labelSmoothing);
    given.put("--accumulate", accumulate);
    return given;
  }

  double clipNorm() {
    return clipNorm.orElse(1.0);
  }

  /**
   * @param finer whether the training begins with what a model knows
   * @throws IllegalArgumentException if there is no such optimiser
   */
  double rate(boolean finer) {
    return rate.orElseGet(() -> finer ? usualRate() / 3 : usualRate());
  }

  private double usualRate() {
    Optimiser chosen = optimiser();
    if (chosen instanceof Sgd) {
      return 0.3;
    }
    return chosen instanceof RmsProp ? 0.001 : 0.003;
  }

  /**
   * What was asked for.
   *
   * @throws IllegalArgumentException if there is no such thing, or options don't go together
   */
  Learning learning(TrainingDefaults defaults) {
    return Learning.by(optimiser(), schedule())
        .withClipValue(clipValue)
        .withAverage(Optional.of(average.orElse(defaults.average())).filter(share -> share != 0))
        .withLabelSmoothing(labelSmoothing.filter(share -> share != 0))
        .withAccumulate(accumulate);
  }

  private Optimiser optimiser() {
    String name = optimizer.orElse("adam");
    if (momentum.isPresent() && !name.equals("sgd")) {
      throw new IllegalArgumentException("--momentum is for --optimizer sgd, and it is " + name);
    }
    return switch (name) {
      case "sgd" -> new Sgd(momentum.orElse(0.9), weightDecay.orElse(0.0));
      case "rmsprop" -> new RmsProp(weightDecay.orElse(0.0));
      case "adam" -> new Adam(weightDecay.orElse(0.0));
      case "adamw" -> new AdamW(weightDecay.orElse(0.01));
      default -> throw unknown("--optimizer", name, new OptimizerNames());
    };
  }

  private Schedule schedule() {
    String name = schedule.orElse("cosine");
    if (plateau.isPresent() && !name.equals("plateau")) {
      throw new IllegalArgumentException("--plateau is for --schedule plateau, and it is " + name);
    }
    int steps = warmUp.orElse(USUAL_WARM_UP);
    return switch (name) {
      case "cosine" -> new Schedule.Cosine(steps, Schedule.Cosine.USUAL.lastShare());
      case "constant" -> new Schedule.Constant(steps);
      case "plateau" -> new Schedule.Plateau(steps, plateau.orElse(3));
      default -> throw unknown("--schedule", name, new ScheduleNames());
    };
  }

  private static IllegalArgumentException unknown(
      String option, String name, Iterable<String> known) {
    return new IllegalArgumentException(
        option + " is '" + name + "'; it must be one of " + String.join(", ", known));
  }
}
