package ritornello.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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

  /** Counts changes to what is read from the same files. */
  static final int READING_VERSION = 2;

  private final Codec codec;
  private final MidiReader.Mode mode;
  private final ScoreReader reader;
  private final Progress progress;

  /** Damaged files are repaired. */
  public CollectionScan(Codec codec, Progress progress) {
    this(codec, MidiReader.Mode.TOLERANT, progress);
  }

  /**
   * @param codec that turns scores into tokens
   * @param mode whether damaged files are repaired or left out
   * @param progress is told how far a scan is
   */
  public CollectionScan(Codec codec, MidiReader.Mode mode, Progress progress) {
    this(codec, mode, bytes -> MidiReader.read(bytes, "it", mode), progress);
  }

  CollectionScan(Codec codec, ScoreReader reader, Progress progress) {
    this(codec, MidiReader.Mode.TOLERANT, reader, progress);
  }

  private CollectionScan(Codec codec, MidiReader.Mode mode, ScoreReader reader, Progress progress) {
    this.codec = codec;
    this.mode = mode;
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
    List<ScannedFile> files = new ArrayList<>();
    survey(places, surveyed -> files.add(surveyed.file()));
    return usable(new MidiCollection(names(places), codec.spec(), files));
  }

  /**
   * As {@link #scan(List)}, with the tokens in a file and not in memory. If they are in it already,
   * made by the same codec from files of the same names, sizes and times, it is only opened.
   *
   * @param cache the file; it is made, or made anew
   * @param notes is told in a sentence if it has to be made anew
   */
  public MidiCollection scan(List<Path> places, Path cache, Consumer<String> notes)
      throws IOException {
    List<FolderWalk.Entry> entries = find(places).entries();
    String key = key(entries);
    String place = names(places);
    TokenCache.Opened opened = TokenCache.open(cache, key, place, codec.spec());
    if (opened.collection().isPresent()) {
      return usable(opened.collection().get());
    }
    if (!opened.why().isEmpty()) {
      notes.accept("the token cache " + cache + " is made anew: " + opened.why());
    }
    TokenCache.Feed feed = sink -> look(entries, surveyed -> sink.file(surveyed.file()));
    return usable(TokenCache.write(cache, key, place, codec.spec(), feed));
  }

  private static MidiCollection usable(MidiCollection collection) throws NoMelodyException {
    if (collection.usable().isEmpty()) {
      throw NoMelodyException.noneUsable(collection);
    }
    return collection;
  }

  /** SHA-256 of all that tokens depend on, as far as it is known without reading the files. */
  private String key(List<FolderWalk.Entry> entries) {
    StringBuilder text = new StringBuilder();
    text.append(codec.spec()).append('\n').append(codec.vocabulary().sha256()).append('\n');
    text.append(mode).append(' ').append(READING_VERSION).append(' ').append(codec.version());
    text.append('\n');
    for (FolderWalk.Entry entry : entries) {
      text.append(entry.path()).append('\0').append(entry.obstacle()).append('\0');
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(entry.file(), BasicFileAttributes.class);
        text.append(attributes.size())
            .append(' ')
            .append(attributes.lastModifiedTime().toInstant());
      } catch (IOException e) {
        text.append('?'); // as for any file, its verdict will tell why
      }
      text.append('\n');
    }
    return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Takes what was found, in the order of paths. */
  @FunctionalInterface
  public interface Each {
    /** Takes a file. */
    void file(Surveyed surveyed) throws IOException;
  }

  /**
   * Looks at all files, several at once, and keeps none of them in memory.
   *
   * @param places as for {@link #scan}
   * @param each is told of each file, in the order of paths, always in the calling thread
   * @return how many files were not looked at, for they are called otherwise, by the ends of their
   *     names, as {@code .txt}
   * @throws NoMelodyException if there are no MIDI files
   * @throws IOException as {@link #scan}
   */
  public Map<String, Integer> survey(List<Path> places, Each each) throws IOException {
    FolderWalk.Found found = find(places);
    look(found.entries(), each);
    return found.others();
  }

  private void look(List<FolderWalk.Entry> entries, Each each) throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    AtomicInteger done = new AtomicInteger();
    InOrder.each(
        entries,
        processors,
        this::scan,
        surveyed -> {
          each.file(surveyed);
          progress.file(done.incrementAndGet(), entries.size());
        });
  }

  /** What is to be looked at, by path; each file once, however many places it is in. */
  private static FolderWalk.Found find(List<Path> places) throws IOException {
    List<FolderWalk.Entry> entries = new ArrayList<>();
    SortedMap<String, Integer> others = new TreeMap<>();
    Set<Path> seen = new HashSet<>();
    List<String> prefixes = prefixes(places);
    for (int i = 0; i < prefixes.size(); i++) {
      FolderWalk.Found found = find(places.get(i));
      for (FolderWalk.Entry entry : found.entries()) {
        if (places.size() == 1 || seen.add(place(entry.file()))) {
          String path = prefixes.get(i) + entry.path();
          entries.add(new FolderWalk.Entry(entry.file(), path, entry.obstacle()));
        }
      }
      found.others().forEach((end, count) -> others.merge(end, count, Integer::sum));
    }
    if (entries.isEmpty()) {
      throw NoMelodyException.noFiles(names(places));
    }
    entries.sort(Comparator.comparing(FolderWalk.Entry::path));
    return new FolderWalk.Found(entries, others);
  }

  /** What the paths of each place begin with: its name if that tells it from the others. */
  private static List<String> prefixes(List<Path> places) {
    if (places.size() == 1) {
      return List.of("");
    }
    List<String> names = places.stream().map(CollectionScan::name).toList();
    boolean different = new HashSet<>(names).size() == names.size();
    return places.stream()
        .map(place -> Files.isDirectory(place) || different ? place : parent(place))
        .map(place -> (different ? name(place) : place.normalize().toString()) + "/")
        .toList();
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  /** Where a file really is, as far as that can be told. */
  private static Path place(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  private static String names(List<Path> places) {
    return places.stream().map(Path::toString).collect(Collectors.joining(" and "));
  }

  private static FolderWalk.Found find(Path place) throws IOException {
    if (!Files.exists(place)) {
      throw new IOException(place + ": there is no such file or folder");
    }
    if (!Files.isDirectory(place)) {
      return new FolderWalk.Found(
          List.of(new FolderWalk.Entry(place, name(place), "")), new TreeMap<>());
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

  private Surveyed scan(FolderWalk.Entry entry) {
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
    if (bytes.length > MidiReader.MAX_FILE_BYTES) {
      return skipped(entry, "", "it has more than " + (MidiReader.MAX_FILE_BYTES >> 20) + " MB");
    }
    return scan(entry, bytes, Hash.sha256(bytes));
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MidiReader.MAX_FILE_BYTES + 1);
    }
  }

  private Surveyed scan(FolderWalk.Entry entry, byte[] bytes, String sha256) {
    try {
      MidiReading reading = reader.read(bytes);
      Verdict verdict = verdict(codec.encode(reading.score()), reading);
      Fingerprint fingerprint = Fingerprint.of(reading.score());
      return new Surveyed(
          new ScannedFile(entry.path(), sha256, verdict, fingerprint), Optional.of(reading));
    } catch (IOException e) {
      return skipped(entry, sha256, e.getMessage());
    } catch (RuntimeException e) {
      // One file among thousands must not end the scan, whatever we did wrong with it.
      return skipped(entry, sha256, "the program failed on it, please report it: " + e);
    }
  }

  private static Verdict verdict(Encoding encoding, MidiReading reading) {
    if (encoding instanceof Encoding.Rejected rejected) {
      return new Verdict.Skipped(rejected.reason());
    }
    Encoding.Encoded encoded = (Encoding.Encoded) encoding;
    if (reading.repairCount() == 0) {
      return new Verdict.Used(Piece.of(encoded.tokens()), encoded.source());
    }
    return new Verdict.Repaired(
        Piece.of(encoded.tokens()),
        encoded.source(),
        reading.repairCount(),
        reading.repairs().get(0).toString());
  }

  private static Surveyed skipped(FolderWalk.Entry entry, String sha256, String reason) {
    ScannedFile file = new ScannedFile(entry.path(), sha256, new Verdict.Skipped(reason));
    return new Surveyed(file, Optional.empty());
  }
}
