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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.play.DeviceLostException;
import ritornello.play.NoDeviceException;
import ritornello.play.Output;
import ritornello.score.Score;

/** Plays a MIDI file. */
@Command(
    name = "play",
    description = "Play MIDI files, one after the other.",
    footer = {"", "Ctrl-C stops, and ends every note."})
final class Play implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The .mid files.")
  private List<Path> files = List.of();

  @Option(
      names = "--port",
      paramLabel = "NAME",
      description = "MIDI output to play to, see 'ritornello devices' (default: the synthesizer).")
  private Optional<String> port = Optional.empty();

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Score> scores = new ArrayList<>();
    for (Path file : files) {
      scores.add(read(file));
    }
    try (Output output = port.isPresent() ? Output.port(port.get()) : Output.synthesizer()) {
      for (int i = 0; i < scores.size(); i++) {
        play(files.get(i), scores.get(i), output);
      }
      return ExitCode.DONE;
    } catch (DeviceLostException e) {
      throw new CommandFailure(ExitCode.NO_DEVICE, e.getMessage(), e);
    } catch (NoDeviceException e) {
      throw new CommandFailure(
          ExitCode.NO_DEVICE,
          e.getMessage()
              + (port.isPresent() ? "" : "; see 'ritornello devices', or choose one by --port"),
          e);
    }
  }

  private Score read(Path file) throws IOException {
    Score score = input.read(file, spec.commandLine().getErr()).score();
    if (score.noteCount() == 0) {
      throw new IOException(file + " has no notes to play");
    }
    return score;
  }

  private void play(Path file, Score score, Output output) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "playing %s, %s%n", file, Showing.minutes(score.tempoMap().microsAt(score.endTick())));
    err.flush();
    output.player().play(score, false);
  }
}
