package ritornello.corpus;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the MIDI files in a folder and those below it.
 *
 * <p>Links are followed. A folder that can be reached in several ways is walked once, by the first
 * in the order of names, so a link back to a folder above ends there.
 */
final class FolderWalk {

  /**
   * Something on the way.
   *
   * @param file where it is
   * @param path from the folder where the walk began, with {@code /} between folders
   * @param obstacle why it can't be read; empty if it may be
   */
  record Entry(Path file, String path, String obstacle) {}

  /**
   * What there is.
   *
   * @param entries MIDI files, by the ends of their names, and folders that can't be read
   * @param others how many other files there are, by the ends of their names
   */
  record Found(List<Entry> entries, SortedMap<String, Integer> others) {}

  private static final Pattern MIDI = Pattern.compile(".*\\.(mid|midi|kar|rmi)", Pattern.DOTALL);

  /** What stands behind a dot and is longer is no kind of file. */
  private static final int MOST_CHARACTERS_OF_END = 8;

  private final Set<Path> walked = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private final SortedMap<String, Integer> others = new TreeMap<>();

  private FolderWalk() {}

  /** Walks a folder and those below it. */
  static Found files(Path folder) {
    FolderWalk walk = new FolderWalk();
    walk.walk(folder, "");
    walk.entries.sort(Comparator.comparing(Entry::path));
    return new Found(walk.entries, walk.others);
  }

  static boolean isMidi(Path file) {
    return MIDI.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT)).matches();
  }

  private void walk(Path folder, String prefix) {
    List<Path> children = new ArrayList<>();
    try {
      if (!walked.add(folder.toRealPath())) {
        return;
      }
      if (!Files.isExecutable(folder)) {
        entries.add(new Entry(folder, prefix, "no permission to enter this folder"));
        return;
      }
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      }
    } catch (IOException e) {
      entries.add(new Entry(folder, prefix, obstacle(e)));
    } catch (DirectoryIteratorException e) {
      entries.add(new Entry(folder, prefix, obstacle(e.getCause())));
    }
    children.sort(Comparator.comparing(child -> child.getFileName().toString()));
    for (Path child : children) {
      String path = prefix + child.getFileName();
      if (Files.isDirectory(child)) {
        walk(child, path + "/");
      } else if (isMidi(child)) {
        entries.add(new Entry(child, path, Files.exists(child) ? "" : obstacleOfLink(child)));
      } else {
        others.merge(end(child), 1, Integer::sum);
      }
    }
  }

  /** As {@code .txt}. */
  private static String end(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot <= 0 || name.length() - dot > MOST_CHARACTERS_OF_END ? "" : name.substring(dot);
  }

  private static String obstacleOfLink(Path link) {
    return Files.isSymbolicLink(link) ? "a link to a file that is not there" : "";
  }

  /** Why a file or folder can't be read. */
  static String obstacle(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission to read it";
    } else if (e instanceof NoSuchFileException) {
      return "it is not there any more";
    }
    return "it cannot be read: " + e.getMessage();
  }
}
