package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.Corpus;
import ritornello.corpus.MidiCollection;
import ritornello.corpus.PieceSplit.Side;
import ritornello.corpus.Split;
import ritornello.midi.MidiReader;
import ritornello.token.Codec;

/** Melodies, divided as 'train' divides them, so that both keep the same ones for the test. */
final class PhraseCollection {
  private final Corpus corpus;

  private PhraseCollection(Corpus corpus) {
    this.corpus = corpus;
  }

  /**
   * Reads folders and files.
   *
   * @param err where it is told what there is
   * @throws IOException if there is nothing to learn from
   */
  static PhraseCollection read(
      List<Path> places, MidiReader.Mode mode, Split split, PrintWriter err) throws IOException {
    // What divides depends on it.
    Codec codec = CodecNames.codec(Optional.empty(), Optional.empty());
    try (ScanBar bar = new ScanBar()) {
      MidiCollection collection = new CollectionScan(codec, mode, bar::file).scan(places);
      Corpus corpus = Corpus.of(collection, codec, split);
      err.println(collection.summary());
      err.printf(
          "melodies to learn from: %d, for validation: %d, for the test: %d%n",
          corpus.training(0, false).count(), corpus.validation().count(), corpus.test().count());
      err.flush();
      return new PhraseCollection(corpus);
    }
  }

  /** The melodies of a side, as tokens. */
  List<int[]> of(Side side) {
    return Pieces.all(corpus.of(side));
  }

  /** Of the files in use and how they are divided. */
  String hash() {
    return corpus.hash();
  }
}
