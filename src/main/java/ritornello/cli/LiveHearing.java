package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import ritornello.audio.HeardNote;
import ritornello.audio.Microphone;
import ritornello.audio.NoMicrophoneException;
import ritornello.audio.Transcriber;
import ritornello.audio.Transcription;
import ritornello.score.NoteName;

/** Listens to a microphone until it is told to stop, and shows that it does. */
final class LiveHearing {
  private static final int BLOCKS_A_SECOND = 50;
  private static final int METER_COLUMNS = 20;
  private static final double METER_FLOOR_DB = -60;
  private static final long SHOWN_EVERY_NANOS = 100_000_000L;
  private static final long LONGEST_WRITING_SECONDS = 10;

  /** What to do with what was heard. */
  interface Then {
    void accept(Transcription heard) throws IOException;
  }

  private final PrintWriter err;
  private final Optional<Double> mostSeconds;
  private final double mostSilence;
  private Optional<HeardNote> last = Optional.empty();
  private int notes;
  private long shownNanos;

  LiveHearing(PrintWriter err, Optional<Double> mostSeconds, double mostSilence) {
    this.err = err;
    this.mostSeconds = mostSeconds;
    this.mostSilence = mostSilence;
  }

  /**
   * Hears, and does the rest even if Ctrl-C ends the program.
   *
   * @param device name of the input, or the default one
   */
  void hear(Optional<String> device, Then then) throws IOException {
    try (Microphone microphone = Microphone.open(device)) {
      AtExit.<RuntimeException>finish(
          LONGEST_WRITING_SECONDS, microphone::stop, () -> then.accept(hear(microphone)));
    } catch (NoMicrophoneException e) {
      throw new CommandFailure(ExitCode.NO_DEVICE, e.getMessage(), e);
    }
  }

  private Transcription hear(Microphone microphone) throws IOException {
    boolean person = Terminal.isInteractive();
    err.printf(
        Locale.ROOT,
        "listening to the %s input; %sCtrl-C%s ends it%n",
        Printable.name(microphone.name()),
        mostSeconds.map(s -> String.format(Locale.ROOT, "%.0f seconds, or ", s)).orElse(""),
        person ? " or Enter" : "");
    err.flush();
    Transcriber transcriber = new Transcriber(microphone.rateHz(), this::note);
    float[] block = new float[(int) (microphone.rateHz() / BLOCKS_A_SECOND)];
    for (int read = microphone.read(block); read >= 0; read = microphone.read(block)) {
      transcriber.accept(block, read);
      if (person) {
        show(transcriber);
      }
      if (isEnough(transcriber) || (person && isEnterPressed())) {
        microphone.stop();
      }
    }
    if (person) {
      err.print("\r\u001b[K");
      err.flush();
    }
    return transcriber.finish();
  }

  private void note(HeardNote note) {
    last = Optional.of(note);
    notes++;
  }

  private boolean isEnough(Transcriber transcriber) {
    double now = transcriber.seconds();
    boolean over = mostSeconds.isPresent() && now >= mostSeconds.get();
    boolean quiet =
        last.isPresent()
            && !transcriber.isSounding()
            && now - last.get().endSeconds() > mostSilence;
    return over || quiet;
  }

  private static boolean isEnterPressed() throws IOException {
    return System.in.available() > 0;
  }

  private void show(Transcriber transcriber) {
    long now = System.nanoTime();
    if (now - shownNanos < SHOWN_EVERY_NANOS) {
      return;
    }
    shownNanos = now;
    double share = 1 - Math.max(METER_FLOOR_DB, transcriber.levelDb()) / METER_FLOOR_DB;
    int bars = (int) Math.round(METER_COLUMNS * Math.min(1, share));
    err.printf(
        Locale.ROOT,
        "\r%5.1f s [%s%s] %d notes %s\u001b[K",
        transcriber.seconds(),
        "=".repeat(bars),
        " ".repeat(METER_COLUMNS - bars),
        notes,
        last.map(note -> NoteName.of(note.midiPitch())).orElse(""));
    err.flush();
  }
}
