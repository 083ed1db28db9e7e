package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.midi.MidiFileInfo;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiReading;
import ritornello.midi.Repair;
import ritornello.notation.AbcText;
import ritornello.report.PianoRollSvg;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.Note;
import ritornello.score.NoteName;
import ritornello.score.Score;
import ritornello.score.Track;
import ritornello.store.Json;
import ritornello.store.WholeFile;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.Context;
import ritornello.token.Encoding;
import ritornello.token.Fidelity;
import ritornello.token.MelodyCodec;

/** Tells what is in a MIDI file. */
@Command(
    name = "inspect",
    description = "Tell what is in a MIDI file, and what a model sees of it.")
final class Inspect implements Callable<Integer> {
  private static final int MOST_REPAIRS = 10;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The .mid file.")
  private Path file;

  @Option(
      names = "--tokens",
      paramLabel = "[CODEC]",
      arity = "0..1",
      parameterConsumer = KnownCodec.class,
      completionCandidates = CodecNames.class,
      description =
          "Show its tokens, a line for each bar, and how much of it they keep; CODEC is"
              + " one of ${COMPLETION-CANDIDATES} (default: melody).")
  private Optional<String> tokens = Optional.empty();

  /** Takes what follows only if it names a codec: it may as well be the file. */
  static final class KnownCodec implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> rest, ArgSpec option, CommandSpec command) {
      boolean named = !rest.isEmpty() && isCodec(rest.peek());
      option.setValue(Optional.of(named ? rest.pop() : MelodyCodec.NAME));
    }

    /** A misspelt codec is one too, so that the message is about it. */
    private static boolean isCodec(String word) {
      boolean bare = !word.isEmpty() && word.chars().allMatch(Character::isLetter);
      return Codecs.NAMES.contains(word) || (bare && !Files.exists(Path.of(word)));
    }
  }

  @Option(names = "--roll", description = "Draw a piano roll.")
  private boolean roll;

  @Option(names = "--abc", description = "Show its melody in ABC notation.")
  private boolean abc;

  @Option(
      names = "--svg",
      paramLabel = "FILE.svg",
      description = "Write a piano roll as a picture, to a new file.")
  private Optional<Path> svg = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--steps-per-quarter",
      paramLabel = "N",
      description =
          "Grid of the melody and of the tokens: 4, or 12 for triplets; of frames also 1"
              + " or 2 (default: 4, of remi 12).")
  private Optional<Integer> stepsPerQuarter = Optional.empty();

  /** As JSON. */
  record Facts(
      String file,
      String container,
      int format,
      int ppq,
      double seconds,
      int notes,
      int overlappingNotes,
      int duplicateNotes,
      Map<String, Integer> leftOut,
      List<String> tempos,
      List<String> timeSignatures,
      List<String> keySignatures,
      List<Part> tracks,
      int repairs,
      List<FoundRepair> firstRepairs,
      Optional<String> melody,
      Optional<String> noMelody,
      Optional<int[]> tokenIds,
      Optional<Kept> kept) {}

  /** As {@link Fidelity}, as JSON. */
  record Kept(
      int notes,
      int kept,
      double timingErrorMillis,
      double largestTimingErrorMillis,
      Optional<Double> velocityError) {
    static Kept of(Fidelity fidelity) {
      return new Kept(
          fidelity.notes(),
          fidelity.kept(),
          fidelity.timingErrorMillis(),
          fidelity.largestTimingErrorMillis(),
          fidelity.velocityError().stream().boxed().findFirst());
    }
  }

  /** A track, as JSON. */
  record Part(
      String name, int channel, Optional<Integer> program, int notes, int lowest, int highest) {}

  /** A repair, as JSON. */
  record FoundRepair(long byteOffset, String problem, String action) {}

  @Override
  public Integer call() throws IOException {
    Codec codec = codec();
    MidiReading reading = MidiReader.read(file, input.mode());
    int melodyGrid = stepsPerQuarter.filter(steps -> steps % 4 == 0).orElse(4);
    MelodyFinding finding = new MelodyFinder(melodyGrid).find(reading.score());
    Optional<Seen> seen = tokens.map(name -> Seen.of(codec, reading.score()));
    Facts facts = facts(reading, finding, seen);
    if (svg.isPresent()) {
      writeSvg(svg.get(), reading.score());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(facts));
      return ExitCode.DONE;
    }
    tell(facts, out);
    if (seen.isPresent()) {
      tellTokens(codec, seen.get().encoding(), out);
      tell(seen.get().fidelity(), out);
    }
    if (abc && finding instanceof MelodyFinding.Found found) {
      out.println();
      out.print(AbcText.format(found.melody(), stem(), qpm(reading.score())));
    }
    if (roll) {
      new Showing(spec).roll(reading.score());
    }
    return ExitCode.DONE;
  }

  private String stem() {
    return ExportFormat.stem(file);
  }

  private static double qpm(Score score) {
    return score.tempoMap().tempoAt(0).qpm();
  }

  private void writeSvg(Path target, Score score) throws IOException {
    Path name = file.getFileName();
    byte[] picture = PianoRollSvg.svg(score, name.toString()).getBytes(StandardCharsets.UTF_8);
    WholeFile.create(target, out -> out.write(picture));
  }

  @Mixin private MidiInput input;

  private Codec codec() {
    try {
      return CodecNames.codec(tokens, stepsPerQuarter);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          (stepsPerQuarter.isPresent()
                  ? "--tokens with --steps-per-quarter: "
                  : "wrong value for --tokens: ")
              + e.getMessage(),
          e);
    }
  }

  /** What a codec makes of a score. */
  private record Seen(Encoding encoding, Fidelity fidelity) {
    static Seen of(Codec codec, Score score) {
      return new Seen(codec.encode(score), codec.fidelity(score));
    }

    Optional<int[]> ids() {
      return encoding instanceof Encoding.Encoded encoded
          ? Optional.of(encoded.tokens())
          : Optional.empty();
    }
  }

  private Facts facts(MidiReading reading, MelodyFinding finding, Optional<Seen> seen) {
    Score score = reading.score();
    Optional<MelodyFinding.Found> found =
        finding instanceof MelodyFinding.Found f ? Optional.of(f) : Optional.empty();
    return new Facts(
        file.toString(),
        reading.info().container().name(),
        reading.info().format(),
        score.ppq(),
        score.tempoMap().microsAt(score.endTick()) / 1e6,
        score.noteCount(),
        reading.info().overlappingNotes(),
        reading.info().duplicateNotes(),
        reading.info().leftOut(),
        score.tempoMap().changes().stream()
            .map(
                t ->
                    new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(t.qpm()))
            .toList(),
        score.timeSignatures().stream().map(t -> t.timeSignature().toString()).toList(),
        score.keySignatures().stream().map(k -> k.keySignature().toString()).toList(),
        score.tracks().stream().map(Inspect::part).toList(),
        reading.repairCount(),
        reading.repairs().stream().limit(MOST_REPAIRS).map(Inspect::repair).toList(),
        found.map(f -> f.source() + "; " + summary(f.melody())),
        finding instanceof MelodyFinding.None none ? Optional.of(none.reason()) : Optional.empty(),
        seen.flatMap(Seen::ids),
        seen.map(Seen::fidelity).map(Kept::of));
  }

  private static Part part(Track track) {
    int[] pitches = track.notes().stream().mapToInt(Note::pitch).sorted().toArray();
    Optional<Integer> program =
        track.program().isPresent()
            ? Optional.of(track.program().getAsInt() + 1)
            : Optional.empty();
    return new Part(
        track.name(),
        track.channel() + 1,
        program,
        pitches.length,
        pitches.length == 0 ? 0 : pitches[0],
        pitches.length == 0 ? 0 : pitches[pitches.length - 1]);
  }

  private static FoundRepair repair(Repair repair) {
    return new FoundRepair(repair.byteOffset(), repair.problem(), repair.action());
  }

  private static String summary(Melody melody) {
    return melody.bars().size()
        + " bars, "
        + melody.key().map(Object::toString).orElse("key not clear");
  }

  private void tell(Facts facts, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: format %d, %d ticks a quarter note, %s, %d notes%n",
        facts.file(),
        facts.format(),
        facts.ppq(),
        Showing.minutes(Math.round(facts.seconds() * 1e6)),
        facts.notes());
    out.println("  tempo  " + few(facts.tempos(), "120") + " quarter notes a minute");
    out.println("  metre  " + few(facts.timeSignatures(), "none given, so 4/4"));
    out.println("  key    " + few(facts.keySignatures(), "none given"));
    for (int i = 0; i < facts.tracks().size(); i++) {
      tellTrack(i + 1, facts.tracks().get(i), out);
    }
    facts.melody().ifPresent(melody -> out.println("  melody " + melody));
    facts.noMelody().ifPresent(reason -> out.println("  melody none: " + reason));
    tellOddities(facts, out);
    if (facts.repairs() > 0) {
      out.println("  repairs " + facts.repairs());
      for (FoundRepair repair : facts.firstRepairs()) {
        out.println(
            "    byte " + repair.byteOffset() + ": " + repair.problem() + "; " + repair.action());
      }
    }
  }

  /** What is no damage, and yet not as it usually is. */
  private static void tellOddities(Facts facts, PrintWriter out) {
    if (!facts.container().equals(MidiFileInfo.Container.PLAIN.name())) {
      out.println("  inside " + facts.container());
    }
    if (facts.overlappingNotes() > 0) {
      out.printf(
          "  struck while the same key sounded: %d, of them %d at the same tick%n",
          facts.overlappingNotes(), facts.duplicateNotes());
    }
    if (!facts.leftOut().isEmpty()) {
      String kinds =
          facts.leftOut().entrySet().stream()
              .map(kind -> Printable.name(kind.getKey()) + " (" + kind.getValue() + ")")
              .collect(Collectors.joining(", "));
      out.println("  left out, for a score has no place for it: " + kinds);
    }
  }

  private static void tellTrack(int number, Part part, PrintWriter out) {
    String name = part.name().isBlank() ? "" : " '" + Printable.name(part.name().strip()) + "'";
    String kind =
        part.channel() == Track.DRUM_CHANNEL + 1
            ? ", drums"
            : part.program().map(p -> ", instrument " + p).orElse("");
    String range =
        part.notes() == 0
            ? ""
            : ", " + NoteName.of(part.lowest()) + " to " + NoteName.of(part.highest());
    out.printf(
        "  track  %d%s: channel %d%s, %d notes%s%n",
        number, name, part.channel(), kind, part.notes(), range);
  }

  private static String few(List<String> values, String none) {
    if (values.isEmpty()) {
      return none;
    }
    String shown = values.stream().limit(8).collect(Collectors.joining(", "));
    return values.size() > 8 ? shown + " and " + (values.size() - 8) + " more" : shown;
  }

  private static void tellTokens(Codec codec, Encoding encoding, PrintWriter out) {
    if (encoding instanceof Encoding.Rejected rejected) {
      out.println("  no tokens: " + rejected.reason());
      return;
    }
    int[] ids = ((Encoding.Encoded) encoding).tokens();
    out.printf("  %d tokens: %s%n", ids.length, Arrays.toString(ids));
    Context context = codec.start();
    List<String> line = new ArrayList<>();
    for (int id : ids) {
      int bars = context.bars();
      context.accept(id);
      line.add(codec.vocabulary().name(id));
      if (context.bars() > bars) {
        out.println("  bar " + (bars + 1) + ": " + String.join(" ", line));
        line.clear();
      }
    }
    out.println("  end: " + String.join(" ", line));
  }

  private static void tell(Fidelity fidelity, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "  kept   %d of %d notes; starts moved by %.1f ms on average, %.1f at most%s%n",
        fidelity.kept(),
        fidelity.notes(),
        fidelity.timingErrorMillis(),
        fidelity.largestTimingErrorMillis(),
        fidelity.velocityError().isPresent()
            ? String.format(
                Locale.ROOT,
                "; velocities changed by %.1f on average",
                fidelity.velocityError().getAsDouble())
            : "; no velocities");
  }
}
