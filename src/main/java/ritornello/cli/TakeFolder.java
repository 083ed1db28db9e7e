package ritornello.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ritornello.midi.MidiReader;
import ritornello.store.ReadFailedException;
import ritornello.take.Take;

/** The takes of a folder, and of those in it: all MIDI files that carry one. */
record TakeFolder(Path folder) {
  private static final int LEAST_ID = 3;

  /** One of them. */
  record Filed(Path file, Take take) {}

  /**
   * All of them, by file name; what can't be read is left out.
   *
   * @throws IOException if the folder can't be listed
   */
  List<Filed> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + " with takes in it");
    }
    List<Filed> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(TakeFolder::isMidi).sorted().toList()) {
        take(file).ifPresent(take -> all.add(new Filed(file, take)));
      }
    } catch (UncheckedIOException e) {
      throw ReadFailedException.of(folder, e.getCause());
    }
    return all;
  }

  private static boolean isMidi(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".mid") && Files.isRegularFile(file);
  }

  private static Optional<Take> take(Path file) {
    try {
      return Take.of(MidiReader.read(file).score(), file.toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The file of a take.
   *
   * @param idOrFile the id, or as much of it as makes it the only one; or the file itself
   * @throws IOException if there is none, or more than one
   */
  Path find(String idOrFile) throws IOException {
    Optional<Path> file = file(idOrFile);
    if (file.isPresent()) {
      return file.get();
    }
    List<Filed> found =
        idOrFile.length() < LEAST_ID
            ? List.of()
            : all().stream().filter(filed -> filed.take().id().startsWith(idOrFile)).toList();
    if (found.stream().map(filed -> filed.take().id()).distinct().count() == 1) {
      return found.get(0).file();
    }
    throw new IOException(
        found.isEmpty()
            ? "no take "
                + idOrFile
                + " in "
                + folder
                + ", and no such file; 'ritornello takes' lists what there is"
            : found.size()
                + " takes in "
                + folder
                + " begin with "
                + idOrFile
                + "; write more of it");
  }

  private static Optional<Path> file(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
