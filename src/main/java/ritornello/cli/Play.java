package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.play.DeviceLostException;
import ritornello.play.NoDeviceException;
import ritornello.play.Output;
import ritornello.play.Playback;
import ritornello.play.Playback.Ending;
import ritornello.play.PlaybackOptions;
import ritornello.score.Score;

/** Plays MIDI files. */
@Command(
    name = "play",
    description = "Play MIDI files, one after the other.",
    footer = {
      "",
      "Ctrl-C stops, and ends every note. In a terminal, keys change what is played:",
      "",
      PlayKeys.HELP,
      "",
      "Examples:",
      "  ritornello play generated/*.mid",
      "  ritornello play tune.mid --from 5 --to 8 --loop --tempo 80%%",
      "  ritornello play tune.mid --port 'USB MIDI' --send-clock",
      "  ritornello play tune.mid --soundfont FluidR3_GM.sf2 --transpose -2"
    })
final class Play implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The .mid files.")
  private List<Path> files = List.of();

  @Mixin private OutputOptions outputs;

  @Mixin private PlaybackChoice choice;

  @Mixin private MidiInput input;

  /** A file that can be played. */
  private record Piece(Path file, Score score, PlaybackOptions options) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    outputs.check();
    Usage.check(spec, choice::check);
    List<Piece> pieces = new ArrayList<>();
    for (Path file : files) {
      pieces.add(piece(file));
    }
    try (Output output = outputs.open();
        PlayKeys keys = PlayKeys.open().orElse(null)) {
      playAll(pieces, output, Optional.ofNullable(keys));
      return ExitCode.DONE;
    } catch (DeviceLostException e) {
      throw new CommandFailure(ExitCode.NO_DEVICE, e.getMessage(), e);
    } catch (NoDeviceException e) {
      throw outputs.missing(e);
    }
  }

  private Piece piece(Path file) throws IOException {
    Score score = input.read(file, spec.commandLine().getErr()).score();
    if (score.noteCount() == 0) {
      throw new IOException(file + " has no notes to play");
    }
    PlaybackOptions options =
        Usage.checked(spec, () -> choice.options(score, Printable.name(file.toString())));
    return new Piece(file, Usage.checked(spec, () -> choice.prepared(score)), options);
  }

  private void playAll(List<Piece> pieces, Output output, Optional<PlayKeys> keys)
      throws InterruptedException {
    int next = 0;
    while (next < pieces.size()) {
      Ending ending = play(pieces.get(next), output, keys);
      if (ending == Ending.QUIT) {
        return;
      }
      next = Math.max(0, next + (ending == Ending.PREVIOUS ? -1 : 1));
    }
  }

  private Ending play(Piece piece, Output output, Optional<PlayKeys> keys)
      throws InterruptedException {
    Score score = piece.score();
    long micros = score.tempoMap().microsAt(score.endTick());
    String line =
        "playing " + Printable.name(piece.file().toString()) + ", " + Showing.minutes(micros);
    Playback playback = output.player().playback(score, piece.options());
    if (keys.isPresent()) {
      keys.get().say(line);
      keys.get().attend(playback);
    } else {
      PrintWriter err = spec.commandLine().getErr();
      err.println(line);
      err.flush();
    }
    return playback.play();
  }
}
