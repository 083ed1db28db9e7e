package ritornello.score;

/**
 * A note of a {@link Melody}.
 *
 * @param startStep where it begins, 0 or more
 * @param lengthSteps how long it sounds, 1 or more
 * @param pitch MIDI key number, 0 to 127
 */
public record MelodyNote(int startStep, int lengthSteps, int pitch) {
  public MelodyNote {
    Check.notNegative("start step of a note", startStep);
    Check.positive("length of a note in steps", lengthSteps);
    Check.range("pitch of a note", pitch, 0, 127);
  }

  /** The first step at which it no longer sounds. */
  public int endStep() {
    return startStep + lengthSteps;
  }
}
