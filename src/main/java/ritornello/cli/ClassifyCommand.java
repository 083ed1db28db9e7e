package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.classify.Classifier;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.Surveyed;
import ritornello.corpus.Verdict;
import ritornello.report.BarShares;
import ritornello.report.PianoRollSvg;
import ritornello.score.Score;
import ritornello.store.Json;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;

/** Says what pieces are. */
@Command(
    name = "classify",
    description = "Say what pieces are: their style, composer or metre, as a model has learned it.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {ClassifyTrain.class, ClassifyEvaluate.class},
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Of a single file it is also shown how much each bar counted for the answer.",
      "",
      "Examples:",
      "  ritornello classify dance midi-corpus",
      "  ritornello classify dance tune.mid --svg why.svg",
      "  ritornello classify my-composers concert.mid --top 5 --json",
      "  ritornello classify train my-folders --model my-composers"
    })
final class ClassifyCommand implements Callable<Integer> {
  private static final int USUAL_TOP = 3;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A bundled classifier, as dance; or the directory of one.")
  private Optional<String> model = Optional.empty();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "MIDI files, or folders of them.")
  private List<Path> places = List.of();

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Tell the N likeliest labels (default: " + USUAL_TOP + ").")
  private Optional<Integer> top = Optional.empty();

  @Option(names = "--bars", description = "Show for all files how much each bar counted.")
  private boolean bars;

  @Option(
      names = "--svg",
      paramLabel = "FILE.svg",
      description = "Draw the piece, each bar the darker the more it counted; a new file.")
  private Optional<Path> svg = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object, with all labels and bars.")
  private boolean json;

  @Mixin private MidiInput input;

  /**
   * What it tells as JSON.
   *
   * @param labels that the model tells apart
   */
  record Report(
      String model, List<String> labels, List<ClassifiedPiece> pieces, List<Skipped> skipped) {}

  /** A file that nothing can be said of, as JSON. */
  record Skipped(String file, String reason) {}

  /** The latest, for the picture. */
  private Optional<Score> latest = Optional.empty();

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Classifier classifier = Classifier.load(ModelFiles.resolve(model.orElseThrow()));
    List<ClassifiedPiece> pieces = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    try (ScanBar bar = new ScanBar()) {
      new CollectionScan(classifier.codec(), input.mode(), bar::file)
          .survey(places, surveyed -> classify(classifier, surveyed, pieces, skipped));
    }
    PrintWriter err = spec.commandLine().getErr();
    if (pieces.isEmpty()) {
      throw new IOException(
          "there is nothing to classify: "
              + skipped.stream()
                  .map(file -> file.file() + ": " + file.reason())
                  .limit(10)
                  .collect(Collectors.joining("; ")));
    }
    skipped.forEach(
        file -> err.println(Printable.name("  skipped " + file.file() + ": " + file.reason())));
    if (svg.isPresent()) {
      draw(pieces, svg.get());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(
          Json.text(new Report(classifier.name(), classifier.scheme().labels(), pieces, skipped)));
    } else {
      pieces.forEach(piece -> tell(piece, classifier.weighs(), pieces.size() == 1, out));
    }
    return ExitCode.DONE;
  }

  private void checkOptions() throws IOException {
    if (model.isEmpty() || places.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "a model and one or more files are needed, as in: ritornello classify dance tune.mid");
    }
    if (top.isPresent() && top.get() < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top is " + top.get() + "; it must be 1 or more");
    }
    if (svg.isPresent()) {
      WholeFile.requireFree(svg.get());
    }
  }

  private void classify(
      Classifier classifier,
      Surveyed surveyed,
      List<ClassifiedPiece> pieces,
      List<Skipped> skipped) {
    String file = surveyed.file().path();
    if (surveyed.file().verdict() instanceof Verdict.Usable usable) {
      Score score = surveyed.reading().orElseThrow().score();
      pieces.add(ClassifiedPiece.of(classifier, score, file, usable.source()));
      latest = Optional.of(score);
    } else {
      skipped.add(new Skipped(file, ((Verdict.Skipped) surveyed.file().verdict()).reason()));
    }
  }

  private void draw(List<ClassifiedPiece> pieces, Path target) throws IOException {
    if (pieces.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--svg is for one file, and there are " + pieces.size());
    }
    ClassifiedPiece piece = pieces.get(0);
    String picture =
        PianoRollSvg.svg(latest.orElseThrow(), piece.file() + ": " + words(piece), shares(piece));
    WholeFile.create(target, out -> out.write(picture.getBytes(StandardCharsets.UTF_8)));
  }

  private BarShares shares(ClassifiedPiece piece) {
    return new BarShares(
        piece.bars(), "the darker a bar, the more it counted for the answer, by attention");
  }

  private String words(ClassifiedPiece piece) {
    return piece.labels().stream()
        .limit(top.orElse(USUAL_TOP))
        .map(
            label ->
                String.format(Locale.ROOT, "%s %.1f %%", label.label(), 100 * label.probability()))
        .collect(Collectors.joining(", "));
  }

  private void tell(ClassifiedPiece piece, boolean weighs, boolean single, PrintWriter out) {
    out.println(Printable.name(piece.file() + ": " + words(piece)));
    if (weighs && (single || bars)) {
      boolean unicode = Charset.defaultCharset().newEncoder().canEncode('▁');
      if (single) {
        out.println("  how much each bar counted, 32 in a line:");
      }
      out.print(shares(piece).text(unicode, "  "));
    }
    out.flush();
  }
}
