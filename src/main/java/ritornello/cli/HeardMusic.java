package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.audio.Notation;
import ritornello.audio.Recording;
import ritornello.audio.Transcriber;
import ritornello.audio.Transcription;
import ritornello.score.KeySignature;
import ritornello.score.Score;
import ritornello.score.TimeSignature;

/**
 * Music that somebody hums, sings or plays, written down.
 *
 * @param known what need not be estimated
 * @param err where it is told what was heard
 */
record HeardMusic(Known known, PrintWriter err) {

  /**
   * What need not be estimated of what is heard.
   *
   * @param qpm quarter notes a minute
   */
  record Known(Optional<Double> qpm, Optional<TimeSignature> metre, Optional<KeySignature> key) {}

  /**
   * Hears a recording.
   *
   * @throws IOException if it can't be read, or there are no notes in it
   */
  Score of(Path recording) throws IOException {
    try (Recording source = Recording.open(recording)) {
      return written(Transcriber.transcribe(source), recording.toString());
    }
  }

  /**
   * Hears a microphone, until it is silent.
   *
   * @param seconds that it listens at the longest
   * @param device name of the input, or the default one
   */
  Score live(Optional<Double> seconds, double silenceSeconds, Optional<String> device)
      throws IOException {
    List<Transcription> heard = new ArrayList<>();
    new LiveHearing(err, seconds, silenceSeconds).hear(device, heard::add);
    return written(heard.get(0), "the microphone");
  }

  private Score written(Transcription heard, String place) throws IOException {
    Notation.Wish wish = new Notation.Wish(known.qpm(), known.metre(), known.key(), true, 0);
    Notation notation = Notation.of(Hearing.checked(heard, place).notes(), wish);
    err.printf(
        Locale.ROOT,
        "heard in %s: %d notes, %.0f quarter notes a minute, %s, %s%n",
        place,
        heard.notes().size(),
        notation.qpm(),
        notation.melody().firstTimeSignature(),
        notation.key());
    err.flush();
    return notation.score();
  }
}
