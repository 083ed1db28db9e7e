package ritornello.midi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The collections that stand beside the project, where they do. */
final class SharedData {
  private static final Path ROOT = Path.of("..", "shared", "data");

  private SharedData() {}

  /** A file or folder of the collections; without it the test is skipped. */
  static Path path(String name) {
    Path path = ROOT.resolve(name);
    assumeTrue(Files.exists(path), () -> path + " is not here, so this is not tested");
    return path;
  }

  /** All MIDI files in a folder of the collections, sorted. */
  static List<Path> midiFiles(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(path(folder))) {
      return files.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }
}
