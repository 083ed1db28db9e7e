package ritornello.store;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a file so that it appears whole or not at all: into a temporary file beside it, forced to
 * the disk, renamed in one step, and the folder forced too.
 *
 * <p>Whatever goes wrong on the way, including an exception of the {@link Content}, the temporary
 * file is removed and an existing file is untouched. Only a killed process leaves its temporary
 * file; {@link #removeLeftovers} is for those.
 */
public final class WholeFile {

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it to a buffered stream, which it may leave open or close.
     *
     * @throws IOException if the content cannot be made; it reaches the caller as it is
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;

  /** So much of a file's name stands in that of the temporary one, which must not be too long. */
  private static final int MOST_NAME_CHARACTERS = 40;

  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.(\\d+)-[0-9a-f]{16}\\.tmp");

  private WholeFile() {}

  /** As {@link #write(Path, Content)}. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, out -> out.write(content));
  }

  /**
   * Writes a file, in place of the one that may be there. Where the name is a link, what it points
   * at is replaced; where it is a device or a pipe, it is written to directly.
   *
   * @throws WriteFailedException if the file system does not let it be written
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = followLink(file);
    if (Files.isDirectory(target)) {
      throw WriteFailedException.because(file, "it is a folder; give the name of a file");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw WriteFailedException.because(
          file, "it is there already and may not be changed; choose another name");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      fill(file, target, content, false);
      return;
    }
    Path temporary = writeTemporary(file, target, content);
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(temporary);
      throw WriteFailedException.of(file, e);
    }
    forceFolder(WriteFailedException.folderOf(target));
  }

  /**
   * Checks that {@link #create} would not find a file there, before work is spent on its content.
   *
   * @throws WriteFailedException if one is there
   */
  public static void requireFree(Path file) throws WriteFailedException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw taken(file);
    }
  }

  /**
   * Writes a file that must not be there yet.
   *
   * @throws WriteFailedException if it is there, or the file system does not let it be written
   */
  public static void create(Path file, Content content) throws IOException {
    requireFree(file);
    Path temporary = writeTemporary(file, file, content);
    try {
      if (!claim(temporary, file)) {
        throw taken(file);
      }
    } finally {
      delete(temporary);
    }
    forceFolder(WriteFailedException.folderOf(file));
  }

  /**
   * Writes a file under a name that is not taken: {@code stem.extension}, else {@code
   * stem-2.extension}, {@code stem-3.extension} and so on. Two programs that do so at once get two
   * files. Creates the folder if it is missing.
   *
   * @param extension without the dot
   * @return the file
   * @throws WriteFailedException if the file system does not let it be written
   */
  public static Path writeNew(Path folder, String stem, String extension, Content content)
      throws IOException {
    createFolder(folder);
    Path first = folder.resolve(stem + "." + extension);
    Path temporary = writeTemporary(first, first, content);
    try {
      Path file = first;
      for (int number = 2; !claim(temporary, file); number++) {
        file = folder.resolve(stem + "-" + number + "." + extension);
      }
      forceFolder(folder);
      return file;
    } finally {
      delete(temporary);
    }
  }

  /** Creates a folder and those above it, where they are missing. */
  public static void createFolder(Path folder) throws WriteFailedException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw WriteFailedException.of(firstMissing(folder), e);
    }
    forceFolder(WriteFailedException.folderOf(folder.toAbsolutePath()));
  }

  /** The one whose making failed. */
  private static Path firstMissing(Path folder) {
    Path missing = folder;
    while (missing.getParent() != null && Files.notExists(missing.getParent())) {
      missing = missing.getParent();
    }
    return missing;
  }

  /** Removes the temporary files of processes that were killed while they wrote in this folder. */
  static void removeLeftovers(Path folder) throws IOException {
    removeTemporary(folder, WholeFile::isDead);
  }

  /** Removes all temporary files from a folder that nobody else writes in. */
  static void removeTemporary(Path folder) throws IOException {
    removeTemporary(folder, pid -> true);
  }

  private static void removeTemporary(Path folder, Predicate<String> ofPid) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*.tmp")) {
      for (Path file : files) {
        Matcher matcher = TEMPORARY.matcher(file.getFileName().toString());
        if (matcher.matches() && ofPid.test(matcher.group(1))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isDead(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Path followLink(Path file) throws WriteFailedException {
    try {
      return Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    } catch (IOException e) {
      throw WriteFailedException.of(file, e);
    }
  }

  private static Path writeTemporary(Path file, Path target, Content content) throws IOException {
    String name = target.getFileName().toString();
    String temporaryName =
        String.format(
            ".%s.%d-%016x.tmp",
            name.substring(0, Math.min(name.length(), MOST_NAME_CHARACTERS)),
            ProcessHandle.current().pid(),
            new SecureRandom().nextLong());
    Path temporary = target.resolveSibling(temporaryName);
    try {
      Files.createFile(temporary);
    } catch (IOException e) {
      throw WriteFailedException.of(file, e);
    }
    boolean whole = false;
    try {
      fill(file, temporary, content, true);
      whole = true;
    } finally {
      if (!whole) {
        delete(temporary);
      }
    }
    return temporary;
  }

  /** Not through a channel: those close themselves when the thread is interrupted, as by Ctrl-C. */
  private static void fill(Path file, Path place, Content content, boolean force)
      throws IOException {
    try (Disk disk = new Disk(file, place, force)) {
      OutputStream out = new BufferedOutputStream(disk, BUFFER_BYTES);
      content.writeTo(out);
      out.flush();
    }
  }

  /** Gives a finished temporary file this name, unless the name is taken: then false. */
  private static boolean claim(Path temporary, Path file) throws WriteFailedException {
    try {
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return claimWithoutLinks(temporary, file);
    } catch (IOException e) {
      throw WriteFailedException.of(file, e);
    }
  }

  /** Where the file system knows no hard links (FAT): an empty file holds the place first. */
  private static boolean claimWithoutLinks(Path temporary, Path file) throws WriteFailedException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw WriteFailedException.of(file, e);
    }
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      delete(file);
      throw WriteFailedException.of(file, e);
    }
  }

  private static WriteFailedException taken(Path file) {
    return WriteFailedException.because(
        file, "it is there already; choose another name or remove it first");
  }

  /**
   * Makes a renaming last through a power cut. Not every system lets a folder be forced (Windows,
   * some network disks); the file is whole without it.
   */
  private static void forceFolder(Path folder) {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void delete(Path file) {
    // What went wrong before matters more than a temporary file that stays.
    file.toFile().delete();
  }

  /** A file whose failures tell themselves from those of the content. */
  private static final class Disk extends OutputStream {
    private final Path file;
    private final FileOutputStream out;
    private final boolean force;
    private boolean closed;

    Disk(Path file, Path place, boolean force) throws WriteFailedException {
      this.file = file;
      this.force = force;
      try {
        out = new FileOutputStream(place.toFile());
      } catch (IOException e) {
        throw WriteFailedException.of(file, e);
      }
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw WriteFailedException.of(file, e);
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (out) {
        if (force) {
          out.getFD().sync();
        }
      } catch (IOException e) {
        throw WriteFailedException.of(file, e);
      }
    }
  }
}
