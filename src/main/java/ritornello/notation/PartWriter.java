package ritornello.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import ritornello.score.TimeSignature;
import ritornello.score.Track;

/** Divides a track among staves and voices. */
final class PartWriter {
  private static final int MIDDLE_C = 60;

  /** A chord no wider stays on one staff; a hand reaches a tenth. */
  private static final int HAND = 16;

  /** Each hand has this share of the notes, or there is one staff. */
  private static final double LEAST_SHARE = 0.1;

  private static final int LAST_KEYBOARD = 23;
  private static final int HARP = 46;

  private final List<Measure> measures;
  private final GeneralMidi names = new GeneralMidi();

  /**
   * @param measures of the music
   */
  PartWriter(List<Measure> measures) {
    this.measures = measures;
  }

  /**
   * @param notes of the track, on the grid
   */
  Part part(Track track, List<PlacedNote> notes) {
    int program = track.program().orElse(0);
    String instrument = track.isDrums() ? "Drumset" : names.instrument(program);
    String name = Words.line(track.name());
    List<Staff> staves =
        track.isDrums()
            ? List.of(new Staff(Clef.PERCUSSION, Voices.of(hits(notes))))
            : staves(notes, program);
    return new Part(
        name.isEmpty() ? instrument : name,
        instrument,
        track.channel(),
        program,
        track.isDrums(),
        staves);
  }

  /**
   * As {@link #part}, on one staff.
   *
   * @param notes of which none overlap
   */
  Part melody(Track track, List<PlacedNote> notes) {
    int program = track.program().orElse(0);
    String instrument = names.instrument(program);
    Staff staff = new Staff(Clef.of(notes, program), Voices.of(notes));
    return new Part(instrument, instrument, track.channel(), program, false, List.of(staff));
  }

  private static List<Staff> staves(List<PlacedNote> notes, int program) {
    List<PlacedNote> upper = new ArrayList<>();
    List<PlacedNote> lower = new ArrayList<>();
    divide(notes, upper, lower);
    double least = LEAST_SHARE * notes.size();
    boolean keyboard = program <= LAST_KEYBOARD || program == HARP;
    boolean low = lower.stream().anyMatch(note -> note.pitch() < MIDDLE_C - 7);
    boolean high = upper.stream().anyMatch(note -> note.pitch() > MIDDLE_C + 7);
    if (!keyboard || !low || !high || upper.size() < least || lower.size() < least) {
      return List.of(new Staff(Clef.of(notes, program), Voices.of(notes)));
    }
    return List.of(
        new Staff(Clef.TREBLE, Voices.of(upper)), new Staff(Clef.BASS, Voices.of(lower)));
  }

  /** By middle C; but what is struck together within the reach of a hand stays together. */
  private static void divide(
      List<PlacedNote> notes, List<PlacedNote> upper, List<PlacedNote> lower) {
    TreeMap<Long, List<PlacedNote>> onsets = new TreeMap<>();
    notes.forEach(
        note -> onsets.computeIfAbsent(note.start(), start -> new ArrayList<>()).add(note));
    for (List<PlacedNote> together : onsets.values()) {
      int lowest = together.stream().mapToInt(PlacedNote::pitch).min().orElseThrow();
      int highest = together.stream().mapToInt(PlacedNote::pitch).max().orElseThrow();
      boolean oneHand = highest - lowest <= HAND;
      for (PlacedNote note : together) {
        boolean isUpper = oneHand ? lowest + highest >= 2 * MIDDLE_C : note.pitch() >= MIDDLE_C;
        (isUpper ? upper : lower).add(note);
      }
    }
  }

  /** Drums have no length: each lasts to the next one, or to the next beat. */
  private List<PlacedNote> hits(List<PlacedNote> notes) {
    TreeSet<Long> onsets = new TreeSet<>();
    notes.forEach(note -> onsets.add(note.start()));
    List<PlacedNote> hits = new ArrayList<>();
    int bar = 0;
    for (PlacedNote note : notes) {
      while (bar + 1 < measures.size() && measures.get(bar).end() <= note.start()) {
        bar++;
      }
      Long next = onsets.higher(note.start());
      long beat = nextBeat(measures.get(bar), note.start());
      hits.add(note.until(next == null ? beat : Math.min(next, beat)));
    }
    return hits;
  }

  private static long nextBeat(Measure measure, long unit) {
    TimeSignature metre = measure.timeSignature();
    int beat = 4 * Notation.UNITS_PER_QUARTER / metre.denominator() * (metre.isCompound() ? 3 : 1);
    long barStart = measure.start() - measure.offset();
    return barStart + ((unit - barStart) / beat + 1) * beat;
  }
}
