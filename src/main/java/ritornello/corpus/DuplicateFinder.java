package ritornello.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the files of a collection that hold the same music, or nearly. */
public final class DuplicateFinder {

  /**
   * Files with the same music: at another pitch, at another speed, on other instruments, or a few
   * notes different.
   *
   * @param paths sorted; two or more
   * @param identical whether their bytes are the same
   */
  public record Duplicates(List<String> paths, boolean identical) {}

  private final List<ScannedFile> files = new ArrayList<>();

  /** Adds a file; those that couldn't be used say nothing. */
  public void add(ScannedFile file) {
    if (file.verdict() instanceof Verdict.Usable usable) {
      files.add(file.with(usable.with(Piece.of(new int[0]))));
    }
  }

  /** All groups of two or more, by their first paths. */
  public List<Duplicates> groups() {
    Joined joined = NearDuplicates.joined(files.stream().map(ScannedFile::fingerprint).toList());
    Map<String, Integer> firstOfContent = new TreeMap<>();
    for (int i = 0; i < files.size(); i++) {
      Integer same = firstOfContent.putIfAbsent(files.get(i).sha256(), i);
      if (same != null) {
        joined.join(same, i);
      }
    }
    Map<Integer, List<ScannedFile>> groups = new TreeMap<>();
    for (int i = 0; i < files.size(); i++) {
      groups.computeIfAbsent(joined.first(i), first -> new ArrayList<>()).add(files.get(i));
    }
    return groups.values().stream()
        .filter(group -> group.size() > 1)
        .map(
            group ->
                new Duplicates(
                    group.stream().map(ScannedFile::path).toList(),
                    group.stream().map(ScannedFile::sha256).distinct().count() == 1))
        .toList();
  }
}
