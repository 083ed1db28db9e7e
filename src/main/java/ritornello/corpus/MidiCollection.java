package ritornello.corpus;

import java.util.List;
import java.util.Optional;
import ritornello.token.CodecSpec;

/**
 * What a {@link CollectionScan} found.
 *
 * @param place what was scanned, for people
 * @param codec that made the tokens
 * @param files sorted by path
 */
public record MidiCollection(String place, CodecSpec codec, List<ScannedFile> files) {
  public MidiCollection {
    files = List.copyOf(files);
  }

  /** Files with something to learn from, sorted by path. */
  public List<ScannedFile> usable() {
    return files.stream().filter(file -> file.verdict() instanceof Verdict.Usable).toList();
  }

  /** Files without, sorted by path. */
  public List<ScannedFile> skipped() {
    return files.stream().filter(file -> file.verdict() instanceof Verdict.Skipped).toList();
  }

  /** Files that were damaged and are used, sorted by path. */
  public List<ScannedFile> repaired() {
    return files.stream().filter(file -> file.verdict() instanceof Verdict.Repaired).toList();
  }

  /** In one line, as {@code 841 files: 838 used (2 of them repaired), 3 skipped}. */
  public String summary() {
    return files.size()
        + (files.size() == 1 ? " file: " : " files: ")
        + usable().size()
        + " used"
        + (repaired().isEmpty() ? "" : " (" + repaired().size() + " of them repaired)")
        + (skipped().isEmpty() ? "" : ", " + skipped().size() + " skipped");
  }

  /** The verdict on the file with this path, if it was looked at. */
  public Optional<Verdict> verdict(String path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .map(ScannedFile::verdict)
        .findFirst();
  }
}
