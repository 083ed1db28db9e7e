package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.LabelledCorpus;
import ritornello.corpus.LabelledPiece;
import ritornello.corpus.LabelledSplit;
import ritornello.corpus.Labelling;
import ritornello.corpus.MidiCollection;
import ritornello.corpus.ScannedFile;
import ritornello.midi.MidiReader;
import ritornello.token.Codec;

/**
 * A labelled collection of the user's.
 *
 * @param place a folder, or a table of files and labels
 * @param labelPattern that finds the label in the name of a file; else its folder is its label
 * @param mode whether damaged files are repaired
 */
record LabelledData(Path place, Optional<String> labelPattern, MidiReader.Mode mode) {

  private boolean isTable() {
    return place.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /**
   * @throws IllegalArgumentException if the options don't go together
   */
  void check() {
    if (isTable() && labelPattern.isPresent()) {
      throw new IllegalArgumentException(
          "--label-pattern is for a folder; " + place + " has the labels already");
    }
    labelPattern.ifPresent(Labelling.ByName::of);
  }

  /**
   * Reads and divides it.
   *
   * @param err is told what is skipped or left out
   */
  LabelledCorpus corpus(Codec codec, LabelledSplit split, PrintWriter err) throws IOException {
    Labelling labelling = labelling();
    MidiCollection collection;
    try (ScanBar bar = new ScanBar()) {
      collection = new CollectionScan(codec, mode, bar::file).scan(List.of(folder()));
    }
    if (labelling instanceof Labelling.ByTable table) {
      checkAllAreThere(table, collection);
    }
    err.println(collection.summary());
    LabelledCorpus corpus = LabelledCorpus.of(collection, codec, labelling, split);
    corpus.notes().forEach(note -> err.println(Printable.name(note)));
    err.flush();
    return corpus;
  }

  private Path folder() {
    if (!isTable()) {
      return place;
    }
    Path parent = place.toAbsolutePath().normalize().getParent();
    return parent == null ? place : parent;
  }

  private Labelling labelling() throws IOException {
    if (isTable()) {
      return Labelling.ByTable.read(place);
    }
    return labelPattern
        .<Labelling>map(Labelling.ByName::of)
        .orElseGet(() -> new Labelling.ByFolder());
  }

  private void checkAllAreThere(Labelling.ByTable table, MidiCollection collection)
      throws IOException {
    List<String> missing = new ArrayList<>(table.labels().keySet());
    missing.removeAll(collection.files().stream().map(ScannedFile::path).toList());
    if (!missing.isEmpty()) {
      missing.sort(null);
      throw new IOException(
          place
              + " names "
              + missing.size()
              + (missing.size() == 1 ? " file that is" : " files that are")
              + " not a MIDI file in its folder or below: "
              + String.join(", ", missing.subList(0, Math.min(5, missing.size())))
              + (missing.size() > 5 ? ", …" : ""));
    }
  }

  /** As {@code jig 20, reel 31}. */
  static String counts(LabelledCorpus corpus, List<LabelledPiece> pieces) {
    Map<String, Integer> counts = new TreeMap<>();
    pieces.forEach(piece -> counts.merge(corpus.labels().get(piece.label()), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((label, count) -> words.add(label + " " + count));
    return String.join(", ", words);
  }
}
