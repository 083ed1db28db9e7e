package ritornello.midi;

import java.io.IOException;

/** A MIDI file that the strict reader refuses; the message says which byte of which file. */
public final class MalformedMidiException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Repair repair;

  MalformedMidiException(String name, Repair repair) {
    super(
        name
            + " is damaged at byte "
            + repair.byteOffset()
            + ": "
            + repair.problem()
            + "; read it without strictness to have that repaired");
    this.repair = repair;
  }

  /** What a tolerant reader would have done. */
  public Repair repair() {
    return repair;
  }
}
