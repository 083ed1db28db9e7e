package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.Corpus;
import ritornello.corpus.FrameFiles;
import ritornello.corpus.MidiCollection;
import ritornello.corpus.ScannedFile;
import ritornello.corpus.Split;
import ritornello.corpus.Verdict;
import ritornello.midi.MidiReader;
import ritornello.store.ModelDirectory;
import ritornello.token.Codec;
import ritornello.token.FramesCodec;

/**
 * Reads what is to be learned, and says what became of it.
 *
 * @param places folders and files, as the user named them
 * @param mode what becomes of damaged files
 * @param directory of the model; discarded if there is nothing to learn from
 * @param err where progress goes
 */
record TrainingData(
    List<Path> places, MidiReader.Mode mode, ModelDirectory directory, PrintWriter err) {
  private static final int MOST_SKIPPED_SHOWN = 10;

  /**
   * Reads it all.
   *
   * @throws IOException if there is nothing to learn from
   */
  Corpus corpus(Codec codec, Split split) throws IOException {
    try {
      return codec instanceof FramesCodec frames && isFrames(places)
          ? frames(frames)
          : collection(codec, split);
    } catch (IOException | RuntimeException e) {
      directory.discardBeginning(e);
      throw e;
    }
  }

  /** Whether there are files of frames among what is to be learned. */
  static boolean isFrames(List<Path> places) {
    return places.stream().anyMatch(FrameFiles::isFrames);
  }

  /**
   * @throws IllegalArgumentException if files of frames are to be learned in another way
   */
  static void checkFrames(List<Path> places, Codec codec) {
    if (!isFrames(places)) {
      return;
    }
    if (!(codec instanceof FramesCodec)) {
      throw new IllegalArgumentException(
          ".json files hold frames, and the codec is "
              + codec.spec().name()
              + "; choose --codec frames, or folders of .mid files");
    }
    if (!places.stream().allMatch(FrameFiles::isFrames)) {
      throw new IllegalArgumentException(
          "files of frames have a split of their own; they can't be trained on together with"
              + " folders of .mid files");
    }
  }

  private Corpus frames(FramesCodec codec) throws IOException {
    Corpus corpus = FrameFiles.read(places, codec);
    err.printf(
        "%d sequences of frames to learn from, %d for validation, %d for a test%n",
        corpus.training(0, false).count(), corpus.validation().count(), corpus.test().count());
    return corpus;
  }

  private Corpus collection(Codec codec, Split split) throws IOException {
    MidiCollection collection = scan(codec);
    err.println(collection.summary());
    List<ScannedFile> skipped = collection.skipped();
    skipped.stream().limit(MOST_SKIPPED_SHOWN).forEach(this::tellSkipped);
    if (skipped.size() > MOST_SKIPPED_SHOWN) {
      err.println("  and " + (skipped.size() - MOST_SKIPPED_SHOWN) + " more");
    }
    Corpus corpus = Corpus.of(collection, codec, split);
    if (corpus.copies() > 0) {
      err.println(corpus.copies() + " of them are copies of others, and left out");
    }
    corpus.notes().forEach(err::println);
    return corpus;
  }

  private void tellSkipped(ScannedFile file) {
    String reason = ((Verdict.Skipped) file.verdict()).reason();
    err.println(Printable.name("  skipped " + file.path() + ": " + reason));
  }

  private MidiCollection scan(Codec codec) throws IOException {
    try (ScanBar bar = new ScanBar()) {
      CollectionScan scan = new CollectionScan(codec, mode, bar::file);
      return scan.scan(places, directory.tokens(), err::println);
    }
  }
}
