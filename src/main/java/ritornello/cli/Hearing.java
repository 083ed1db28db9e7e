package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ritornello.audio.HeardNote;
import ritornello.audio.Notation;
import ritornello.audio.Transcription;

/**
 * What was heard, as JSON and for people.
 *
 * @param source the recording's name, or microphone
 * @param file what was written
 * @param seconds how long it was listened to
 * @param peakDb the loudest sample, in dB of full scale
 * @param clippedShare the share of samples cut off at full scale
 * @param tuningCents how far it is tuned above 440 Hz
 * @param tempo quarter notes a minute
 * @param offGridMillis how far notes began from the grid, on average
 * @param warnings what may have spoiled it
 */
record Hearing(
    String source,
    String file,
    double seconds,
    double peakDb,
    double clippedShare,
    double tuningCents,
    double tempo,
    String metre,
    String key,
    int bars,
    boolean quantised,
    double offGridMillis,
    List<String> warnings,
    List<Heard> notes) {

  private static final double SILENT_DB = -60;
  private static final double SHORTEST_SECONDS = 0.1;
  private static final double MUCH_CLIPPED = 0.001;
  private static final double QUIET_DB = -40;

  /** A note, as JSON. */
  record Heard(double onsetSeconds, double seconds, int pitch, double cents, int velocity) {
    static Heard of(HeardNote note) {
      return new Heard(
          thousandths(note.onsetSeconds()),
          thousandths(note.seconds()),
          note.midiPitch(),
          Math.round(1000 * (note.pitch() - note.midiPitch())) / 10.0,
          note.velocity());
    }
  }

  private static double thousandths(double value) {
    return Math.round(1000 * value) / 1000.0;
  }

  /**
   * What was heard, if there are notes.
   *
   * @param from for messages
   * @throws IOException if there are none; the message says why that may be
   */
  static Transcription checked(Transcription heard, String from) throws IOException {
    if (!heard.notes().isEmpty()) {
      return heard;
    }
    if (heard.seconds() < SHORTEST_SECONDS) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s is too short to hear a note: %.3f seconds", from, heard.seconds()));
    } else if (heard.peakDb() < SILENT_DB) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "nothing was heard: %s is silent, its loudest moment is %.0f dB below full scale",
              from,
              -heard.peakDb()));
    }
    throw new IOException(
        String.format(
            Locale.ROOT,
            "no note was heard in %s, only noise, speech or several notes at once (%.1f seconds,"
                + " up to %.0f dB below full scale); what can be written down is one voice",
            from,
            heard.seconds(),
            -heard.peakDb()));
  }

  static Hearing of(
      String source, String file, Transcription heard, Notation notation, boolean quantised) {
    return new Hearing(
        source,
        file,
        thousandths(heard.seconds()),
        thousandths(heard.peakDb()),
        heard.clippedShare(),
        thousandths(heard.tuningCents()),
        thousandths(notation.qpm()),
        notation.melody().firstTimeSignature().toString(),
        notation.key().toString(),
        notation.melody().bars().size(),
        quantised,
        thousandths(notation.offGridMicros() / 1000),
        warnings(heard),
        heard.notes().stream().map(Heard::of).toList());
  }

  private static List<String> warnings(Transcription heard) {
    List<String> warnings = new ArrayList<>();
    if (heard.clippedShare() > MUCH_CLIPPED) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%.1f %% of it is too loud and was cut off while recording;"
                  + " a lower recording level may be heard better",
              100 * heard.clippedShare()));
    }
    if (heard.peakDb() < QUIET_DB) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "it is very quiet, %.0f dB below full scale; nearer to the microphone may be better",
              -heard.peakDb()));
    }
    return warnings;
  }

  /** Tells it to people. */
  void tell(PrintWriter out, double workSeconds) {
    out.printf(
        Locale.ROOT,
        "%s%n  %d %s in %s of %s, heard in %.1f s; tuned %s%n",
        Printable.name(file),
        notes.size(),
        notes.size() == 1 ? "note" : "notes",
        Showing.minutes(Math.round(seconds * 1e6)),
        Printable.name(source),
        workSeconds,
        tuning());
    out.printf(
        Locale.ROOT,
        "  %d %s of %s, %.0f quarter notes a minute, %s%n",
        bars,
        bars == 1 ? "bar" : "bars",
        metre,
        tempo,
        key);
    out.printf(
        Locale.ROOT,
        quantised
            ? "  on a grid of sixteenths; notes moved by %.0f ms on average%n"
            : "  not quantised; notes are %.0f ms off the grid on average%n",
        offGridMillis);
    out.flush();
  }

  private String tuning() {
    long cents = Math.round(tuningCents);
    if (Math.abs(cents) < 3) {
      return "to 440 Hz";
    }
    return Math.abs(cents) + (cents < 0 ? " cents below 440 Hz" : " cents above 440 Hz");
  }
}
