package ritornello.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import ritornello.lm.BeamSearch;
import ritornello.lm.Sampler;

/** How tokens are drawn from what the model believes. */
final class SamplingOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.9",
      description =
          "0 takes the likeliest note each time, 1 is what the model believes, more is"
              + " wilder (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Draw only from the K likeliest tokens (default: from all).")
  private int topK = Sampler.ALL;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Draw only from the fewest likeliest tokens that together have the probability"
              + " P, 0 to 1 (default: 1, from all).")
  private double topP = 1;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      description =
          "Draw only from tokens that are at least P times as probable as the likeliest,"
              + " 0 to 1 (default: 0, from all).")
  private double minP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "X",
      description =
          "Notes that were among the last 16 get their probability to the power of X, 1"
              + " or more (default: 1, none).")
  private double repetitionPenalty = 1;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Draw nothing, but look for the likeliest melody: of all that go on from the N"
              + " likeliest so far, keep the N likeliest; not with --max-copy.")
  private Optional<Integer> beam = Optional.empty();

  @Option(
      names = "--length-normalisation",
      paramLabel = "A",
      description =
          "How melodies of different lengths compare with --beam: 0 by the probability of"
              + " the whole, which favours short ones, to 1 nearly by its mean a token (default:"
              + " 1).")
  private Optional<Double> lengthNormalisation = Optional.empty();

  /** What was asked for, if nothing is to be drawn. */
  Optional<BeamSearch> beam() {
    if (beam.isEmpty() && lengthNormalisation.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--length-normalisation goes with --beam");
    }
    return beam.map(
        width -> Usage.checked(spec, () -> new BeamSearch(width, lengthNormalisation.orElse(1.0))));
  }

  /** What was asked for. */
  Sampler sampler() {
    return Usage.checked(spec, () -> new Sampler(temperature, topK, topP, minP, repetitionPenalty));
  }
}
