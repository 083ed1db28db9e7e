package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.harmony.Accompaniment;
import ritornello.harmony.Harmonizer;
import ritornello.harmony.HarmonizerFiles;
import ritornello.harmony.Per;
import ritornello.notation.Notation;
import ritornello.score.Bar;
import ritornello.score.Harmony;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.Score;
import ritornello.store.Json;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;

/** Puts chords under a melody. */
@Command(
    name = "harmonize",
    description =
        "Put chords under the melody of a MIDI file, draw it with their names, and write both: as"
            + " MIDI, as a score with chord symbols, or as a chord chart.",
    synopsisSubcommandLabel = "[train | evaluate]",
    subcommands = {HarmonizeTrain.class, HarmonizeEvaluate.class},
    footer = {
      "",
      "The melody is the one that 'inspect' tells of, on a grid; what else the file",
      "plays is not used. A network reads all of it before it says the first chord.",
      "",
      "Examples:",
      "  ritornello harmonize tune.mid --out tune-chords.mid",
      "  ritornello harmonize tune.mid --per bar --out chart.txt",
      "  ritornello harmonize tune.mid --pattern vamp --instrument 22 --out vamp.mid",
      "  ritornello harmonize tune.mid --out tune.musicxml",
      "  ritornello harmonize train nottingham/full --model my-chords",
      "  ritornello harmonize evaluate nottingham/full --model my-chords"
    })
final class Harmonize implements Callable<Integer> {
  /** The model that comes with the program. */
  static final String BUNDLED = "folk-chords";

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The .mid file.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE.ENDING",
      description =
          "The file to write, which must not be there yet: .mid (melody and chords to play),"
              + " .musicxml, .mxl or .abc (notes with chord symbols), .txt (a chord chart), .svg or"
              + " .png.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = BUNDLED,
      description = "A bundled model, or the directory of one (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--per",
      paramLabel = "WHAT",
      defaultValue = "beat",
      description = "How often the chord may change: beat or bar (default: ${DEFAULT-VALUE}).")
  private Per per;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The key of the melody, as G, Em or Bb (default: the file's, or what fits).")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      defaultValue = "held",
      description =
          "How the chords are played: held, or vamp (the bass first, then the others; default:"
              + " ${DEFAULT-VALUE}).")
  private Accompaniment.Pattern pattern;

  @Option(
      names = "--instrument",
      paramLabel = "1-128",
      defaultValue = "1",
      description =
          "General MIDI instrument of the chords (default: ${DEFAULT-VALUE}, a piano; 22 is an"
              + " accordion, 25 a guitar).")
  private int instrument;

  @Option(names = "--json", description = "Print one JSON object, and draw nothing.")
  private boolean json;

  @Mixin private MidiInput input;

  /**
   * As JSON.
   *
   * @param chords in order
   */
  record Harmonized(
      String file,
      String model,
      String melody,
      String key,
      String per,
      List<Sounding> chords,
      Optional<String> written) {}

  /**
   * A chord.
   *
   * @param bar as people count, 0 for a pickup
   * @param quarter after the bar line, from 0
   * @param quarters how long it lasts
   */
  record Sounding(int bar, double quarter, double quarters, String symbol) {}

  @Override
  public Integer call() throws IOException {
    Path tune = file.orElseThrow(() -> wrong("give a .mid file, or 'train' or 'evaluate'"));
    Usage.checkInstrument(spec, "--instrument", instrument);
    if (out.isPresent()) {
      Usage.check(spec, () -> HarmonizedScore.checkEnding(out.get()));
      WholeFile.requireFree(out.get());
    }
    Optional<KeySignature> asked =
        key.map(name -> Usage.checked(spec, "--key", () -> KeySignature.parse(name)));
    Harmonizer harmonizer = HarmonizerFiles.load(ModelFiles.resolve(model));
    Score score = input.read(tune, spec.commandLine().getErr()).score();
    HarmonizedScore piece = harmonized(score, harmonizer, asked);
    if (out.isPresent()) {
      String title = Notation.title(score).orElse(ExportFormat.stem(tune));
      piece.write(title, out.get());
    }
    PrintWriter results = spec.commandLine().getOut();
    if (json) {
      results.print(Json.text(asJson(piece, tune, harmonizer)));
    } else {
      tell(piece, tune, harmonizer, results);
    }
    return ExitCode.DONE;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private HarmonizedScore harmonized(
      Score score, Harmonizer harmonizer, Optional<KeySignature> asked) throws IOException {
    try {
      return HarmonizedScore.of(
          score, harmonizer, new HarmonizedScore.Settings(per, asked, pattern, instrument - 1));
    } catch (IllegalArgumentException e) {
      throw new IOException(file.orElseThrow() + ": " + e.getMessage(), e);
    }
  }

  private void tell(HarmonizedScore piece, Path tune, Harmonizer harmonizer, PrintWriter results) {
    results.printf(
        "%s: melody %s%n%s, a chord a %s at most, by %s%n%n",
        Printable.name(tune.toString()), piece.source(), piece.key(), per, harmonizer.name());
    new Showing(spec).roll(piece.alone(), piece.harmony());
    out.ifPresent(written -> results.printf("%n%s%n", Printable.name(written.toString())));
  }

  private Harmonized asJson(HarmonizedScore piece, Path tune, Harmonizer harmonizer) {
    return new Harmonized(
        tune.toString(),
        harmonizer.name(),
        piece.source(),
        piece.key().toString(),
        per.toString(),
        piece.harmony().spans().stream().map(span -> sounding(span, piece.melody())).toList(),
        out.map(Path::toString));
  }

  private static Sounding sounding(Harmony.Span span, Melody melody) {
    List<Bar> bars = melody.bars();
    int bar = 0;
    while (bar + 1 < bars.size() && bars.get(bar + 1).startStep() <= span.startStep()) {
      bar++;
    }
    boolean pickup = melody.notes().get(0).startStep() > 0;
    double quarter = melody.stepsPerQuarter();
    return new Sounding(
        pickup ? bar : bar + 1,
        (span.startStep() - bars.get(bar).startStep()) / quarter,
        span.lengthSteps() / quarter,
        span.chord().symbol());
  }
}
