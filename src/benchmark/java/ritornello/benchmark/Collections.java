package ritornello.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The MIDI files of ../shared/data. */
final class Collections {
  private static final Path DATA = Path.of("../shared/data");

  private Collections() {}

  static Path folder(String collection) {
    return DATA.resolve(collection);
  }

  static List<Path> paths(String collection) throws IOException {
    try (Stream<Path> files = Files.walk(folder(collection))) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".mid"))
          .sorted()
          .toList();
    }
  }

  static List<byte[]> files(String collection) throws IOException {
    return paths(collection).stream().map(Collections::bytes).toList();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
