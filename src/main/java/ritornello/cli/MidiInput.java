package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiReading;

/** How MIDI files are read. */
final class MidiInput {
  @Option(
      names = "--strict",
      description = "Refuse damaged files, which are repaired without this.")
  private boolean strict;

  /** What becomes of damaged files. */
  MidiReader.Mode mode() {
    return strict ? MidiReader.Mode.STRICT : MidiReader.Mode.TOLERANT;
  }

  /**
   * Reads a file, and says if it had to be repaired.
   *
   * @throws IOException if it can't be read, or is damaged and that was to be refused
   */
  MidiReading read(Path file, PrintWriter err) throws IOException {
    return read(MidiReader.bytes(file), file, err);
  }

  /**
   * The same of a file whose bytes are known.
   *
   * @param file for messages
   */
  MidiReading read(byte[] bytes, Path file, PrintWriter err) throws IOException {
    MidiReading reading = MidiReader.read(bytes, file.toString(), mode());
    if (reading.repairCount() > 0) {
      err.println(
          Printable.name(file.toString())
              + " is damaged and was repaired: "
              + reading.repairs().get(0)
              + (reading.repairCount() == 1 ? "" : ", and " + (reading.repairCount() - 1) + " more")
              + "; see: ritornello inspect "
              + Printable.name(file.toString()));
    }
    return reading;
  }
}
