package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
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
import ritornello.notation.Fit;
import ritornello.notation.Notation;
import ritornello.score.MelodyFinding;
import ritornello.score.Score;
import ritornello.score.Track;
import ritornello.store.Json;
import ritornello.store.WholeFile;

/** Writes a MIDI file in another format. */
@Command(
    name = "export",
    description = {
      "Write a MIDI file as a score to read (MusicXML, for MuseScore and others), as ABC notation,",
      "as a picture of its piano roll, or as MIDI again: the ending of --out says as what."
    },
    footer = {
      "",
      "Scores are written on a grid of sixteenth or 32nd notes and triplets, the coarsest that the",
      "notes are on; it is said how far notes had to be moved. ABC has the melody only.",
      "",
      "Examples:",
      "  ritornello export tune.mid --out tune.musicxml",
      "  ritornello export song.mid --out song.abc",
      "  ritornello export song.mid --track 2,4 --out two.mxl --title \"A Song for Two\"",
      "  ritornello export concert.mid --out concert.musicxml --steps-per-quarter 4",
      "  ritornello export song.mid --melody --out melody.png"
    })
final class Export implements Callable<Integer> {
  private static final int MELODY_VELOCITY = 90;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The .mid file.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.ENDING",
      description =
          "The file to write, which must not be there yet; it ends in .musicxml or .xml,"
              + " .mxl (MusicXML, compressed), .abc, .svg, .png, .mid or .midi.")
  private Path out;

  @Option(
      names = "--melody",
      description = "Write only the melody, the one that 'inspect' tells of.")
  private boolean melody;

  @Option(
      names = "--track",
      paramLabel = "N",
      split = ",",
      description =
          "Write only this track, by the number that 'inspect' gives it; or several: 1,3.")
  private List<Integer> tracks = List.of();

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "The title (default: the file's own, or its name).")
  private Optional<String> title = Optional.empty();

  @Option(
      names = "--steps-per-quarter",
      paramLabel = "N",
      description =
          "The grid of a score: 4 (sixteenth notes), 8 (32nds), 12 (sixteenths and"
              + " triplets) or 24 (32nds and triplets); default: the coarsest that fits, 12 for"
              + " a performance.")
  private Optional<Integer> stepsPerQuarter = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private MidiInput input;

  /** As JSON. */
  record Exported(
      String file,
      String written,
      String format,
      int notes,
      Optional<Fit> grid,
      Optional<String> melody) {}

  @Override
  public Integer call() throws IOException {
    ExportFormat format = Usage.checked(spec, () -> ExportFormat.of(out));
    stepsPerQuarter.ifPresent(this::checkGrid);
    WholeFile.requireFree(out);
    Score whole = input.read(file, spec.commandLine().getErr()).score();
    Score chosen = tracks.isEmpty() ? whole : chosen(whole);
    String heading = title.or(() -> Notation.title(whole)).orElse(ExportFormat.stem(file));
    Exported exported = export(format, chosen, heading);
    PrintWriter results = spec.commandLine().getOut();
    if (json) {
      results.print(Json.text(exported));
    } else {
      tell(exported, results);
    }
    return ExitCode.DONE;
  }

  private void checkGrid(int steps) {
    if (!List.of(4, 8, 12, 24).contains(steps)) {
      throw new ParameterException(
          spec.commandLine(), "--steps-per-quarter is " + steps + "; choose 4, 8, 12 or 24");
    }
  }

  private Score chosen(Score score) {
    List<Track> parts = new ArrayList<>();
    for (int number : tracks) {
      if (number < 1 || number > score.tracks().size()) {
        throw new ParameterException(
            spec.commandLine(),
            "--track "
                + number
                + ": "
                + file
                + " has the tracks 1 to "
                + score.tracks().size()
                + ", see 'ritornello inspect'");
      }
      parts.add(score.tracks().get(number - 1));
    }
    return score.with(parts);
  }

  private Exported export(ExportFormat format, Score score, String heading) throws IOException {
    try {
      Optional<MelodyFinding.Found> found =
          melody ? Optional.of(ExportFormat.melody(score, stepsPerQuarter)) : Optional.empty();
      Score music = found.map(f -> alone(f, score)).orElse(score);
      ExportFormat.Written written =
          format.write(music, new ExportFormat.Settings(heading, stepsPerQuarter), out);
      return new Exported(
          file.toString(),
          out.toString(),
          format.toString(),
          music.noteCount(),
          found.map(ExportFormat.Written::of).orElse(written).fit(),
          found.map(MelodyFinding.Found::source).or(written::melody));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Score alone(MelodyFinding.Found found, Score score) {
    Track track = score.tracks().get(found.part());
    return found
        .melody()
        .toScore(
            track.name(),
            score.tempoMap().tempoAt(0).qpm(),
            track.program().orElse(0),
            MELODY_VELOCITY);
  }

  private static void tell(Exported exported, PrintWriter results) {
    results.printf("%s: %s, %s%n", exported.written(), exported.format(), notes(exported.notes()));
    exported.melody().ifPresent(source -> results.println("  melody " + source));
    exported.grid().ifPresent(fit -> results.println("  grid   " + words(fit)));
  }

  private static String notes(int count) {
    return count + (count == 1 ? " note" : " notes");
  }

  private static String words(Fit fit) {
    String grid = fit.stepsPerQuarter() + " steps a quarter note; ";
    if (fit.moved() == 0 && fit.merged() == 0) {
      return grid + "no note was moved";
    }
    String moved =
        String.format(
            Locale.ROOT,
            "%d of %d notes moved, all by %.1f ms on average and %.1f at most",
            fit.moved(),
            fit.notes(),
            fit.moveMicros() / 1000,
            fit.farthestMoveMicros() / 1000.0);
    return grid
        + moved
        + (fit.merged() == 0 ? "" : "; " + fit.merged() + " fell on others, and are left out");
  }
}
