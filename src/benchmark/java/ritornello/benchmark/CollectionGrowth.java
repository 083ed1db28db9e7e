package ritornello.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.Corpus;
import ritornello.corpus.MidiCollection;
import ritornello.corpus.Split;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;
import ritornello.token.Codec;
import ritornello.token.Codecs;

/**
 * From a folder to a finished token cache, and through it once as training does, for collections of
 * growing sizes. They are made from the tunes of midi-corpus, each file with its own mixture of
 * bars, so that there are no copies.
 *
 * <p>Arguments: sizes; or folders that are there; or a size, a colon and a folder to make.
 */
public final class CollectionGrowth {
  private CollectionGrowth() {}

  public static void main(String[] arguments) throws IOException {
    Path work = Files.createTempDirectory("growth");
    try {
      System.out.printf(
          "%28s %9s %9s %12s %9s %9s %9s%n",
          "collection", "scan s", "files/s", "split s", "open s", "epoch s", "heap MB");
      for (String argument : arguments) {
        if (argument.matches("\\d+:.+")) {
          int colon = argument.indexOf(':');
          Path kept = Path.of(argument.substring(colon + 1));
          generate(kept, Integer.parseInt(argument.substring(0, colon)));
          continue;
        }
        boolean size = argument.matches("\\d+");
        Path folder = size ? work.resolve(argument) : Path.of(argument);
        if (size) {
          generate(folder, Integer.parseInt(argument));
        }
        measure(argument, folder, work.resolve("tokens.cache"));
        Files.deleteIfExists(work.resolve("tokens.cache"));
        if (size) {
          delete(folder);
        }
      }
    } finally {
      delete(work);
    }
  }

  private static void measure(String name, Path folder, Path cache) throws IOException {
    Codec codec = Codecs.of(Codecs.usual("melody", OptionalInt.empty()));
    long start = System.nanoTime();
    MidiCollection collection = scan(codec, folder, cache);
    double scanned = seconds(start);
    int files = collection.files().size();
    start = System.nanoTime();
    Corpus corpus = Corpus.of(collection, codec, Split.DEFAULT);
    double split = seconds(start);
    start = System.nanoTime();
    scan(codec, folder, cache);
    double opened = seconds(start);
    start = System.nanoTime();
    long tokens = 0;
    for (Iterator<int[]> epoch = corpus.training(1, true).epoch(0); epoch.hasNext(); ) {
      tokens += epoch.next().length;
    }
    double learned = seconds(start);
    long heap = heapMegabytes();
    if (tokens == 0 || corpus.copies() > files) {
      throw new IllegalStateException("nothing to learn");
    }
    System.out.printf(
        "%28s %9.2f %9.0f %12.2f %9.2f %9.2f %9d%n",
        name, scanned, files / scanned, split, opened, learned, heap);
  }

  private static MidiCollection scan(Codec codec, Path folder, Path cache) throws IOException {
    return new CollectionScan(codec, (done, total) -> {})
        .scan(List.of(folder), cache, System.out::println);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** What is still needed. */
  private static long heapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static void generate(Path folder, int count) throws IOException {
    List<Score> tunes;
    try (Stream<Path> files = Files.list(Path.of("midi-corpus"))) {
      tunes =
          files
              .filter(file -> file.toString().endsWith(".mid"))
              .sorted()
              .map(CollectionGrowth::read)
              .toList();
    }
    SplittableRandom random = new SplittableRandom(count);
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve(i / 1000 + "/" + i + ".mid");
      Files.createDirectories(file.getParent());
      Files.write(file, MidiWriter.toBytes(mixture(tunes, random)));
    }
  }

  private static Score read(Path file) {
    try {
      return MidiReader.read(file).score();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tune whose every second note, or so, is another. */
  private static Score mixture(List<Score> tunes, SplittableRandom random) {
    Score tune = tunes.get(random.nextInt(tunes.size()));
    Track melody = tune.tracks().get(0);
    Note[] notes =
        melody.notes().stream()
            .map(
                n ->
                    new Note(
                        n.startTick(),
                        n.lengthTicks(),
                        n.pitch() + (random.nextBoolean() ? random.nextInt(-4, 5) : 0),
                        n.velocity(),
                        64))
            .toArray(Note[]::new);
    Track changed = new Track("melody", 0, Arrays.asList(notes), List.<ChannelEvent>of());
    return new Score(
        tune.ppq(),
        tune.tempos(),
        tune.timeSignatures(),
        tune.keySignatures(),
        List.of(),
        List.of(changed));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
