package ritornello.cli;

import java.io.IOException;
import java.util.Iterator;
import ritornello.corpus.Corpus;
import ritornello.originality.GrowingLine;
import ritornello.originality.RunHashes;
import ritornello.store.ModelDirectory;
import ritornello.task.UpperLine;
import ritornello.token.Codec;
import ritornello.token.TokenSource;

/** What a model keeps of the music that it learns from, so that it can be told not to copy it. */
final class TrainingRuns {
  private TrainingRuns() {}

  /**
   * Stores the runs of what is learned from; not those of validation and test.
   *
   * @param codec that made the corpus's tokens
   */
  static void write(Corpus corpus, Codec codec, ModelDirectory directory) throws IOException {
    TokenSource pieces = corpus.training(0, false);
    Iterable<GrowingLine> lines =
        () -> {
          Iterator<int[]> epoch = pieces.epoch(0);
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return epoch.hasNext();
            }

            @Override
            public GrowingLine next() {
              return UpperLine.of(codec, epoch.next());
            }
          };
        };
    directory.writeRuns(RunHashes.file(lines));
  }
}
