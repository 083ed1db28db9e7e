package ritornello.cli;

/** What the program's exit code tells a script. */
final class ExitCode {
  /** Done, including what was asked for but is nobody's fault, such as no sound card to play on. */
  static final int DONE = 0;

  /** Something inside the program or its machine: a defect, a full disk, no memory. */
  static final int INTERNAL = 1;

  /** An option or a command that does not exist, lacks its value, or has an impossible one. */
  static final int USAGE = 2;

  /** A file, folder, model or seed that cannot be used. */
  static final int INPUT = 3;

  /** A sound or MIDI device was asked for by name and is not there. */
  static final int NO_DEVICE = 4;

  /** Training went to infinity or beyond. */
  static final int DIVERGED = 5;

  /** Ctrl-C: 128 and the number of the signal, as shells count. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
