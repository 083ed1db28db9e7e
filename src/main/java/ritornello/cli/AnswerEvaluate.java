package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import ritornello.answer.Answerer;
import ritornello.answer.AnswererFigures;
import ritornello.answer.AnswererFiles;
import ritornello.corpus.Split;
import ritornello.lm.LanguageModel;
import ritornello.store.Json;
import ritornello.store.ModelFiles;

/** Tells how likely true answers are found. */
@Command(
    name = "evaluate",
    description =
        "Measure how likely a model finds the phrases that really follow others, beside a generator"
            + " that goes on from the same phrases.",
    footer = {
      "",
      "The places are divided as they were for training. Three times it is asked how",
      "likely the true answer is: after the question, after the question with its bars",
      "in another order, and after another tune's question of the same metre and",
      "length. How much worse the last two are is what hearing the question is worth.",
      "",
      "Examples:",
      "  ritornello answer evaluate nottingham/melody midi-corpus",
      "  ritornello answer evaluate songs --model my-answers --against my-generator --json"
    })
final class AnswerEvaluate implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TunesMeasured tunes;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = AnswerCommand.BUNDLED,
      description = "A bundled model, or the directory of one (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--against",
      paramLabel = "NAME|DIR",
      defaultValue = "folk",
      description =
          "The generator to compare with (default: ${DEFAULT-VALUE}); for a fair"
              + " comparison one that was trained on the same places, with the same shares for"
              + " validation and test.")
  private String against;

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException {
    ModelFiles files = ModelFiles.resolve(model);
    Answerer answerer = AnswererFiles.load(files);
    LanguageModel generator = LanguageModel.load(ModelFiles.resolve(against));
    if (!generator.codec().vocabulary().sha256().equals(answerer.vocabulary())) {
      throw new IOException(
          generator.name()
              + " has another vocabulary than "
              + answerer.name()
              + "; name by --against a generator that was trained with --codec melody");
    }
    AnswererRecord record = files.training(AnswererRecord.class);
    PrintWriter err = spec.commandLine().getErr();
    PhraseCollection collection =
        PhraseCollection.read(
            tunes.places(), input.mode(), new Split(record.validation(), record.test()), err);
    OtherFiles.warn(err, answerer.name(), record.dataHash(), collection.hash());
    AnswererFigures figures =
        AnswererFigures.of(
            answerer,
            Optional.of(generator),
            collection.of(tunes.split()),
            AnswererReport.progress(err));
    if (figures.rows().isEmpty()) {
      throw new IOException("there are no questions and answers in it; choose another --split");
    }
    AnswererReport report =
        new AnswererReport(
            answerer.name(), Optional.of(generator.name()), tunes.toString(), figures);
    PrintWriter out = spec.commandLine().getOut();
    if (tunes.json()) {
      out.print(Json.text(report));
    } else {
      report.tell(out);
    }
    return ExitCode.DONE;
  }
}
