package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import ritornello.corpus.CollectionScan;
import ritornello.report.Measure;
import ritornello.report.Measures;
import ritornello.report.SetComparison;
import ritornello.score.MelodyFinder;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;
import ritornello.store.Json;

/** Measures pieces, and compares sets of them. */
@Command(
    name = "measure",
    description = "Measure pieces, and compare a set of them with another.",
    footer = {
      "",
      "With --against: how much the distances within a set overlap with those between both sets.",
      "The nearer to 1, the more alike the sets are. In brackets the 95 %% confidence interval.",
      "",
      "Examples:",
      "  ritornello measure tune.mid",
      "  ritornello measure generated --against my-tunes"
    })
final class MeasureCommand implements Callable<Integer> {
  /** So fine that only notes that were meant together share a step. */
  private static final int FINE_STEPS_PER_QUARTER = 96;

  private static final int MOST_DRAWS = 100_000;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "MIDI files, or folders of them.")
  private List<Path> places = List.of();

  @Option(
      names = "--against",
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "MIDI files, or folders of them, to compare with: real pieces.")
  private List<Path> against = List.of();

  @Option(
      names = "--melody",
      description = "Measure only the melody of each piece, as models of melodies find it.")
  private boolean melody;

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      description = "How often the pieces are drawn anew for the intervals (default: 500).")
  private Optional<Integer> draws = Optional.empty();

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      description = "What these draws come from (default: 1).")
  private Optional<Long> randomSeed = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private MidiInput input;

  /** What was measured, as JSON: numbers, or lists of numbers, by name. */
  record Report(List<PieceReport> pieces, Map<String, Object> mean) {}

  /** A piece, as JSON. */
  record PieceReport(String file, Map<String, Object> measures) {}

  /** Two sets, as JSON. */
  record Comparison(int draws, long randomSeed, Map<String, Object> measures) {}

  /** Two sets by one measure, as JSON. */
  record ByMeasure(
      SetComparison.Spread these,
      SetComparison.Spread others,
      Optional<SetComparison.Overlap> theseAgainstBetween,
      Optional<SetComparison.Overlap> othersAgainstBetween) {}

  /** Of a file. */
  private record Measured(String path, Measures measures) {}

  @Override
  public Integer call() throws IOException {
    checkOptions();
    List<Measured> pieces = measure(places);
    PrintWriter out = spec.commandLine().getOut();
    if (against.isEmpty()) {
      tell(pieces, out);
      return ExitCode.DONE;
    }
    List<Measured> others = measure(against);
    int count = draws.orElse(500);
    long seed = randomSeed.orElse(1L);
    List<SetComparison> comparisons =
        SetComparison.of(measures(pieces), measures(others), count, seed);
    if (json) {
      Map<String, Object> byName = new LinkedHashMap<>();
      comparisons.forEach(c -> byName.put(name(c.measure()), byMeasure(c)));
      out.print(Json.text(new Comparison(count, seed, byName)));
    } else {
      compare(comparisons, pieces.size(), others.size(), out);
    }
    return ExitCode.DONE;
  }

  private void checkOptions() {
    if (against.isEmpty() && (draws.isPresent() || randomSeed.isPresent())) {
      throw wrong("--bootstrap and --random-seed go with --against");
    }
    if (draws.isPresent() && (draws.get() < 0 || draws.get() > MOST_DRAWS)) {
      throw wrong("--bootstrap is " + draws.get() + "; it must be from 0 to " + MOST_DRAWS);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static List<Measures> measures(List<Measured> pieces) {
    return pieces.stream().map(Measured::measures).toList();
  }

  private List<Measured> measure(List<Path> files) throws IOException {
    List<Measured> pieces = new ArrayList<>();
    try (ScanBar bar = new ScanBar()) {
      new CollectionScan(
              CodecNames.codec(Optional.empty(), Optional.empty()), input.mode(), bar::file)
          .survey(
              files,
              surveyed -> {
                Optional<Measures> measures =
                    surveyed.reading().flatMap(reading -> Measures.of(part(reading.score())));
                measures.ifPresent(some -> pieces.add(new Measured(surveyed.file().path(), some)));
                if (measures.isEmpty()) {
                  tellSkipped(surveyed.file().path(), surveyed.reading().isPresent());
                }
              });
    }
    if (pieces.isEmpty()) {
      throw new IOException("nothing to measure: no piece has notes but of drums");
    }
    return pieces;
  }

  private void tellSkipped(String path, boolean read) {
    String reason = read ? "no notes, drums apart" : "it can't be read";
    spec.commandLine().getErr().println(Printable.name("  skipped " + path + ": " + reason));
  }

  /** What is measured of a score. */
  private Score part(Score score) {
    if (!melody) {
      return score;
    }
    List<Note> voice = new MelodyFinder(FINE_STEPS_PER_QUARTER).voice(score);
    return new Score(
        score.ppq(),
        score.tempos(),
        score.timeSignatures(),
        score.keySignatures(),
        List.of(),
        List.of(new Track("melody", 0, voice, List.of())));
  }

  private void tell(List<Measured> pieces, PrintWriter out) {
    if (json) {
      List<PieceReport> reports =
          pieces.stream()
              .map(piece -> new PieceReport(piece.path(), byName(piece.measures())))
              .toList();
      out.print(Json.text(new Report(reports, means(pieces))));
    } else if (pieces.size() == 1) {
      tellOne(pieces.get(0), out);
    } else {
      tellAll(pieces, out);
    }
  }

  private static Map<String, Object> byName(Measures measures) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      put(measure, measures.values(measure), byName);
    }
    return byName;
  }

  private static Map<String, Object> means(List<Measured> pieces) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      List<double[]> values = values(pieces, measure);
      double[] mean = SetComparison.Spread.of(values, measure.size()).mean();
      put(measure, values.isEmpty() ? new double[0] : mean, byName);
    }
    return byName;
  }

  private static void put(Measure measure, double[] values, Map<String, Object> byName) {
    if (values.length > 0) {
      byName.put(name(measure), measure.size() == 1 ? (Object) values[0] : values);
    }
  }

  /** As {@code pitchRange}. */
  private static String name(Measure measure) {
    String[] words = measure.name().toLowerCase(Locale.ROOT).split("_");
    return Arrays.stream(words)
        .skip(1)
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining("", words[0], ""));
  }

  private static ByMeasure byMeasure(SetComparison comparison) {
    return new ByMeasure(
        comparison.these(),
        comparison.others(),
        comparison.theseAgainstBetween(),
        comparison.othersAgainstBetween());
  }

  private static List<double[]> values(List<Measured> pieces, Measure measure) {
    return pieces.stream()
        .map(piece -> piece.measures().values(measure))
        .filter(values -> values.length > 0)
        .toList();
  }

  private static void tellOne(Measured piece, PrintWriter out) {
    out.println(Printable.name(piece.path()));
    for (Measure measure : Measure.values()) {
      double[] values = piece.measures().values(measure);
      String text =
          Arrays.stream(values)
              .mapToObj(value -> number(value, measure.size() > 1 ? 2 : 3))
              .collect(Collectors.joining(" "));
      out.printf("  %-36s %s%n", measure.label(), values.length == 0 ? "-" : text);
    }
  }

  private static void tellAll(List<Measured> pieces, PrintWriter out) {
    out.printf("%d pieces%n  %-36s %9s %9s%n", pieces.size(), "", "mean", "deviation");
    for (Measure measure : Measure.values()) {
      List<double[]> values = values(pieces, measure);
      SetComparison.Spread spread = SetComparison.Spread.of(values, measure.size());
      if (measure.size() == 1 && !values.isEmpty()) {
        out.printf(
            "  %-36s %9s %9s%n",
            measure.label(), number(spread.mean()[0], 3), number(spread.deviation()[0], 3));
      } else {
        String means =
            Arrays.stream(spread.mean())
                .mapToObj(value -> number(value, 2))
                .collect(Collectors.joining(" "));
        out.printf("  %-36s %s%n", measure.label(), values.isEmpty() ? "-" : means);
      }
    }
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static void compare(
      List<SetComparison> comparisons, int these, int others, PrintWriter out) {
    out.printf(
        "%d pieces (these) against %d (others); overlapped area, KL distance%n", these, others);
    out.printf(
        "  %-36s %-15s %-15s %-25s %s%n",
        "", "these", "others", "these - between", "others - between");
    for (SetComparison comparison : comparisons) {
      boolean single = comparison.measure().size() == 1;
      out.printf(
          "  %-36s %-15s %-15s %-25s %s%n",
          comparison.measure().label(),
          single ? spread(comparison.these()) : "",
          single ? spread(comparison.others()) : "",
          overlap(comparison.theseAgainstBetween()),
          overlap(comparison.othersAgainstBetween()));
    }
  }

  private static String spread(SetComparison.Spread spread) {
    return spread.pieces() == 0
        ? "-"
        : number(spread.mean()[0], 2) + " ± " + number(spread.deviation()[0], 2);
  }

  private static String overlap(Optional<SetComparison.Overlap> overlap) {
    return overlap
        .map(
            both ->
                number(both.area().value(), 2)
                    + " ["
                    + number(both.area().low(), 2)
                    + ", "
                    + number(both.area().high(), 2)
                    + "], "
                    + number(both.klDistance().value(), 3))
        .orElse("does not vary");
  }
}
