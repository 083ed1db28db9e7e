package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ritornello.corpus.CollectionScan;
import ritornello.corpus.Corpus;
import ritornello.corpus.FrameFiles;
import ritornello.corpus.MidiCollection;
import ritornello.corpus.Split;
import ritornello.lm.TrainingRecord;
import ritornello.midi.MidiReader;
import ritornello.token.Codec;
import ritornello.token.FramesCodec;

/**
 * Reads what a model is measured on: the collection that it was trained on, divided as it was then,
 * or any other.
 *
 * @param model what to call it
 * @param codec whose tokens the collections are in: characters
 * @param record of its training
 * @param mode what becomes of damaged files
 * @param err where progress goes
 */
record MeasuredData(
    String model, Codec codec, TrainingRecord record, MidiReader.Mode mode, PrintWriter err) {

  /**
   * What became of looking for the model's own collection.
   *
   * @param corpus empty if it can't be used
   * @param why it can't be used, for people; empty if it can, and is as it was
   */
  record Own(Optional<Corpus> corpus, String why) {}

  /** The shares that the model's own collection was divided by. */
  Split split() {
    return new Split(record.validation(), record.test());
  }

  /**
   * Looks for the collection that the model was trained on.
   *
   * @param data where it is now; empty if where it was
   * @param evenIfChanged whether another collection is taken as well
   */
  Own own(List<Path> data, boolean evenIfChanged) throws IOException {
    List<Path> places = data.isEmpty() ? places(record.data()) : data;
    for (Path place : places) {
      if (!Files.exists(place)) {
        String why =
            String.format(
                "the collection that %s was trained on is not here (%s); --data tells where it is",
                model, place);
        return new Own(Optional.empty(), why);
      }
    }
    Corpus corpus = read(places, split());
    if (corpus.hash().equals(record.dataHash())) {
      return new Own(Optional.of(corpus), "");
    }
    String why =
        String.format(
            "the collection is not the one that %s was trained on (%s), or is read otherwise than"
                + " then: files were added, removed, renamed or changed, by --strict or another"
                + " version of the program",
            model, record.data());
    return evenIfChanged
        ? new Own(Optional.of(corpus), why)
        : new Own(Optional.empty(), why + "; --even-if-changed measures all the same");
  }

  /** The names that a training was given stand in a row, with commas that names may have too. */
  private static List<Path> places(String data) {
    Path whole = Path.of(data);
    return Files.exists(whole)
        ? List.of(whole)
        : Stream.of(data.split(", ")).map(Path::of).toList();
  }

  /**
   * Reads any collection, copies of a piece once.
   *
   * @param split how to divide it; of files of frames their own is taken
   * @throws IOException if there is nothing to measure on
   */
  Corpus read(List<Path> places, Split split) throws IOException {
    if (places.stream().anyMatch(FrameFiles::isFrames)) {
      if (codec instanceof FramesCodec frames) {
        return FrameFiles.readAny(places, frames);
      }
      throw new IOException(
          ".json files hold frames, and "
              + model
              + " is a model of the codec "
              + codec.spec().name()
              + "; choose folders of .mid files");
    }
    try (ScanBar bar = new ScanBar()) {
      MidiCollection collection = new CollectionScan(codec, mode, bar::file).scan(places);
      err.println(collection.summary());
      return Corpus.of(collection, codec, split);
    }
  }
}
