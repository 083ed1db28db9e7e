package ritornello.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.score.ChannelEvent;
import ritornello.score.KeyFinder;
import ritornello.score.KeySignature;
import ritornello.score.KeySignatureChange;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/**
 * Heard notes as they would be written down: on a grid of sixteenths, in bars, with a tempo and a
 * key.
 *
 * @param score one track on channel 0, with the loudness of the notes
 * @param melody the same as a melody; of a score that was not quantised, quantised all the same
 * @param qpm quarter notes a minute
 * @param key the best there is
 * @param offGridMicros how far the notes were off the grid, on average
 */
public record Notation(
    Score score, Melody melody, double qpm, KeySignature key, double offGridMicros) {

  private static final int PPQ = 480;
  private static final int STEPS_PER_QUARTER = 4;
  private static final String TRACK = "melody";

  /** A rest of less than this share of the way to the next note is a breath, none to be written. */
  private static final double BREATH_SHARE = 0.3;

  private static final double BREATH_QUARTERS = 0.2;

  /**
   * What is known beforehand; what isn't is estimated.
   *
   * @param qpm tempo in quarter notes a minute, 10 to 1000
   * @param quantised whether notes are to begin and end on the grid; else they stay where they were
   *     heard, to a tick, and the first begins as long after the start as in the recording
   * @param program General MIDI, 0 to 127
   */
  public record Wish(
      Optional<Double> qpm,
      Optional<TimeSignature> metre,
      Optional<KeySignature> key,
      boolean quantised,
      int program) {
    /** Everything estimated, and quantised. */
    public static final Wish NONE =
        new Wish(Optional.empty(), Optional.empty(), Optional.empty(), true, 0);
  }

  /**
   * Writes notes down.
   *
   * @param notes by their beginnings, one or more
   */
  public static Notation of(List<HeardNote> notes, Wish wish) {
    double usualQpm = wish.qpm().orElseGet(() -> BeatFinder.qpm(notes));
    BeatTracker tracker = new BeatTracker(notes, usualQpm, wish.qpm().isPresent());
    double[] quarters = new double[notes.size()];
    for (int i = 0; i < quarters.length; i++) {
      quarters[i] = tracker.quarters(i);
    }
    MetreFinder finder = new MetreFinder(quarters);
    MetreFinder.Found metre = wish.metre().map(finder::place).orElseGet(finder::find);
    double qpm = wish.qpm().orElseGet(() -> tracker.qpm(notes));
    List<Note> played = played(notes, tracker, metre.firstBarSteps());
    MelodyFinding.Found found =
        quantised(score(played, qpm, metre.metre(), wish, Optional.empty()));
    KeySignature key = wish.key().orElseGet(() -> KeyFinder.best(found.melody()));
    Melody melody = found.melody().withKey(Optional.of(key));
    List<Note> written = wish.quantised() ? onGrid(melody, found.notes()) : asHeard(notes, qpm);
    return new Notation(
        score(written, qpm, metre.metre(), wish, Optional.of(key)),
        melody,
        qpm,
        key,
        1e6 * tracker.offSeconds());
  }

  private static MelodyFinding.Found quantised(Score score) {
    return (MelodyFinding.Found) new MelodyFinder(STEPS_PER_QUARTER).find(score);
  }

  private static List<Note> played(List<HeardNote> notes, BeatTracker tracker, int firstBarSteps) {
    List<Note> played = new ArrayList<>();
    double whole = 0;
    double sounding = 0;
    for (int i = 0; i < notes.size(); i++) {
      double start = tracker.quarters(i) + firstBarSteps / (double) STEPS_PER_QUARTER;
      double length = notes.get(i).seconds() / tracker.quarterSeconds(i);
      if (i + 1 == notes.size()) {
        // Nothing follows it; it is held as much of its length as the others.
        length *= sounding == 0 ? 1 : whole / sounding;
      } else {
        double next = tracker.quarters(i + 1) - tracker.quarters(i);
        boolean breath = next - length < Math.max(BREATH_QUARTERS, BREATH_SHARE * next);
        whole += breath ? next : 0;
        sounding += breath ? length : 0;
        length = breath ? next : Math.min(length, next);
      }
      played.add(note(start, length, notes.get(i)));
    }
    return played;
  }

  private static List<Note> asHeard(List<HeardNote> notes, double qpm) {
    return notes.stream()
        .map(n -> note(n.onsetSeconds() * qpm / 60, n.seconds() * qpm / 60, n))
        .toList();
  }

  private static Note note(double quarters, double length, HeardNote heard) {
    long start = Math.max(0, Math.round(quarters * PPQ));
    long ticks = Math.max(1, Math.round(length * PPQ));
    return new Note(start, ticks, heard.midiPitch(), heard.velocity());
  }

  /** The melody's notes with the velocities of those that they were. */
  private static List<Note> onGrid(Melody melody, List<Note> were) {
    long ticksPerStep = PPQ / STEPS_PER_QUARTER;
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < were.size(); i++) {
      long start = melody.notes().get(i).startStep() * ticksPerStep;
      long length = melody.notes().get(i).lengthSteps() * ticksPerStep;
      notes.add(new Note(start, length, were.get(i).pitch(), were.get(i).velocity()));
    }
    return notes;
  }

  private static Score score(
      List<Note> notes, double qpm, TimeSignature metre, Wish wish, Optional<KeySignature> key) {
    return new Score(
        PPQ,
        List.of(TempoChange.ofQpm(0, qpm)),
        List.of(new TimeSignatureChange(0, metre)),
        key.map(signature -> new KeySignatureChange(0, signature)).stream().toList(),
        List.of(),
        List.of(
            new Track(
                TRACK, 0, notes, List.of(new ChannelEvent.ProgramChange(0, wish.program())))));
  }
}
