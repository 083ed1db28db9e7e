package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.PieceSplit;
import ritornello.corpus.Split;
import ritornello.corpus.Surveyed;
import ritornello.harmony.ChordReader;
import ritornello.harmony.HarmonizedTune;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiReading;
import ritornello.store.Hash;
import ritornello.token.CodecSpec;
import ritornello.token.Codecs;

/**
 * Melodies with chords, divided into what is learned from and what the learning is measured on.
 *
 * @param tunes all of them, by path
 * @param sides of each where it goes
 * @param without how many files have no melody, no chords with a name, or can't be read
 * @param hash SHA-256 of the files in use and how they are divided
 */
record HarmonizedCollection(
    List<HarmonizedTune> tunes, List<PieceSplit.Side> sides, int without, String hash) {
  private static final CodecSpec MELODIES = new CodecSpec("melody", 4);

  HarmonizedCollection {
    tunes = List.copyOf(tunes);
    sides = List.copyOf(sides);
  }

  /**
   * Reads folders and files.
   *
   * @throws IOException if there is nothing to learn from
   */
  static HarmonizedCollection read(List<Path> places, MidiReader.Mode mode, Split split)
      throws IOException {
    List<HarmonizedTune> tunes = new ArrayList<>();
    StringBuilder content = new StringBuilder(split.toString());
    int[] files = new int[1];
    try (ScanBar bar = new ScanBar()) {
      new CollectionScan(Codecs.of(MELODIES), mode, bar::file)
          .survey(
              places,
              surveyed -> {
                files[0]++;
                read(surveyed)
                    .ifPresent(
                        tune -> {
                          tunes.add(tune);
                          content.append('\n').append(surveyed.file().sha256());
                        });
              });
    }
    if (tunes.isEmpty()) {
      throw new IOException(
          "nothing to learn from: of "
              + files[0]
              + (files[0] == 1 ? " file none has" : " files none has")
              + " a melody with chords in another track");
    }
    List<PieceSplit.Side> sides =
        PieceSplit.of(tunes.stream().map(HarmonizedTune::melody).toList(), split);
    String hash = Hash.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
    return new HarmonizedCollection(tunes, sides, files[0] - tunes.size(), hash);
  }

  private static Optional<HarmonizedTune> read(Surveyed surveyed) {
    return surveyed
        .reading()
        .map(MidiReading::score)
        .flatMap(score -> ChordReader.read(surveyed.file().path(), score));
  }

  /** The tunes of a side. */
  List<HarmonizedTune> of(PieceSplit.Side side) {
    List<HarmonizedTune> chosen = new ArrayList<>();
    for (int i = 0; i < tunes.size(); i++) {
      if (sides.get(i) == side) {
        chosen.add(tunes.get(i));
      }
    }
    return chosen;
  }

  long beats() {
    return tunes.stream().mapToLong(HarmonizedTune::beats).sum();
  }

  long unknownBeats() {
    return tunes.stream().mapToLong(HarmonizedTune::unknown).sum();
  }

  /** Tells what there is. */
  void tell(PrintWriter err) {
    err.printf(
        Locale.ROOT,
        "%d tunes with chords: %d to learn from, %d for validation, %d for the test; %d files"
            + " without; of %,d beats %.2f %% have notes that are no chord with a name, and are"
            + " left out%n",
        tunes.size(),
        of(PieceSplit.Side.TRAINING).size(),
        of(PieceSplit.Side.VALIDATION).size(),
        of(PieceSplit.Side.TEST).size(),
        without,
        beats(),
        100.0 * unknownBeats() / Math.max(1, beats()));
    err.flush();
  }
}
