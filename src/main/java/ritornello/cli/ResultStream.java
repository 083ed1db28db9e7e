package ritornello.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Standard output that remembers that it failed, since neither {@code System.out} nor picocli would
 * tell: results that went to a full disk must not end in exit code 0.
 */
final class ResultStream extends FilterOutputStream {
  private IOException failure;

  ResultStream(OutputStream out) {
    super(out);
  }

  static ResultStream standardOutput() {
    return new ResultStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
  }

  /**
   * What the terminal takes; Java 19 and later know it by another name than 17.
   *
   * @param stream stdout or stderr
   */
  static Charset charset(String stream) {
    return Stream.of(stream + ".encoding", "sun." + stream + ".encoding", "native.encoding")
        .map(System::getProperty)
        .filter(name -> name != null && Charset.isSupported(name))
        .map(Charset::forName)
        .findFirst()
        .orElseGet(Charset::defaultCharset);
  }

  @Override
  public void write(int value) {
    attempt(() -> out.write(value));
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    attempt(() -> out.write(bytes, from, length));
  }

  @Override
  public void flush() {
    attempt(out::flush);
  }

  /**
   * Why not all results arrived. Whoever closes the pipe on purpose, as {@code head} does, has got
   * all it wanted: that is no failure.
   */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure).filter(e -> !isClosedPipe(e));
  }

  private static boolean isClosedPipe(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe") || message.contains("pipe is being closed");
  }

  private void attempt(Output output) {
    if (failure != null) {
      return;
    }
    try {
      output.run();
    } catch (IOException e) {
      failure = e;
    }
  }

  @FunctionalInterface
  private interface Output {
    void run() throws IOException;
  }
}
