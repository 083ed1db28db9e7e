package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ritornello.answer.Answer;
import ritornello.answer.Answerer;
import ritornello.answer.AnswererFiles;
import ritornello.answer.Question;
import ritornello.answer.Wish;
import ritornello.report.AttentionPicture;
import ritornello.score.Score;
import ritornello.store.Json;
import ritornello.store.ModelFiles;
import ritornello.task.UnsatisfiableException;

/** Answers a phrase. */
@Command(
    name = "answer",
    description =
        "Answer a phrase: what could follow it, or the same with changes; write question and answer,"
            + " and show what each note of the answer looked at.",
    synopsisSubcommandLabel = "[train | evaluate]",
    subcommands = {AnswerTrain.class, AnswerEvaluate.class},
    footer = {
      "",
      "Of the question the last eight bars of one metre are heard. The answer begins",
      "at the next bar line, and is not the question again. Temperature 0 takes the",
      "likeliest note each time, --beam looks for the likeliest answer. The same",
      "question, model, options and random seed give the same answer.",
      "",
      "Examples:",
      "  ritornello answer --notes \"D4 F#4 A4 F#4 | B4 A4 F#4:2\"",
      "  ritornello answer tune.mid --question-bars 1-4 --attention look.svg",
      "  ritornello answer tune.mid --vary --beam 8 --out tune-varied.mid",
      "  ritornello answer hum.wav --bars 4 --end-on-tonic --count 3",
      "  ritornello answer --microphone",
      "  ritornello answer train songs --model my-answers"
    })
final class AnswerCommand implements Callable<Integer> {
  /** The model that comes with the program. */
  static final String BUNDLED = "answer";

  @Spec private CommandSpec spec;

  @Mixin private QuestionOptions asking;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = BUNDLED,
      description = "A bundled model, or the directory of one (default: ${DEFAULT-VALUE}).")
  private String model;

  @Mixin private AnswerWishes wishing;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      description = "What all chance comes from (default: another each time, and printed).")
  private Optional<Long> randomSeed = Optional.empty();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many answers to choose from; the random seed goes up by one for each.")
  private int count;

  @Mixin private AnswerOutput writing;

  @Option(
      names = "--show-attention",
      description = "Tell in the terminal what each note of the answer looked at.")
  private boolean showAttention;

  @Option(names = "--no-play", description = "Don't play it.")
  private boolean silent;

  @Mixin private OutputOptions outputs;

  @Option(
      names = "--json",
      description = "Print one JSON object, and neither show nor play anything.")
  private boolean json;

  @Mixin private MidiInput input;

  /** What is answered, by which model. */
  private record Asking(
      Answerer answerer, QuestionOptions.Asked asked, Question question, Wish wish) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkOptions();
    Answerer answerer = AnswererFiles.load(ModelFiles.resolve(model));
    QuestionOptions.Asked asked = asking.ask(input, answerer.stepsPerQuarter());
    Question question = question(answerer, asked);
    Asking all = new Asking(answerer, asked, question, wishing.wish(question));
    long first = randomSeed.orElseGet(this::newSeed);
    List<AnswerReport.Given> given = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      given.add(answer(all, first + i));
    }
    if (json) {
      AnswerReport report = AnswerReport.of(answerer.name(), question, all.wish(), given);
      spec.commandLine().getOut().print(Json.text(report));
    }
    return ExitCode.DONE;
  }

  /** Where nothing is drawn chance still finds the way out of a dead end: always the same. */
  private long newSeed() {
    return wishing.isWithoutChance() ? 1 : new SecureRandom().nextInt(1_000_000);
  }

  private void checkOptions() throws IOException {
    asking.check();
    outputs.check();
    wishing.check();
    if (count < 1) {
      throw wrong("--count is " + count + "; it must be 1 or more");
    }
    if (randomSeed.orElse(0L) > Long.MAX_VALUE - count) {
      throw wrong("--random-seed is too large to go up by one for each answer");
    }
    if (count > 1 && wishing.isWithoutChance()) {
      throw wrong("with --beam or --temperature 0 there is no chance: --count would repeat itself");
    }
    writing.check(count);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Question question(Answerer answerer, QuestionOptions.Asked asked)
      throws IOException {
    try {
      return answerer.question(asked.melody());
    } catch (IllegalArgumentException e) {
      throw new IOException(asked.place() + ": " + e.getMessage(), e);
    }
  }

  private AnswerReport.Given answer(Asking asking, long seed)
      throws IOException, InterruptedException {
    Answer answer = chosen(asking, seed);
    String name = asking.answerer().name();
    Supplier<AttentionPicture> picture =
        () ->
            new AttentionPicture(
                asking.asked().name() + ", answered by " + name,
                asking.question().melody(),
                answer.melody(),
                answer.attention());
    Score score = writing.score(asking.asked(), answer.melody());
    boolean drawn = !wishing.isWithoutChance();
    Path written = writing.write(score, picture, name + (drawn ? "-seed" + seed : ""));
    if (!json) {
      tell(asking, answer, written, seed);
      Showing showing = new Showing(spec);
      showing.roll(score);
      if (showAttention) {
        boolean unicode = Charset.defaultCharset().newEncoder().canEncode('▁');
        spec.commandLine().getOut().print(picture.get().text(unicode));
        spec.commandLine().getOut().flush();
      }
      if (!silent) {
        outputs.play(score, showing);
      }
    }
    return AnswerReport.Given.of(answer, seed, written.toString());
  }

  private Answer chosen(Asking asking, long seed) {
    try {
      return asking.answerer().answer(asking.question(), asking.wish(), wishing.choice(seed));
    } catch (UnsatisfiableException | IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void tell(Asking asking, Answer answer, Path written, long seed) {
    PrintWriter out = spec.commandLine().getOut();
    Wish wish = asking.wish();
    Question question = asking.question();
    int notes = answer.melody().notes().size();
    out.printf(
        Locale.ROOT,
        "%s%n  %s of %d %s to %d heard, %s, %s; model %s%s%n  %d %s, %.2f nats a note%n",
        Printable.name(written.toString()),
        wish.kind(),
        wish.bars(),
        wish.bars() == 1 ? "bar" : "bars",
        question.bars(),
        question.melody().firstTimeSignature(),
        question.melody().key().orElseThrow(),
        asking.answerer().name(),
        wishing.isWithoutChance() ? "" : ", random seed " + seed,
        notes,
        notes == 1 ? "note" : "notes",
        answer.nats() / notes);
    if (!wishing.constraints().isEmpty()) {
      out.printf(Locale.ROOT, "  what it had to keep to cost %.2f nats%n", answer.constraintNats());
    }
    out.flush();
  }
}
