package ritornello.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import ritornello.play.DeviceLostException;
import ritornello.play.NoDeviceException;
import ritornello.play.Output;
import ritornello.score.Score;

/** Where music is played. */
final class OutputOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "NAME",
      description = "MIDI output to play to, see 'ritornello devices' (default: the synthesizer).")
  private Optional<String> port = Optional.empty();

  @Option(
      names = "--soundfont",
      paramLabel = "FILE",
      description = "Instruments of the synthesizer, a file of the format SoundFont 2 (.sf2).")
  private Optional<Path> soundFont = Optional.empty();

  /** Whether one was named. */
  boolean isGiven() {
    return port.isPresent() || soundFont.isPresent();
  }

  void check() {
    if (port.isPresent()) {
      Usage.refuse(spec, "--soundfont", soundFont, "is for the synthesizer, not for a --port");
    }
  }

  /**
   * Opens it.
   *
   * @throws IOException if the SoundFont can't be used
   */
  Output open() throws IOException, NoDeviceException {
    if (port.isPresent()) {
      return Output.port(port.get());
    }
    return soundFont.isPresent() ? Output.synthesizer(soundFont.get()) : Output.synthesizer();
  }

  /**
   * Plays music. A device that was named must be there; without one, it is heard if there is any.
   *
   * @throws IOException if the SoundFont can't be used
   */
  void play(Score score, Showing showing) throws IOException, InterruptedException {
    if (!isGiven()) {
      showing.play(score);
      return;
    }
    try (Output opened = open()) {
      opened.player().play(score, true);
    } catch (NoDeviceException e) {
      throw missing(e);
    } catch (DeviceLostException e) {
      throw new CommandFailure(ExitCode.NO_DEVICE, e.getMessage(), e);
    }
  }

  /** What a device that is not there means to whoever asked for it. */
  CommandFailure missing(NoDeviceException e) {
    String hint = port.isPresent() ? "" : "; see 'ritornello devices', or choose one by --port";
    return new CommandFailure(ExitCode.NO_DEVICE, e.getMessage() + hint, e);
  }
}
