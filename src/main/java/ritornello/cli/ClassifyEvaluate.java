package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.classify.Classifier;
import ritornello.classify.Scheme;
import ritornello.corpus.LabelledCorpus;
import ritornello.corpus.LabelledSplit;
import ritornello.corpus.Split;
import ritornello.lm.TrainingRecord;
import ritornello.midi.MidiReader;
import ritornello.store.Json;
import ritornello.store.ModelFiles;

/** Measures a classifier on the pieces that were kept for the test. */
@Command(
    name = "evaluate",
    description = "Measure a classifier on the pieces of its collection that it has not seen.",
    footer = {
      "",
      "Beside it a linear model over histograms, learned from the same pieces, and the label that is",
      "most frequent. macro-F1 is the mean of the F1 of all labels, rare ones too.",
      "",
      "Examples:",
      "  ritornello classify evaluate my-styles",
      "  ritornello classify evaluate dance --data nottingham/melody --svg confusion.svg"
    })
final class ClassifyEvaluate implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A bundled classifier, or the directory of one.")
  private String model;

  @Option(
      names = "--data",
      paramLabel = "PLACE",
      description = "Where its collection is now, folder or .csv (default: where it was).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--even-if-changed",
      description = "Measure even if the collection is not as it was; pieces may be known.")
  private boolean evenIfChanged;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private ConfusionPicture picture;

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException {
    picture.check(spec);
    ModelFiles files = ModelFiles.resolve(model);
    Classifier classifier = Classifier.load(files);
    PrintWriter err = spec.commandLine().getErr();
    TrainingRecord record = files.training(TrainingRecord.class);
    Path place = data.orElse(Path.of(record.data()));
    LabelledCorpus corpus = corpus(files, place, input.mode(), err);
    if (!corpus.hash().equals(record.dataHash())) {
      String changed =
          "the collection at "
              + place
              + " is not as it was when "
              + classifier.name()
              + " was trained: test pieces may be among those that it has learned";
      if (!evenIfChanged || !corpus.labels().equals(classifier.scheme().labels())) {
        throw new IOException(changed + "; --even-if-changed measures all the same");
      }
      err.println(Printable.name(changed));
    }
    ClassifierReport report = ClassifierReport.of(classifier, corpus, place.toString());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(report));
    } else {
      report.tell(out);
    }
    out.flush();
    picture.draw(report, err);
    return ExitCode.DONE;
  }

  /** The collection of a model, divided as it was. */
  static LabelledCorpus corpus(ModelFiles files, Path place, MidiReader.Mode mode, PrintWriter err)
      throws IOException {
    Classifier.checkKind(files);
    Scheme scheme = files.vocabulary(Scheme.class);
    TrainingRecord record = files.training(TrainingRecord.class);
    LabelledSplit split =
        new LabelledSplit(
            new Split(record.validation(), record.test()),
            record.options().seed(),
            scheme.data().workPattern(),
            scheme.data().fewest());
    return new LabelledData(place, scheme.data().labelPattern(), mode)
        .corpus(scheme.newCodec(), split, err);
  }
}
