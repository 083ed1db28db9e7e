package ritornello.tunes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ritornello.midi.MidiWriter;

/**
 * Writes {@code midi-corpus/*.mid} and the table in {@code midi-corpus/README.md} from {@code
 * src/tunes/*.abc}. How to run it stands in midi-corpus/README.md.
 */
public final class MakeCorpus {
  static final Path SOURCES = Path.of("src", "tunes");
  static final Path CORPUS = Path.of("midi-corpus");
  static final Path README = CORPUS.resolve("README.md");

  private static final String TABLE_BEGINS = "<!-- table begins; written by MakeCorpus -->\n";
  private static final String TABLE_ENDS = "<!-- table ends -->\n";

  private MakeCorpus() {}

  /**
   * Writes the files; the working directory is the project's.
   *
   * @param args none
   * @throws IOException if a source can not be read or a file not be written
   */
  public static void main(String[] args) throws IOException {
    List<AbcTune> tunes = readTunes();
    for (AbcTune tune : tunes) {
      Files.write(midiFile(tune), midiBytes(tune));
    }
    Files.writeString(README, withTable(Files.readString(README), tunes));
  }

  /** All tunes, by file name. */
  static List<AbcTune> readTunes() throws IOException {
    List<AbcTune> tunes = new ArrayList<>();
    for (Path file : files(SOURCES, ".abc")) {
      tunes.add(AbcTune.read(file));
    }
    return tunes;
  }

  /** The files of a folder whose name ends so, sorted by name. */
  static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can not be read", e);
    }
  }

  static Path midiFile(AbcTune tune) {
    return CORPUS.resolve(tune.name() + ".mid");
  }

  static byte[] midiBytes(AbcTune tune) {
    return MidiWriter.toBytes(TuneScore.of(tune));
  }

  /** The text of the README with the table of these tunes in place of the one it has. */
  static String withTable(String readme, List<AbcTune> tunes) {
    int begins = readme.indexOf(TABLE_BEGINS);
    int ends = readme.indexOf(TABLE_ENDS);
    if (begins < 0 || ends < begins) {
      throw new IllegalArgumentException(
          README
              + " must have the lines '"
              + TABLE_BEGINS.strip()
              + "' and '"
              + TABLE_ENDS.strip()
              + "' where the table belongs");
    }
    return readme.substring(0, begins + TABLE_BEGINS.length())
        + table(tunes)
        + readme.substring(ends);
  }

  private static String table(List<AbcTune> tunes) {
    StringBuilder table = new StringBuilder();
    table.append("| Title | Origin | Metre | Key | Tempo | Bars |\n");
    table.append("| --- | --- | --- | --- | --- | ---: |\n");
    for (AbcTune tune : tunes) {
      AbcHeader header = tune.header();
      table.append(
          String.format(
              "| [%s](%s.mid) | %s | %s | %s | %s | %d |%n",
              header.title(),
              tune.name(),
              header.origin(),
              header.timeSignature(),
              header.key(),
              header.tempoText(),
              tune.barCount()));
    }
    return table.toString().replace(System.lineSeparator(), "\n");
  }
}
