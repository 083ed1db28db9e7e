package ritornello.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes. */
@Timeout(60)
class KilledWriterTest {
  private static final int FLOATS = 100_000;

  @TempDir Path folder;

  /** Writes one checkpoint after the other without end. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      float[] values = new float[FLOATS];
      for (int step = 0; ; step++) {
        Arrays.fill(values, step);
        Tensor tensor = new Tensor.F32("w", new int[] {FLOATS}, values);
        Safetensors.of(List.of(tensor), Map.of("step", "" + step)).write(Path.of(args[0]));
      }
    }
  }

  @Test
  void leavesAWholeFileWheneverItIsKilled() throws Exception {
    Path file = folder.resolve("optimizer.safetensors");
    Random random = new Random(1);
    for (int round = 0; round < 4; round++) {
      Files.deleteIfExists(file);
      Process writer = start(file);
      while (!Files.exists(file) && writer.isAlive()) {
        Thread.sleep(5);
      }
      Thread.sleep(random.nextInt(60));
      writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

      Safetensors read = Safetensors.read(file);
      float step = Float.parseFloat(read.metadata("step"));
      assertThat(read.floats("w", FLOATS)).containsOnly(step);
    }

    WholeFile.removeLeftovers(folder);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static Process start(Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Writer.class.getName(), "" + file)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
