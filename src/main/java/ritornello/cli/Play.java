package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.midi.MidiReader;
import ritornello.play.NoDeviceException;
import ritornello.play.Output;
import ritornello.score.Score;

/** Plays a MIDI file. */
@Command(
    name = "play",
    description = "Play a MIDI file.",
    footer = {"", "Ctrl-C stops, and ends every note."})
final class Play implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The .mid file.")
  private Path file;

  @Option(
      names = "--port",
      paramLabel = "NAME",
      description = "MIDI output to play to, see 'ritornello devices' (default: the synthesizer).")
  private Optional<String> port = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Score score = MidiReader.read(file).score();
    if (score.noteCount() == 0) {
      throw new IOException(file + " has no notes to play");
    }
    try (Output output = port.isPresent() ? Output.port(port.get()) : Output.synthesizer()) {
      long micros = score.tempoMap().microsAt(score.endTick());
      err.printf("playing %s, %s%n", file, Showing.minutes(micros));
      err.flush();
      output.player().play(score, false);
      return ExitCode.DONE;
    } catch (NoDeviceException e) {
      throw new CommandFailure(
          ExitCode.NO_DEVICE,
          e.getMessage()
              + (port.isPresent() ? "" : "; see 'ritornello devices', or choose one by --port"),
          e);
    }
  }
}
