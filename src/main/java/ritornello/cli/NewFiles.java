package ritornello.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import ritornello.midi.MidiWriter;
import ritornello.score.Score;
import ritornello.store.WholeFile;

/** Where music goes if nobody said where: new files in {@code generated/}. */
final class NewFiles {
  /** The folder. */
  static final Path FOLDER = Path.of("generated");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private NewFiles() {}

  /** A name with the time of day, so that files stand in the order in which they were made. */
  static String now(String name) {
    return name + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
  }

  /**
   * A new MIDI file; where there is one of that name, another name is found.
   *
   * @param stem name without the ending
   * @return where it is
   */
  static Path midi(String stem, Score score) throws IOException {
    return WholeFile.writeNew(FOLDER, stem, "mid", out -> MidiWriter.write(score, out));
  }
}
