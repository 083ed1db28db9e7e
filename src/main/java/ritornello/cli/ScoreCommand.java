package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import ritornello.lm.LanguageModel;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiReading;
import ritornello.midi.MidiWriter;
import ritornello.midi.VelocityCopy;
import ritornello.report.PianoRollSvg;
import ritornello.report.Surprise;
import ritornello.store.Json;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;

/** Tells how probable a piece is, and where it surprises. */
@Command(
    name = "score",
    description = "Tell how probable a model finds a piece, and where it surprises.",
    footer = {
      "",
      "The surprise of a note is -log2 of the probability that the model gave to all tokens that",
      "tell of it, each after all before it. 'instead' is what was likeliest in place of the one of",
      "them that surprised most.",
      "",
      "Examples:",
      "  ritornello score tune.mid",
      "  ritornello score tune.mid --svg surprise.svg --midi surprise.mid",
      "  ritornello score concert.mid --model my-pianist --json"
    })
final class ScoreCommand implements Callable<Integer> {
  private static final int USUAL_MOST = 10;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The .mid file.")
  private Path file;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      defaultValue = "folk",
      description = "A bundled model, or the directory of one (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "List the N most surprising notes (default: " + USUAL_MOST + ").")
  private Optional<Integer> top = Optional.empty();

  @Option(names = "--all", description = "List all notes, in the order in which they begin.")
  private boolean all;

  @Option(names = "--json", description = "Print one JSON object, with all notes.")
  private boolean json;

  @Option(
      names = "--svg",
      paramLabel = "FILE.svg",
      description = "Draw the piece, each note in the colour of its surprise; a new file.")
  private Optional<Path> svg = Optional.empty();

  @Option(
      names = "--midi",
      paramLabel = "FILE.mid",
      description =
          "Write a copy of the file whose velocities are the surprise, all else as it is;"
              + " a new file.")
  private Optional<Path> midi = Optional.empty();

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException {
    checkOptions();
    LanguageModel loaded = LanguageModel.load(ModelFiles.resolve(model));
    PrintWriter err = spec.commandLine().getErr();
    byte[] bytes = MidiReader.bytes(file);
    MidiReading reading = input.read(bytes, file, err);
    ScoredPiece piece = ScoredPiece.of(loaded, reading.score(), file);
    if (svg.isPresent()) {
      String picture = PianoRollSvg.svg(reading.score(), title(loaded, piece), piece.surprise());
      WholeFile.create(svg.get(), out -> out.write(picture.getBytes(StandardCharsets.UTF_8)));
    }
    if (midi.isPresent()) {
      copy(bytes, reading, piece.surprise(), midi.get(), err);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.text(piece.report()));
    } else {
      piece.report().tell(all ? -1 : top.orElse(USUAL_MOST), out);
    }
    return ExitCode.DONE;
  }

  /** Before anything is reckoned, which may take long. */
  private void checkOptions() throws IOException {
    if (top.isPresent() && (all || top.get() < 0)) {
      throw new ParameterException(
          spec.commandLine(),
          all
              ? "--top is for the most surprising notes, and not for --all"
              : "--top is " + top.get() + "; it must be 0 or more");
    }
    if (svg.isPresent() && svg.equals(midi)) {
      throw new ParameterException(
          spec.commandLine(), "--svg and --midi name the same file, " + svg.get());
    }
    for (Optional<Path> target : List.of(svg, midi)) {
      if (target.isPresent()) {
        WholeFile.requireFree(target.get());
      }
    }
  }

  private String title(LanguageModel loaded, ScoredPiece piece) {
    Path name = file.getFileName();
    return String.format(
        Locale.ROOT,
        "%s by %s: %.2f bits a note",
        name,
        loaded.name(),
        piece.report().bitsPerNote());
  }

  private void copy(
      byte[] bytes, MidiReading reading, Surprise surprise, Path target, PrintWriter err)
      throws IOException {
    int[] velocities = surprise.velocities();
    byte[] copy;
    if (reading.repairCount() == 0) {
      copy = VelocityCopy.ofBytes(bytes, file.toString(), velocities);
    } else {
      copy = MidiWriter.toBytes(VelocityCopy.of(reading.score(), velocities));
      err.println(Printable.name(target + " holds the repaired music, written anew"));
    }
    WholeFile.create(target, out -> out.write(copy));
  }
}
