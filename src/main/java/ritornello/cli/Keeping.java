package ritornello.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.midi.MidiWriter;
import ritornello.play.LiveSequence;
import ritornello.play.SessionRecorder;
import ritornello.score.Score;
import ritornello.store.WholeFile;

/** Writes down what was played live when it is over, also if Ctrl-C ends the program. */
final class Keeping {
  private static final int PPQ = 480;
  private static final long LONGEST_WRITING_SECONDS = 2;

  private final Optional<Path> wanted;
  private final List<Path> written = new ArrayList<>();

  /** What is played. */
  interface Playing {
    void play() throws InterruptedException;
  }

  /**
   * @param wanted where it is written; nowhere if that is empty. What comes after the first is
   *     written beside it
   */
  Keeping(Optional<Path> wanted) {
    this.wanted = wanted;
  }

  /** The files that were written. */
  List<Path> written() {
    return List.copyOf(written);
  }

  /** Plays a sequence, and writes what the recorder knows of it, however it ends. */
  void play(LiveSequence sequence, SessionRecorder recorder, Playing playing)
      throws InterruptedException, IOException {
    AtExit.<InterruptedException>finish(
        LONGEST_WRITING_SECONDS,
        sequence::stop,
        () -> {
          try {
            playing.play();
          } finally {
            keep(sequence, recorder);
          }
        });
  }

  private void keep(LiveSequence sequence, SessionRecorder recorder) throws IOException {
    if (wanted.isEmpty() || sequence.position().bar() < 0) {
      return;
    }
    long start = sequence.position().startMicros();
    Score score = recorder.score(PPQ, start, sequence.tempos(), sequence.metres());
    Path file = wanted.get();
    if (written.isEmpty() && !Files.exists(file)) {
      WholeFile.create(file, out -> MidiWriter.write(score, out));
      written.add(file);
    } else {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
      Path folder = file.toAbsolutePath().getParent();
      written.add(WholeFile.writeNew(folder, name, "mid", out -> MidiWriter.write(score, out)));
    }
  }
}
