package ritornello.cli;

import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong usage, of any command. */
final class Usage {
  private Usage() {}

  /** What comes of options: if it is refused as an illegal argument, they are wrong. */
  static <T> T checked(CommandSpec spec, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** As {@link #checked(CommandSpec, Supplier)}, of the value of one option. */
  static <T> T checked(CommandSpec spec, String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "wrong value for " + option + ": " + e.getMessage(), e);
    }
  }

  /** As {@link #checked(CommandSpec, Supplier)}, of what is only done. */
  static void check(CommandSpec spec, Runnable check) {
    checked(
        spec,
        () -> {
          check.run();
          return true;
        });
  }

  /** Refuses a number that is no instrument of General MIDI. */
  static void checkInstrument(CommandSpec spec, String option, int number) {
    if (number < 1 || number > 128) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + number + "; it must be from 1 to 128");
    }
  }

  /** Refuses a tempo, in quarter notes a minute, that nobody can play or bear. */
  static void checkTempo(CommandSpec spec, Optional<Double> tempo) {
    if (tempo.isPresent() && !(tempo.get() >= 10 && tempo.get() <= 1000)) {
      throw new ParameterException(
          spec.commandLine(), "--tempo is " + tempo.get() + "; it must be from 10 to 1000");
    }
  }

  /**
   * Refuses an option that was given.
   *
   * @param reason that follows the option's name
   */
  static void refuse(CommandSpec spec, String option, Optional<?> value, String reason) {
    if (value.isPresent()) {
      throw new ParameterException(spec.commandLine(), option + " " + reason);
    }
  }

  /** Refuses an option of a training that was begun with another, or without it. */
  static void refuseWithResume(CommandSpec spec, String option, Optional<?> value) {
    refuse(
        spec,
        option,
        value,
        "can't be changed with --resume: the training goes on as it was begun");
  }
}
