package ritornello.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The short form of fuzzing: what was found once, and seeded changes of good files. The long form
 * is {@code mvn -Pfuzz test-compile exec:exec}.
 */
class FuzzTest {
  private static final Path FOUND = Path.of("src/test/resources/ritornello/fuzz");

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void whatWasFoundStaysMended() throws IOException {
    for (Path file : files(FOUND)) {
      FileTarget.fuzzerTestOneInput(Files.readAllBytes(file));
      TokenTarget.fuzzerTestOneInput(Files.readAllBytes(file));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void changedFilesBreakNothing(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Path> files =
        files(Path.of("midi-corpus")).stream().filter(f -> f.toString().endsWith(".mid")).toList();
    for (int i = 0; i < 100; i++) {
      byte[] bytes = Files.readAllBytes(files.get(random.nextInt(files.size())));
      // Where much is wrong, little is read: most of a file stays.
      for (int changes = random.nextInt(1, 12); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      FileTarget.fuzzerTestOneInput(Arrays.copyOf(bytes, length));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nonsenseIsMusicToo(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      TokenTarget.fuzzerTestOneInput(bytes);
    }
  }
}
