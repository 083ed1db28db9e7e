package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.corpus.Corpus;
import ritornello.corpus.FrameFiles;
import ritornello.corpus.PieceSplit.Side;
import ritornello.corpus.Split;
import ritornello.lm.Evaluation;
import ritornello.lm.LanguageModel;
import ritornello.lm.Measured;
import ritornello.lm.TrainingRecord;
import ritornello.store.Json;
import ritornello.store.ModelFiles;
import ritornello.token.Codec;

/** Tells how good a model is. */
@Command(
    name = "evaluate",
    description = {
      "Measure how likely a model finds music, beside n-grams that learned from the same pieces."
    },
    footer = {
      "",
      "Of the pieces that a model was trained on it says how well it knows them; of others,",
      "how well it has learned. The n-grams are interpolated, with modified Kneser-Ney",
      "smoothing, of the order that is best on the validation pieces. Nothing is masked:",
      "each token has its probability among all of the vocabulary.",
      "",
      "Examples:",
      "  ritornello evaluate my-model",
      "  ritornello evaluate my-model --on validation --json",
      "  ritornello evaluate folk --on my-tunes",
      "  ritornello evaluate folk --on test --data nottingham/melody --data midi-corpus"
    })
final class Evaluate implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A bundled model, or the directory of one.")
  private String model;

  @Option(
      names = "--on",
      paramLabel = "WHAT",
      description =
          "The model's own training, validation or test pieces; or a folder or file of"
              + " others, .mid or of frames (default: test if some were kept for it, else"
              + " validation).")
  private Optional<String> on = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "SIDE",
      description =
          "Of what --on names only the pieces that fall to training, validation or test,"
              + " by the model's shares (default: all; of a file of frames test).")
  private Optional<String> split = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "PLACE",
      description =
          "Where the collection is now that the model was trained on; for each of its"
              + " folders once (default: where it was).")
  private List<Path> data = List.of();

  @Option(
      names = "--even-if-changed",
      description = "Measure even if that collection is not as it was; pieces may be known.")
  private boolean evenIfChanged;

  @Option(
      names = "--no-baseline",
      negatable = false,
      description = "Measure the model only, no n-grams.")
  private boolean noBaseline;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private MidiInput input;

  /** What is measured on, in characters. */
  private record Chosen(String name, List<int[]> pieces) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Side> side = on.flatMap(Side::named);
    Optional<Side> part = split.map(this::side);
    if (part.isPresent() && (on.isEmpty() || side.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--split is for --on with a folder or file, and not for a split");
    }
    ModelFiles files = ModelFiles.resolve(model);
    LanguageModel loaded = LanguageModel.load(files);
    TrainingRecord record = files.training(TrainingRecord.class);
    MeasuredData collections =
        new MeasuredData(loaded.name(), loaded.codec().characters(), record, input.mode(), err);
    boolean needsOwn = on.isEmpty() || side.isPresent();
    Optional<Corpus> own = needsOwn || !noBaseline ? own(collections, needsOwn) : Optional.empty();
    Chosen chosen =
        needsOwn ? ofSplit(own.orElseThrow(), side, record) : ofPlace(collections, part);
    if (chosen.pieces().isEmpty()) {
      throw new IOException("there are no pieces to measure on: " + chosen.name() + " is empty");
    }
    err.flush();
    EvaluationReport report = measure(loaded, record, chosen, own);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(report));
    } else {
      report.tell(out);
    }
    return ExitCode.DONE;
  }

  private Side side(String name) {
    return Side.named(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--split is " + name + "; it must be training, validation or test"));
  }

  /**
   * The model's own collection.
   *
   * @param needed whether nothing can be measured without it
   */
  private Optional<Corpus> own(MeasuredData collections, boolean needed) throws IOException {
    MeasuredData.Own own = collections.own(data, evenIfChanged);
    if (own.corpus().isEmpty() && needed) {
      throw new IOException(own.why());
    }
    if (!own.why().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(own.corpus().isPresent() ? own.why() : "no n-grams: " + own.why());
    }
    return own.corpus();
  }

  private static Chosen ofSplit(Corpus own, Optional<Side> wanted, TrainingRecord record) {
    Side side = wanted.orElse(own.test().count() > 0 ? Side.TEST : Side.VALIDATION);
    return new Chosen(side + " of " + record.data(), Pieces.all(own.of(side)));
  }

  private Chosen ofPlace(MeasuredData collections, Optional<Side> part) throws IOException {
    Path place = Path.of(on.orElseThrow());
    Optional<Side> side = FrameFiles.isFrames(place) ? part.or(() -> Optional.of(Side.TEST)) : part;
    Split shares = side.isPresent() ? collections.split() : new Split(0, 0);
    Corpus corpus = collections.read(List.of(place), shares);
    return new Chosen(
        side.map(s -> s + " of ").orElse("") + place,
        Pieces.all(corpus.of(side.orElse(Side.TRAINING))));
  }

  private EvaluationReport measure(
      LanguageModel loaded, TrainingRecord record, Chosen chosen, Optional<Corpus> own) {
    Codec codec = loaded.codec();
    List<int[]> pieces = Pieces.words(chosen.pieces(), codec);
    long notes = chosen.pieces().stream().mapToLong(codec.characters()::noteCount).sum();
    Optional<Baseline> baseline =
        own.filter(corpus -> !noBaseline)
            .map(corpus -> Baseline.of(codec, corpus, record.options(), pieces, this::tell));
    Measured network = Evaluation.of(loaded, pieces);
    return EvaluationReport.of(
        loaded,
        chosen.name(),
        pieces.size(),
        notes,
        own.map(corpus -> known(corpus, chosen.pieces())),
        network,
        baseline);
  }

  private void tell(String message) {
    spec.commandLine().getErr().println(message);
  }

  /** How many are, token for token, among those that the model was trained on. */
  private static int known(Corpus own, List<int[]> pieces) {
    Set<IntBuffer> learned = new HashSet<>();
    Pieces.all(own.of(Side.TRAINING)).forEach(piece -> learned.add(IntBuffer.wrap(piece)));
    Stream<IntBuffer> measured = pieces.stream().map(IntBuffer::wrap);
    return (int) measured.filter(learned::contains).count();
  }
}
