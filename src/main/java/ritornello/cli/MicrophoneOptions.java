package ritornello.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whether, and how, to listen live. */
final class MicrophoneOptions {
  private static final double USUAL_SILENCE_SECONDS = 4;

  @Option(
      names = "--microphone",
      description = "Listen live, until Ctrl-C, Enter, or some silence after the last note.")
  private boolean microphone;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "With --microphone: the input, or a part of its name (default: the system's).")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "With --microphone: listen no longer than this.")
  private Optional<Double> seconds = Optional.empty();

  @Option(
      names = "--silence",
      paramLabel = "N",
      description = "With --microphone: stop after so many seconds without a note (default: 4).")
  private Optional<Double> silence = Optional.empty();

  /** Whether it is wished. */
  boolean isWished() {
    return microphone;
  }

  /** Refuses what makes no sense. */
  void check(CommandSpec spec) {
    if (!microphone) {
      String reason = "goes with --microphone";
      Usage.refuse(spec, "--device", device, reason);
      Usage.refuse(spec, "--seconds", seconds, reason);
      Usage.refuse(spec, "--silence", silence, reason);
    }
    positive(spec, "--seconds", seconds);
    positive(spec, "--silence", silence);
  }

  private static void positive(CommandSpec spec, String name, Optional<Double> value) {
    if (value.isPresent() && !(value.get() > 0)) {
      throw new ParameterException(
          spec.commandLine(), name + " is " + value.get() + "; it must be more than 0");
    }
  }

  /** Name of the input, or the system's. */
  Optional<String> device() {
    return device;
  }

  /** How long to listen at the most. */
  Optional<Double> seconds() {
    return seconds;
  }

  /** How long it is silent at the end. */
  double silenceSeconds() {
    return silence.orElse(USUAL_SILENCE_SECONDS);
  }
}
