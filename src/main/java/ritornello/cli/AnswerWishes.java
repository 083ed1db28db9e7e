package ritornello.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import ritornello.answer.Answerer;
import ritornello.answer.Kind;
import ritornello.answer.Question;
import ritornello.answer.Wish;
import ritornello.task.Constraint;

/** What kind of answer is wished for, and how it is chosen. */
final class AnswerWishes {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--vary", description = "Answer with a variation of the question.")
  private boolean vary;

  @Option(
      names = "--bars",
      paramLabel = "N",
      description =
          "How long the answer is, 1 to 8 bars (default: as long as what is heard of the question,"
              + " a pickup not counted).")
  private Optional<Integer> bars = Optional.empty();

  @Mixin private SamplingOptions sampling;

  @Mixin private PitchOptions pitches;

  /** Refuses what makes no sense, whatever the question is. */
  void check() {
    sampling.sampler();
    sampling.beam();
    Usage.check(spec, this::constraints);
    if (bars.isPresent()) {
      Usage.check(spec, () -> new Wish(Kind.REPLY, bars.get()));
    }
  }

  /** Whether nothing is drawn. */
  boolean isWithoutChance() {
    return sampling.beam().isPresent() || sampling.sampler().temperature() == 0;
  }

  /** What is wished for. */
  Wish wish(Question question) {
    return new Wish(vary ? Kind.VARIATION : Kind.REPLY, bars.orElse(Math.max(1, question.bars())));
  }

  /** How the answer is chosen. */
  Answerer.Choice choice(long randomSeed) {
    return new Answerer.Choice(sampling.sampler(), sampling.beam(), constraints(), randomSeed);
  }

  /** What it must keep to, besides its length. */
  List<Constraint> constraints() {
    return pitches.rules(Optional.empty()).constraints(Wish.MOST_BARS);
  }
}
