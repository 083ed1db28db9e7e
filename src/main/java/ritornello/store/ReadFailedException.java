package ritornello.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file could not be read. The message is one line for people: which file, and why. */
public final class ReadFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  private ReadFailedException(String message, IOException cause) {
    super(message, cause);
  }

  /** Says why, as far as the file system lets one know. */
  public static ReadFailedException of(Path file, IOException cause) {
    return new ReadFailedException("cannot read " + file + ": " + reason(file, cause), cause);
  }

  private static String reason(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (Files.isDirectory(file)) {
      return "it is a folder, not a file";
    }
    if (cause instanceof AccessDeniedException) {
      return "no permission";
    }
    String text =
        cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
    return text == null ? cause.getClass().getSimpleName() : text.lines().findFirst().orElse("");
  }
}
