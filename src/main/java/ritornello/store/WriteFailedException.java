package ritornello.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A file could not be written. The message is one line for people: which file, why, what to do.
 *
 * <p>Whatever stood at that place before is untouched, and nothing half-written is left.
 */
public final class WriteFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With less room than this on the disk, a failed write is put down to it. */
  private static final long ALMOST_FULL_BYTES = 64 * 1024;

  private WriteFailedException(String message, IOException cause) {
    super(message, cause);
  }

  /** Whether it is the place that was wrong, such as one that is taken, and not the disk. */
  public boolean isWrongPlace() {
    return getCause() == null || getCause() instanceof FileAlreadyExistsException;
  }

  static WriteFailedException because(Path file, String reason) {
    return new WriteFailedException("cannot write " + file + ": " + reason, null);
  }

  /** Says why, as far as the file system lets one know. */
  static WriteFailedException of(Path file, IOException cause) {
    return new WriteFailedException("cannot write " + file + ": " + reason(file, cause), cause);
  }

  private static String reason(Path file, IOException cause) {
    if (Files.isDirectory(file)) {
      return "it is a folder; give the name of a file";
    }
    Path folder = folderOf(file);
    Optional<Path> obstacle = fileInPlaceOfFolder(folder);
    if (obstacle.isPresent()) {
      return obstacle.get() + " is a file, not a folder; choose another place";
    }
    if (Files.notExists(folder)) {
      return "the folder " + folder + " does not exist; create it or choose another place";
    }
    if (isFull(folder, cause)) {
      return "the disk is full; free some space or choose another place";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it is a file, not a folder; choose another place";
    }
    String said = said(cause).toLowerCase(Locale.ROOT);
    if (said.contains("read-only file system")) {
      return "the disk can only be read; choose another place";
    }
    if (cause instanceof AccessDeniedException || said.contains("permission")) {
      return "no permission; choose another place, or change the permissions of " + folder;
    }
    return said(cause);
  }

  private static Optional<Path> fileInPlaceOfFolder(Path folder) {
    for (Path place = folder; place != null; place = place.getParent()) {
      if (Files.exists(place)) {
        return Files.isDirectory(place) ? Optional.empty() : Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /** The system's words for a full disk depend on its language, so the room left counts as well. */
  private static boolean isFull(Path folder, IOException cause) {
    String said = said(cause).toLowerCase(Locale.ROOT);
    if (said.contains("no space left") || said.contains("quota") || said.contains("enough space")) {
      return true;
    }
    try {
      return !(cause instanceof FileSystemException)
          && Files.getFileStore(folder).getUsableSpace() < ALMOST_FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static String said(IOException cause) {
    String text =
        cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
    return text == null || text.isBlank()
        ? "the system does not let a file be made here"
        : text.lines().findFirst().orElse("");
  }

  static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of(".") : parent;
  }
}
