package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
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
import ritornello.corpus.DuplicateFinder;
import ritornello.corpus.Surveyed;
import ritornello.corpus.Totals;
import ritornello.corpus.Verdict;
import ritornello.midi.MidiReading;
import ritornello.store.Json;
import ritornello.token.Codec;

/** Looks at a collection before anything is learned from it. */
@Command(
    name = "scan",
    description = "Tell for every MIDI file of a folder whether it can be learned from.")
final class CorpusScan implements Callable<Integer> {
  private static final int MOST_ROWS = 12;
  private static final int BAR = 30;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "Folders of .mid files, sub-folders included.")
  private List<Path> places = List.of();

  @Option(names = "--all", description = "Name the files that are used as well.")
  private boolean all;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--codec",
      paramLabel = "NAME",
      completionCandidates = CodecNames.class,
      description =
          "What the files are to be used for: ${COMPLETION-CANDIDATES} (default: melody).")
  private Optional<String> codec = Optional.empty();

  @Mixin private MidiInput input;

  private Codec codec() {
    try {
      return CodecNames.codec(codec, Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "wrong value for --codec: " + e.getMessage(), e);
    }
  }

  /** A file, as JSON. */
  record FileVerdict(
      String path,
      String verdict,
      String reason,
      int noteOns,
      int overlappingNotes,
      int duplicateNotes,
      Map<String, Integer> leftOut,
      int repairCount,
      List<FoundRepair> repairs) {}

  /** A repair, as JSON. */
  record FoundRepair(long byteOffset, String kind, String problem, String action) {}

  /** Sums, as JSON. */
  record Sums(
      int files,
      int used,
      int repaired,
      int skipped,
      long noteOns,
      long repairs,
      double seconds,
      Map<String, Integer> reasons,
      Map<String, Integer> keys,
      Map<String, Integer> metres,
      Map<String, Integer> tempos,
      Map<String, Integer> lengths,
      Map<String, Integer> programs,
      Map<String, Integer> otherFiles) {}

  @Override
  public Integer call() throws IOException {
    Codec chosen = codec();
    PrintWriter out = spec.commandLine().getOut();
    Totals totals = new Totals();
    DuplicateFinder finder = new DuplicateFinder();
    Map<String, Integer> others;
    try (ScanBar bar = new ScanBar()) {
      CollectionScan scan = new CollectionScan(chosen, input.mode(), bar::file);
      others =
          scan.survey(
              places,
              surveyed -> {
                tell(surveyed, totals.files() == 0, out);
                totals.add(surveyed);
                finder.add(surveyed.file());
              });
    }
    if (json) {
      out.print("],\n\"duplicates\": [");
      List<DuplicateFinder.Duplicates> groups = finder.groups();
      out.print(String.join(",\n", groups.stream().map(Json::text).map(String::strip).toList()));
      out.print("],\n\"totals\": " + Json.text(sums(totals, others)) + "}\n");
    } else {
      tell(finder.groups(), out);
      tell(totals, others, out);
    }
    return ExitCode.DONE;
  }

  private void tell(Surveyed surveyed, boolean first, PrintWriter out) {
    FileVerdict verdict = verdict(surveyed);
    if (json) {
      // Not before there is a file, so that a failure leaves nothing behind.
      out.print((first ? "{\n\"files\": [\n" : ",\n") + Json.text(verdict).strip());
    } else if (all || !verdict.verdict().equals("used")) {
      String repair = verdict.repairs().isEmpty() ? "" : more(verdict);
      String line = verdict.path() + ": " + verdict.reason() + repair;
      out.println(verdict.verdict() + "  " + Printable.name(line));
    }
  }

  private static String more(FileVerdict verdict) {
    FoundRepair first = verdict.repairs().get(0);
    String others =
        verdict.repairCount() == 1 ? "" : " (and " + (verdict.repairCount() - 1) + " more)";
    return "; byte " + first.byteOffset() + ": " + first.problem() + "; " + first.action() + others;
  }

  private static FileVerdict verdict(Surveyed surveyed) {
    Verdict verdict = surveyed.file().verdict();
    String name = "used";
    String reason;
    if (verdict instanceof Verdict.Skipped skipped) {
      name = "skipped";
      reason = skipped.reason();
    } else {
      name = verdict instanceof Verdict.Repaired ? "repaired" : "used";
      reason = ((Verdict.Usable) verdict).source();
    }
    Optional<MidiReading> reading = surveyed.reading();
    return new FileVerdict(
        surveyed.file().path(),
        name,
        reason,
        reading.map(r -> r.info().noteOns()).orElse(0),
        reading.map(r -> r.info().overlappingNotes()).orElse(0),
        reading.map(r -> r.info().duplicateNotes()).orElse(0),
        reading.<Map<String, Integer>>map(r -> r.info().leftOut()).orElse(Map.of()),
        reading.map(MidiReading::repairCount).orElse(0),
        reading.map(MidiReading::repairs).orElse(List.of()).stream()
            .map(r -> new FoundRepair(r.byteOffset(), r.kind().name(), r.problem(), r.action()))
            .toList());
  }

  private static Sums sums(Totals totals, Map<String, Integer> others) {
    return new Sums(
        totals.files(),
        totals.used(),
        totals.repaired(),
        totals.skipped(),
        totals.noteOns(),
        totals.repairs(),
        totals.seconds(),
        totals.reasons(),
        totals.keys(),
        totals.metres(),
        totals.tempos(),
        totals.lengths(),
        totals.programs(),
        others);
  }

  private void tell(List<DuplicateFinder.Duplicates> groups, PrintWriter out) {
    int most = all ? groups.size() : MOST_ROWS;
    for (DuplicateFinder.Duplicates group : groups.subList(0, Math.min(most, groups.size()))) {
      String how = group.identical() ? "copies" : "nearly the same";
      out.println(how + "  " + Printable.name(String.join(", ", group.paths())));
    }
    if (groups.size() > most) {
      out.printf("and %d more groups of nearly the same music, see --all%n", groups.size() - most);
    }
  }

  private static void tell(Totals totals, Map<String, Integer> others, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d %s: %,d used, %,d used after repairs, %,d skipped%n"
            + "%,d notes in %.1f hours of music, %,d repairs%n",
        totals.files(),
        totals.files() == 1 ? "file" : "files",
        totals.used(),
        totals.repaired(),
        totals.skipped(),
        totals.noteOns(),
        totals.seconds() / 3600,
        totals.repairs());
    histogram("key", byCount(totals.keys()), out);
    histogram("metre", byCount(totals.metres()), out);
    histogram("quarter notes a minute", totals.tempos(), out);
    histogram("length", totals.lengths(), out);
    histogram("instrument", byCount(totals.programs()), out);
    tellReasons(byCount(totals.reasons()), out);
    tellOthers(others, out);
  }

  private static void tellReasons(Map<String, Integer> reasons, PrintWriter out) {
    if (reasons.isEmpty()) {
      return;
    }
    out.println("skipped because");
    reasons.entrySet().stream()
        .limit(MOST_ROWS)
        .forEach(
            reason ->
                out.printf(
                    Locale.ROOT,
                    "  %,7d %s%n",
                    reason.getValue(),
                    Printable.name(reason.getKey())));
    if (reasons.size() > MOST_ROWS) {
      out.println("  and for " + (reasons.size() - MOST_ROWS) + " more reasons");
    }
  }

  private static void tellOthers(Map<String, Integer> others, PrintWriter out) {
    int count = others.values().stream().mapToInt(each -> each).sum();
    if (count == 0) {
      return;
    }
    String kinds =
        byCount(others).entrySet().stream()
            .limit(MOST_ROWS)
            .map(end -> end.getValue() + " " + (end.getKey().isEmpty() ? "others" : end.getKey()))
            .collect(Collectors.joining(", "));
    out.printf(
        Locale.ROOT,
        "%,d other %s not looked at: %s%n",
        count,
        count == 1 ? "file" : "files",
        Printable.name(kinds));
    if (others.containsKey(".json")) {
      out.println("  (files of frames, .json, are learned from one by one: train --codec frames)");
    }
  }

  private static Map<String, Integer> byCount(Map<String, Integer> counts) {
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static void histogram(String title, Map<String, Integer> counts, PrintWriter out) {
    if (counts.isEmpty()) {
      return;
    }
    int most = counts.values().stream().mapToInt(count -> count).max().orElse(1);
    int width = counts.keySet().stream().limit(MOST_ROWS).mapToInt(String::length).max().orElse(1);
    out.println(title);
    counts.entrySet().stream()
        .limit(MOST_ROWS)
        .forEach(
            entry ->
                out.printf(
                    Locale.ROOT,
                    "  %-" + width + "s %,7d %s%n",
                    entry.getKey(),
                    entry.getValue(),
                    "#".repeat(Math.round((float) BAR * entry.getValue() / most))));
    if (counts.size() > MOST_ROWS) {
      out.println("  and " + (counts.size() - MOST_ROWS) + " more");
    }
  }
}
