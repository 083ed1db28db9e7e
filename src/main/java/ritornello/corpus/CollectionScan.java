package ritornello.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiReading;
import ritornello.store.Hash;
import ritornello.token.Codec;
import ritornello.token.Encoding;

/** Looks at every MIDI file of a folder and those below it, and keeps what can be learned from. */
public final class CollectionScan {

  /** Is told how far a scan is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * A file was looked at.
     *
     * @param done how many were, this one included
     * @param total how many there are
     */
    void file(int done, int total);
  }

  /** The largest MIDI file worth reading; the largest of real music are a tenth of that. */
  private static final int MOST_FILE_BYTES = 64 << 20;

  private final Codec codec;
  private final ScoreReader reader;
  private final Progress progress;

  /**
   * @param codec that turns scores into tokens
   * @param progress is told how far a scan is
   */
  public CollectionScan(Codec codec, Progress progress) {
    this(codec, CollectionScan::read, progress);
  }

  CollectionScan(Codec codec, ScoreReader reader, Progress progress) {
    this.codec = codec;
    this.reader = reader;
    this.progress = progress;
  }

  /**
   * Scans folders and single files.
   *
   * @param places folders, or MIDI files; one or more
   * @throws NoMelodyException if there is nothing to learn from
   * @throws IOException if a place is missing or can't be opened; what is wrong with a file inside
   *     it is a {@link Verdict}
   */
  public MidiCollection scan(List<Path> places) throws IOException {
    List<FolderWalk.Entry> entries = new ArrayList<>();
    for (Path place : places) {
      String prefix = places.size() == 1 ? "" : name(place) + "/";
      for (FolderWalk.Entry entry : entries(place)) {
        entries.add(new FolderWalk.Entry(entry.file(), prefix + entry.path(), entry.obstacle()));
      }
    }
    String names = places.stream().map(Path::toString).collect(Collectors.joining(" and "));
    if (entries.isEmpty()) {
      throw NoMelodyException.noFiles(names);
    }
    MidiCollection collection = new MidiCollection(names, codec.spec(), scanAll(entries));
    if (collection.usable().isEmpty()) {
      throw NoMelodyException.noneUsable(collection);
    }
    return collection;
  }

  private static ScoreReader.Reading read(byte[] bytes) throws IOException {
    MidiReading reading = MidiReader.read(bytes, "it");
    String first = reading.repairs().isEmpty() ? "" : reading.repairs().get(0).toString();
    return new ScoreReader.Reading(reading.score(), reading.repairCount(), first);
  }

  private List<ScannedFile> scanAll(List<FolderWalk.Entry> entries) {
    entries.sort(Comparator.comparing(FolderWalk.Entry::path));
    List<ScannedFile> files = new ArrayList<>();
    for (FolderWalk.Entry entry : entries) {
      files.add(scan(entry));
      progress.file(files.size(), entries.size());
    }
    return files;
  }

  private static List<FolderWalk.Entry> entries(Path place) throws IOException {
    if (!Files.exists(place)) {
      throw new IOException(place + ": there is no such file or folder");
    }
    if (!Files.isDirectory(place)) {
      return List.of(new FolderWalk.Entry(place, name(place), ""));
    }
    if (!Files.isReadable(place)) {
      throw new IOException(place + ": no permission to read this folder");
    }
    return FolderWalk.files(place);
  }

  private static String name(Path place) {
    Path name = place.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  private ScannedFile scan(FolderWalk.Entry entry) {
    if (!entry.obstacle().isEmpty()) {
      return skipped(entry, "", entry.obstacle());
    }
    byte[] bytes;
    try {
      // A pipe or a device of such a name would be waited for without end.
      if (!Files.isRegularFile(entry.file())) {
        return skipped(entry, "", "it is not a file but a device or a pipe");
      }
      bytes = read(entry.file());
    } catch (IOException e) {
      return skipped(entry, "", FolderWalk.obstacle(e));
    }
    if (bytes.length > MOST_FILE_BYTES) {
      return skipped(entry, "", "it has more than " + (MOST_FILE_BYTES >> 20) + " MB");
    }
    return new ScannedFile(entry.path(), Hash.sha256(bytes), verdict(bytes));
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_FILE_BYTES + 1);
    }
  }

  private Verdict verdict(byte[] bytes) {
    try {
      ScoreReader.Reading reading = reader.read(bytes);
      Encoding encoding = codec.encode(reading.score());
      if (encoding instanceof Encoding.Rejected rejected) {
        return new Verdict.Skipped(rejected.reason());
      }
      Encoding.Encoded encoded = (Encoding.Encoded) encoding;
      if (reading.repairs() == 0) {
        return new Verdict.Used(encoded.tokens(), encoded.source());
      }
      return new Verdict.Repaired(
          encoded.tokens(), encoded.source(), reading.repairs(), reading.firstRepair());
    } catch (IOException e) {
      return new Verdict.Skipped(e.getMessage());
    } catch (RuntimeException e) {
      // One file among thousands must not end the scan, whatever we did wrong with it.
      return new Verdict.Skipped("the program failed on it, please report it: " + e);
    }
  }

  private static ScannedFile skipped(FolderWalk.Entry entry, String sha256, String reason) {
    return new ScannedFile(entry.path(), sha256, new Verdict.Skipped(reason));
  }
}
