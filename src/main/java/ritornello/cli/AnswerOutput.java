package ritornello.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import ritornello.answer.Dialogue;
import ritornello.report.AttentionPicture;
import ritornello.score.Melody;
import ritornello.score.Score;
import ritornello.store.WholeFile;

/** What is written of a question and its answer. */
final class AnswerOutput {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"--output", "--out"},
      paramLabel = "FILE",
      description =
          "Where to write it: .mid, .musicxml, .mxl, .abc, .svg or .png (default: a new .mid file"
              + " in generated/).")
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
      paramLabel = "FILE",
      description =
          "Draw which notes of the question each note of the answer looked at; a new file, .svg or"
              + " .png.")
  private Optional<Path> attention = Optional.empty();

  @Option(
      names = "--instrument",
      paramLabel = "1-128",
      description = "General MIDI instrument of the answer (default: that of the question).")
  private Optional<Integer> instrument = Optional.empty();

  /**
   * Refuses what makes no sense, or can't be written.
   *
   * @param count of answers
   */
  void check(int count) throws IOException {
    if (answerOnly && oneTrack) {
      throw wrong("--answer-only leaves nothing that --one-track could join");
    }
    if (count > 1 && (output.isPresent() || attention.isPresent())) {
      throw wrong("--out and --attention name one file, and --count asks for " + count);
    }
    if (output.isPresent()
        && attention.map(AnswerOutput::whole).equals(output.map(AnswerOutput::whole))) {
      throw wrong("--out and --attention name the same file, " + output.get());
    }
    instrument.ifPresent(number -> Usage.checkInstrument(spec, "--instrument", number));
    if (output.isPresent()) {
      Usage.check(spec, () -> ExportFormat.of(output.get()));
      WholeFile.requireFree(output.get());
    }
    if (attention.isPresent()) {
      Usage.check(spec, () -> AttentionFile.check(attention.get()));
      WholeFile.requireFree(attention.get());
    }
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** How question and answer sound. */
  Score score(QuestionOptions.Asked asked, Melody answer) {
    Melody question = asked.melody().withKey(answer.key());
    int program = instrument.map(i -> i - 1).orElse(asked.program());
    Dialogue dialogue = new Dialogue(asked.qpm(), asked.program(), program);
    if (answerOnly) {
      return dialogue.answer(answer);
    }
    return oneTrack ? dialogue.joined(question, answer) : dialogue.both(question, answer);
  }

  /**
   * Writes both files that were asked for.
   *
   * @param name of a new file, if none was named
   * @return where the music is
   */
  Path write(Score score, Supplier<AttentionPicture> picture, String name) throws IOException {
    Path written;
    if (output.isPresent()) {
      written = output.get();
      ExportFormat.of(written).writeNew(score, written);
    } else {
      written = NewFiles.midi(NewFiles.now(name), score);
    }
    if (attention.isPresent()) {
      AttentionFile.write(picture.get(), attention.get());
    }
    return written;
  }
}
