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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ritornello.answer.Answer;
import ritornello.answer.Answerer;
import ritornello.answer.AnswererFiles;
import ritornello.answer.Dialogue;
import ritornello.answer.Kind;
import ritornello.answer.Question;
import ritornello.answer.Wish;
import ritornello.report.AttentionPicture;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Score;
import ritornello.store.Json;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;
import ritornello.take.Rules;
import ritornello.task.Constraint;
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
      "The last eight bars of the question are heard, of one metre. The answer begins at",
      "the next bar line. Temperature 0 takes the likeliest note each time, --beam looks",
      "for the likeliest answer. The same question, model, options and random seed give",
      "the same answer.",
      "",
      "Examples:",
      "  ritornello answer --notes \"D4 F#4 A4 F#4 | B4 A4 F#4:2\"",
      "  ritornello answer tune.mid --question-bars 1-4 --attention looks.svg",
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

  @Option(names = "--vary", description = "Answer with a variation of the question.")
  private boolean vary;

  @Option(
      names = "--bars",
      paramLabel = "N",
      description = {
        "How long the answer is, 1 to 8 bars (default: as long as what is heard of the question,",
        "a pickup not counted)."
      })
  private Optional<Integer> bars = Optional.empty();

  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description = "Only its notes, as \"A minor pentatonic\"; or key, the notes of its key.")
  private Optional<String> scale = Optional.empty();

  @Option(
      names = "--range",
      paramLabel = "LOW-HIGH",
      description = "Only pitches from one to another, as C4-A5.")
  private Optional<String> range = Optional.empty();

  @Option(names = "--end-on-tonic", description = "The answer ends on the tonic.")
  private boolean endOnTonic;

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

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description = {
        "Where to write it: .mid, .musicxml, .mxl, .abc, .svg or .png (default: a new .mid file in",
        "generated/)."
      })
  private Optional<Path> output = Optional.empty();

  @Option(names = "--answer-only", description = "Leave the question out of what is written.")
  private boolean answerOnly;

  @Option(
      names = "--one-track",
      description =
          "Write question and answer as one melody, to answer that again or to go on from, instead"
              + " of in a track each.")
  private boolean oneTrack;

  @Option(
      names = "--attention",
      paramLabel = "FILE.ENDING",
      description = {
        "Draw which notes of the question each note of the answer looked at; a new .svg or .png",
        "file."
      })
  private Optional<Path> attention = Optional.empty();

  @Option(names = "--show-attention", description = "Tell it in the terminal, note by note.")
  private boolean showAttention;

  @Option(
      names = "--instrument",
      paramLabel = "1-128",
      description = "General MIDI instrument of the answer (default: that of the question).")
  private Optional<Integer> instrument = Optional.empty();

  @Option(names = "--no-play", description = "Don't play it.")
  private boolean silent;

  @Mixin private OutputOptions outputs;

  @Option(names = "--json", description = "Print one JSON object, and neither draw nor play.")
  private boolean json;

  @Mixin private MidiInput input;

  /**
   * As JSON.
   *
   * @param heardBars of the question, a pickup apart
   * @param key that the question is heard in
   * @param question what is heard of it
   */
  record Report(
      String model,
      String kind,
      int heardBars,
      String metre,
      String key,
      List<Sounding> question,
      List<Given> answers) {}

  /** A note, in quarter notes from the beginning of the phrase that it is of. */
  record Sounding(double quarter, double quarters, int pitch) {}

  /**
   * An answer, as JSON.
   *
   * @param nats −ln of its probability
   * @param attention of each note of the answer how much it looked at each note of the question
   */
  record Given(
      long randomSeed, String written, double nats, List<Sounding> notes, double[][] attention) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkOptions();
    Answerer answerer = AnswererFiles.load(ModelFiles.resolve(model));
    QuestionOptions.Asked asked = asking.ask(input, answerer.stepsPerQuarter());
    Question question = question(answerer, asked);
    Wish wish =
        new Wish(vary ? Kind.VARIATION : Kind.REPLY, bars.orElse(Math.max(1, question.bars())));
    Answers answers = new Answers(answerer, asked, question, wish);
    long first = randomSeed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000));
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      given.add(answers.give(first + i));
    }
    if (json) {
      spec.commandLine().getOut().print(Json.text(answers.report(given)));
    }
    return ExitCode.DONE;
  }

  private void checkOptions() throws IOException {
    asking.check();
    outputs.check();
    sampling.sampler();
    Usage.check(spec, () -> constraints(Wish.MOST_BARS));
    if (bars.isPresent()) {
      Usage.check(spec, () -> new Wish(Kind.REPLY, bars.get()));
    }
    if (answerOnly && oneTrack) {
      throw wrong("--answer-only leaves nothing that --one-track could join");
    }
    if (count < 1) {
      throw wrong("--count is " + count + "; it must be 1 or more");
    }
    if (count > 1 && (output.isPresent() || attention.isPresent())) {
      throw wrong("--out and --attention name one file, and --count asks for " + count);
    }
    if (count > 1 && sampling.beam().isPresent()) {
      throw wrong("with --beam there is no chance: it does not go with --count");
    }
    if (instrument.isPresent() && (instrument.get() < 1 || instrument.get() > 128)) {
      throw wrong("--instrument is " + instrument.get() + "; it must be from 1 to 128");
    }
    if (output.isPresent()) {
      Usage.check(spec, () -> ExportFormat.of(output.get()));
      WholeFile.requireFree(output.get());
    }
    if (attention.isPresent()) {
      Usage.check(spec, () -> AttentionFile.check(attention.get()));
      WholeFile.requireFree(attention.get());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private List<Constraint> constraints(int length) {
    return new Rules(
            scale,
            range,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            endOnTonic,
            Optional.empty())
        .constraints(length);
  }

  private static Question question(Answerer answerer, QuestionOptions.Asked asked)
      throws IOException {
    try {
      return answerer.question(asked.melody());
    } catch (IllegalArgumentException e) {
      throw new IOException(asked.name() + ": " + e.getMessage(), e);
    }
  }

  /** Gives answers to one question. */
  private final class Answers {
    private final Answerer answerer;
    private final QuestionOptions.Asked asked;
    private final Question question;
    private final Wish wish;
    private final Dialogue dialogue;

    Answers(Answerer answerer, QuestionOptions.Asked asked, Question question, Wish wish) {
      this.answerer = answerer;
      this.asked = asked;
      this.question = question;
      this.wish = wish;
      this.dialogue =
          new Dialogue(
              asked.qpm(), asked.program(), instrument.map(i -> i - 1).orElse(asked.program()));
    }

    Given give(long seed) throws IOException, InterruptedException {
      Answer answer = answer(seed);
      Score score = score(answer);
      Path written = write(score, seed);
      AttentionPicture picture =
          new AttentionPicture(
              asked.name() + ", answered by " + answerer.name(),
              question.melody(),
              answer.melody(),
              answer.attention());
      if (attention.isPresent()) {
        AttentionFile.write(picture, attention.get());
      }
      if (!json) {
        tell(answer, score, written, seed);
        if (showAttention) {
          boolean unicode = Charset.defaultCharset().newEncoder().canEncode('▁');
          spec.commandLine().getOut().print(picture.text(unicode));
        }
        play(score);
      }
      return new Given(
          seed, written.toString(), answer.nats(), sounding(answer.melody()), answer.attention());
    }

    private Score score(Answer answer) {
      if (answerOnly) {
        return dialogue.answer(answer.melody());
      }
      return oneTrack
          ? dialogue.joined(asked.melody(), answer.melody())
          : dialogue.both(asked.melody(), answer.melody());
    }

    private Answer answer(long seed) {
      try {
        return answerer.answer(
            question,
            wish,
            new Answerer.Choice(
                sampling.sampler(), sampling.beam(), constraints(wish.bars()), seed));
      } catch (UnsatisfiableException | IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }

    private Path write(Score score, long seed) throws IOException {
      if (output.isPresent()) {
        ExportFormat.of(output.get()).writeNew(score, output.get());
        return output.get();
      }
      return NewFiles.midi(NewFiles.now(answerer.name() + "-seed" + seed), score);
    }

    private void tell(Answer answer, Score score, Path written, long seed) {
      PrintWriter out = spec.commandLine().getOut();
      int notes = answer.melody().notes().size();
      out.printf(
          Locale.ROOT,
          "%s%n  %s of %d %s to %d heard, %s, %s; model %s, random seed %d%n"
              + "  %d notes, %.2f nats a note%n",
          Printable.name(written.toString()),
          wish.kind(),
          wish.bars(),
          wish.bars() == 1 ? "bar" : "bars",
          question.bars(),
          question.melody().firstTimeSignature(),
          question.melody().key().orElseThrow(),
          answerer.name(),
          seed,
          notes,
          answer.nats() / Math.max(1, notes));
      if (!constraints(wish.bars()).isEmpty()) {
        out.printf(Locale.ROOT, "  the constraints cost %.2f nats%n", answer.constraintNats());
      }
      new Showing(spec).roll(score);
    }

    private void play(Score score) throws IOException, InterruptedException {
      if (!silent) {
        outputs.play(score, new Showing(spec));
      }
    }

    Report report(List<Given> given) {
      Melody melody = question.melody();
      return new Report(
          answerer.name(),
          wish.kind().toString(),
          question.bars(),
          melody.firstTimeSignature().toString(),
          melody.key().orElseThrow().toString(),
          sounding(melody),
          given);
    }
  }

  private static List<Sounding> sounding(Melody melody) {
    double quarter = melody.stepsPerQuarter();
    List<Sounding> notes = new ArrayList<>();
    for (MelodyNote note : melody.notes()) {
      notes.add(
          new Sounding(note.startStep() / quarter, note.lengthSteps() / quarter, note.pitch()));
    }
    return notes;
  }
}
