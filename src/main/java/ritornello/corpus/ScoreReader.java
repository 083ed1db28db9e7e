package ritornello.corpus;

import java.io.IOException;
import ritornello.midi.MidiReading;

/** What makes a score of the bytes of a file. */
@FunctionalInterface
interface ScoreReader {

  /**
   * @throws IOException if it is no MIDI file; the message is the reason, for people
   */
  MidiReading read(byte[] bytes) throws IOException;
}
