package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.corpus.CollectionScan;
import ritornello.originality.CopiedRun;
import ritornello.originality.Copying;
import ritornello.report.PianoRollSvg;
import ritornello.report.Provenance;
import ritornello.score.Score;
import ritornello.store.Json;
import ritornello.store.WholeFile;

/** Tells what pieces copy. */
@Command(
    name = "originality",
    description = "Tell what pieces copy from a collection, and from where.",
    footer = {
      "",
      "A copy is a number of notes in a row with the same intervals and the same ratios of the times",
      "between them: in whatever key, tempo, note values and metre.",
      "",
      "Example:",
      "  ritornello originality generated --collection my-tunes"
    })
final class Originality implements Callable<Integer> {
  private static final int MOST_REAL = 1000;

  /** Shorter ones are found everywhere; no picture of them says anything. */
  private static final int FEWEST_NOTES_SHOWN = 6;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "MIDI files, or folders of them.")
  private List<Path> places = List.of();

  @Option(
      names = "--collection",
      required = true,
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "Folders of what may have been copied: what the model was trained on.")
  private List<Path> collection = List.of();

  @Option(
      names = "--held-out",
      arity = "1..*",
      paramLabel = "FOLDER",
      description =
          "Folders of real pieces that are not in the collection, to compare with"
              + " (default: each piece of the collection with all others but near-duplicates of"
              + " it; of more than 1000, that many).")
  private List<Path> heldOut = List.of();

  @Option(
      names = "--run",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "A bar counts as copied if it is wholly inside a copy of N notes or more"
              + " (default: ${DEFAULT-VALUE}).")
  private int run;

  @Option(
      names = "--provenance",
      paramLabel = "FILE.svg",
      description = "Draw the piece, each bar in the colour of what it is nearest to; a new file.")
  private Optional<Path> provenance = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private MidiInput input;

  /** All, as JSON. */
  record Report(
      int run, List<PieceReport> pieces, CopySummary summary, CopySummary real, Facts collection) {}

  /** What there was to copy from, as JSON. */
  record Facts(int files, int notes) {}

  /** A piece, as JSON. */
  record PieceReport(
      String file,
      int notes,
      Optional<CopiedRun> longest,
      int bars,
      int copiedBars,
      List<BarSource> nearest) {}

  /** What a bar is nearest to, as JSON. */
  record BarSource(int bar, int notes, String path, int sourceFirstBar, int sourceLastBar) {}

  /** A piece that is looked into. */
  private record Searched(String path, Score score, Copying copying) {}

  @Override
  public Integer call() throws IOException {
    if (run < 2) {
      throw new ParameterException(
          spec.commandLine(), "--run is " + run + "; it must be 2 or more");
    }
    CollectionRuns runs = CollectionRuns.of(collection, input.mode());
    List<Searched> pieces = search(places, runs);
    if (provenance.isPresent()) {
      draw(pieces, provenance.get());
    }
    CopySummary summary = CopySummary.of(pieces.stream().map(Searched::copying).toList(), run);
    CopySummary real = CopySummary.of(real(runs), run);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Facts facts = new Facts(runs.index().paths().size(), runs.index().notes());
      List<PieceReport> reports = pieces.stream().map(this::report).toList();
      out.print(Json.text(new Report(run, reports, summary, real, facts)));
    } else {
      pieces.forEach(piece -> tell(piece, out));
      tell(summary, real, out);
    }
    return ExitCode.DONE;
  }

  private List<Searched> search(List<Path> files, CollectionRuns runs) throws IOException {
    List<Searched> pieces = new ArrayList<>();
    PrintWriter err = spec.commandLine().getErr();
    new CollectionScan(
            CodecNames.codec(Optional.empty(), Optional.empty()), input.mode(), (done, all) -> {})
        .survey(
            files,
            surveyed -> {
              String path = surveyed.file().path();
              if (surveyed.reading().isEmpty()) {
                err.println(Printable.name("  skipped " + path + ": it can't be read"));
                return;
              }
              Score score = surveyed.reading().get().score();
              pieces.add(new Searched(path, score, runs.index().copying(score)));
            });
    if (pieces.isEmpty()) {
      throw new IOException("no piece could be read");
    }
    return pieces;
  }

  private List<Copying> real(CollectionRuns runs) throws IOException {
    if (!heldOut.isEmpty()) {
      return search(heldOut, runs).stream().map(Searched::copying).toList();
    }
    List<String> paths = runs.index().paths();
    List<Copying> real = new ArrayList<>();
    int count = Math.min(MOST_REAL, paths.size());
    for (int i = 0; i < count; i++) {
      int piece = (int) ((long) i * paths.size() / count);
      real.add(runs.index().copyingOf(piece, runs.nearlySame(paths.get(piece))));
    }
    return real;
  }

  private PieceReport report(Searched piece) {
    Copying copying = piece.copying();
    List<BarSource> nearest = new ArrayList<>();
    copying
        .nearest()
        .forEach(
            (bar, copy) ->
                nearest.add(
                    new BarSource(
                        bar,
                        copy.notes(),
                        copy.path(),
                        copy.sourceFirstBar(),
                        copy.sourceLastBar())));
    return new PieceReport(
        piece.path(),
        copying.notes(),
        copying.longest(),
        copying.bars(),
        copying.copiedBars(run),
        nearest);
  }

  private void draw(List<Searched> pieces, Path target) throws IOException {
    if (pieces.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--provenance draws one piece; there are " + pieces.size());
    }
    Searched piece = pieces.get(0);
    List<Provenance.Source> sources = new ArrayList<>();
    piece
        .copying()
        .nearest()
        .forEach(
            (bar, copy) -> {
              if (copy.notes() >= FEWEST_NOTES_SHOWN) {
                String bars = bars(copy.sourceFirstBar(), copy.sourceLastBar());
                sources.add(new Provenance.Source(bar, copy.path(), bars, copy.notes()));
              }
            });
    String svg = PianoRollSvg.svg(piece.score(), piece.path(), new Provenance(sources));
    WholeFile.create(target, out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static String bars(int first, int last) {
    return first == last ? "bar " + first : "bars " + first + " to " + last;
  }

  private void tell(Searched piece, PrintWriter out) {
    Copying copying = piece.copying();
    String longest =
        copying
            .longest()
            .map(
                copy ->
                    copy.notes()
                        + " notes, "
                        + bars(copy.firstBar(), copy.lastBar())
                        + ", as in "
                        + copy.path()
                        + ", "
                        + bars(copy.sourceFirstBar(), copy.sourceLastBar()))
            .orElse("nothing");
    out.printf(
        "%s: longest copy %s; copied %d of %d bars%n",
        Printable.name(piece.path()),
        Printable.name(longest),
        copying.copiedBars(run),
        copying.bars());
  }

  private void tell(CopySummary summary, CopySummary real, PrintWriter out) {
    out.printf("%n%-23s  pieces    longest copy, in notes    bars in copies of%n", "");
    out.printf("%-23s            median  9 in 10    most  %d notes or more%n", "", run);
    tell("these", summary, out);
    tell(heldOut.isEmpty() ? "real, against the rest" : "real, held out", real, out);
  }

  private static void tell(String name, CopySummary summary, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-23s  %6d    %6d  %7d  %6d  %.1f %%%n",
        name,
        summary.pieces(),
        summary.medianLongest(),
        summary.ninetyPercentLongest(),
        summary.longest(),
        100 * summary.copiedShare());
  }
}
