package ritornello.corpus;

import java.util.Optional;
import ritornello.midi.MidiReading;

/**
 * A file that was looked at, with all that was read from it.
 *
 * @param file its verdict
 * @param reading its score and repairs; empty if it couldn't be read
 */
public record Surveyed(ScannedFile file, Optional<MidiReading> reading) {}
