package ritornello.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritornello.corpus.PieceSplit.Side;

/** Which tunes a model is measured on, and as what the figures are told. */
final class TunesMeasured {
  @Parameters(
      arity = "1..*",
      paramLabel = "PLACE",
      description = "Folders of MIDI files, or files.")
  private List<Path> places = List.of();

  @Option(
      names = "--split",
      paramLabel = "SIDE",
      defaultValue = "test",
      description = "Which tunes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Side split;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  List<Path> places() {
    return places;
  }

  Side split() {
    return split;
  }

  /** Whether they are told to a program. */
  boolean json() {
    return json;
  }

  /** For people. */
  @Override
  public String toString() {
    return split + " of " + places.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
