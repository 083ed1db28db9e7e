package ritornello.midi;

import java.io.IOException;

/** A file that has no MIDI in it at all; the message names it and says what it seems to be. */
public final class NotMidiException extends IOException {
  private static final long serialVersionUID = 1;

  NotMidiException(String name, String because) {
    super(name + " is not a MIDI file: " + because + "; give a Standard MIDI File (.mid)");
  }
}
