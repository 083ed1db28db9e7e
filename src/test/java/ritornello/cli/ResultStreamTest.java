package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultStreamTest {
  @Test
  void passesOnWhatItGets() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ResultStream results = new ResultStream(bytes);
    results.write("C4 E4".getBytes(StandardCharsets.US_ASCII));
    results.write('\n');
    assertThat(bytes).hasToString("C4 E4\n");
    assertThat(results.failure()).isEmpty();
  }

  @Test
  void remembersAFullDisk() throws IOException {
    ResultStream results = new ResultStream(failing("No space left on device"));
    results.write(1);
    results.flush();
    assertThat(results.failure())
        .get()
        .extracting(Throwable::getMessage)
        .isEqualTo("No space left on device");
  }

  @Test
  void aReaderWhoHasEnoughIsNoFailure() throws IOException {
    ResultStream results = new ResultStream(failing("Broken pipe"));
    results.write(new byte[10]);
    assertThat(results.failure()).isEmpty();
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
