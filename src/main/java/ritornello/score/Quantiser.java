package ritornello.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * Puts one voice on a grid.
 *
 * <ul>
 *   <li>A note begins at the nearest step, the later of two that are equally near, and ends so too,
 *       but sounds for a step at least, for {@link #MOST_SOUNDING_BARS} bars at most, and not into
 *       the next note.
 *   <li>Of notes that fall on one step the longest is kept (so that ornaments give way); of equally
 *       long ones the one nearest to the step, then the highest.
 *   <li>Empty bars before the first note go; the rest before it in its own bar, which makes it a
 *       pickup, stays.
 *   <li>Of a longer silence {@link #MOST_EMPTY_BARS} empty bars stay.
 *   <li>The melody ends at the bar line after its last note, or after {@link #MOST_STEPS}.
 * </ul>
 */
final class Quantiser {
  /** Whole empty bars in a row that are kept inside a melody. */
  static final int MOST_EMPTY_BARS = 2;

  /** A note that sounds longer, in bars of the metre that it begins in, is one that hangs. */
  static final int MOST_SOUNDING_BARS = 8;

  /** Bars that begin after so many steps are cut off, so that no file can fill the memory. */
  static final int MOST_STEPS = 1 << 20;

  /**
   * A note with its nearest steps.
   *
   * @param start step, of the bars' count
   * @param end step, likewise; maybe the same
   * @param distance of its start from the step, as {@link Grid#distance}
   */
  private record Snapped(Note note, long start, long end, long distance) {
    /** Which of two on one step stays: the greater. */
    static final Comparator<Snapped> BETTER =
        Comparator.comparingLong((Snapped snapped) -> snapped.note.lengthTicks())
            .thenComparing(Snapped::distance, Comparator.reverseOrder())
            .thenComparingInt(snapped -> snapped.note.pitch());
  }

  /** A note on the score's steps, before empty bars go. */
  private record Placed(long start, long end, int pitch) {}

  private final int ppq;
  private final TempoMap.Cursor cursor;
  private final int stepsPerQuarter;
  private final BarLines barLines;

  private final List<MelodyNote> notes = new ArrayList<>();
  private final List<Metre> metres = new ArrayList<>();
  private int length;
  private int shortenedSilences;
  private boolean cut;

  private Quantiser(Score score, int stepsPerQuarter) {
    this.ppq = score.ppq();
    this.cursor = score.tempoMap().cursor();
    this.stepsPerQuarter = stepsPerQuarter;
    this.barLines = BarLines.withPickup(score, stepsPerQuarter);
  }

  /**
   * A melody, and what the grid did to it.
   *
   * @param notes of the voice, one for each of the melody
   */
  record Result(Melody melody, List<Note> notes, MelodyFinding.Quantising quantising) {}

  /**
   * @param score whose time signatures count
   * @param voice sorted, none overlapping the next, at least one
   * @param stepsPerQuarter a multiple of 4
   */
  static Result quantise(
      Score score, List<Note> voice, int stepsPerQuarter, Optional<KeySignature> key) {
    return new Quantiser(score, stepsPerQuarter).run(voice, key);
  }

  /**
   * The notes that stay, where they were.
   *
   * @param voice as for {@link #quantise}; may be empty
   */
  static List<Note> onePerStep(Score score, List<Note> voice, int stepsPerQuarter) {
    Quantiser quantiser = new Quantiser(score, stepsPerQuarter);
    return onePerStep(voice.stream().map(quantiser::snap).toList()).stream()
        .map(Snapped::note)
        .toList();
  }

  private Result run(List<Note> voice, Optional<KeySignature> key) {
    List<Snapped> snapped = voice.stream().map(this::snap).toList();
    List<Snapped> kept = onePerStep(snapped);
    addBars(place(kept));
    Melody melody = new Melody(stepsPerQuarter, notes, metres, key, length);
    int moved = 0;
    for (Snapped note : snapped) {
      // Less than a tick is the file's own rounding.
      moved += note.distance() >= stepsPerQuarter ? 1 : 0;
    }
    LongSummaryStatistics moves = new LongSummaryStatistics();
    kept.forEach(note -> moves.accept(moveMicros(note)));
    // If it is too long, the last are cut off.
    List<Note> left = kept.subList(0, notes.size()).stream().map(Snapped::note).toList();
    return new Result(
        melody,
        left,
        new MelodyFinding.Quantising(
            voice.size(),
            moved,
            voice.size() - kept.size(),
            shortenedSilences,
            cut,
            moves.getAverage(),
            moves.getMax()));
  }

  private Snapped snap(Note note) {
    long start = Grid.round(note.startTick(), ppq, stepsPerQuarter);
    long end = Grid.round(note.endTick(), ppq, stepsPerQuarter);
    long distance = Math.abs(note.startTick() * stepsPerQuarter - start * ppq);
    long shift = barLines.shiftSteps();
    return new Snapped(note, start + shift, end + shift, distance);
  }

  private long moveMicros(Snapped snapped) {
    if (snapped.distance() == 0) {
      return 0;
    }
    long gridTick = (snapped.start() - barLines.shiftSteps()) * ppq / stepsPerQuarter;
    long tick = snapped.note().startTick();
    return Math.abs(cursor.microsAt(gridTick) - cursor.microsAt(tick));
  }

  private static List<Snapped> onePerStep(List<Snapped> voice) {
    List<Snapped> kept = new ArrayList<>(voice.size());
    for (Snapped note : voice) {
      int last = kept.size() - 1;
      if (last < 0 || kept.get(last).start() < note.start()) {
        kept.add(note);
      } else if (Snapped.BETTER.compare(note, kept.get(last)) > 0) {
        kept.set(last, note);
      }
    }
    return kept;
  }

  private List<Placed> place(List<Snapped> voice) {
    List<Placed> placed = new ArrayList<>(voice.size());
    BarLines.ScoreBar bar = barLines.barAt(voice.get(0).start());
    for (int i = 0; i < voice.size(); i++) {
      Snapped note = voice.get(i);
      long start = note.start();
      if (start >= bar.end()) {
        bar = barLines.barAt(start);
      }
      long end = Math.max(start + 1, note.end());
      end = Math.min(end, start + MOST_SOUNDING_BARS * (bar.end() - bar.start()));
      if (i + 1 < voice.size()) {
        end = Math.min(end, voice.get(i + 1).start());
      }
      placed.add(new Placed(start, end, note.note().pitch()));
    }
    return placed;
  }

  /** Goes from bar to bar, over those that are too empty, and takes the notes along. */
  private void addBars(List<Placed> placed) {
    BarLines.ScoreBar bar = barLines.barAt(placed.get(0).start());
    shortenedSilences = bar.start() > barLines.shiftSteps() ? 1 : 0;
    long soundsUntil = 0;
    int emptyBars = 0;
    int next = 0;
    while (true) {
      if (length >= MOST_STEPS) {
        cut = true;
        break;
      }
      int barStart = addBar(bar);
      while (next < placed.size() && placed.get(next).start() < bar.end()) {
        Placed note = placed.get(next++);
        int start = barStart + (int) (note.start() - bar.start());
        notes.add(new MelodyNote(start, (int) (note.end() - note.start()), note.pitch()));
        soundsUntil = note.end();
      }
      emptyBars = soundsUntil > bar.start() ? 0 : emptyBars + 1;
      if (next == placed.size() && soundsUntil <= bar.end()) {
        break;
      }
      BarLines.ScoreBar following = barLines.barAt(bar.end());
      if (emptyBars == MOST_EMPTY_BARS && placed.get(next).start() >= following.end()) {
        following = barLines.barAt(placed.get(next).start());
        shortenedSilences++;
      }
      bar = following;
    }
    length = Math.max(length, notes.get(notes.size() - 1).endStep());
  }

  private int addBar(BarLines.ScoreBar bar) {
    if (metres.isEmpty()
        || !metres.get(metres.size() - 1).timeSignature().equals(bar.timeSignature())) {
      metres.add(new Metre(length, bar.timeSignature()));
    }
    int start = length;
    length += (int) (bar.end() - bar.start());
    return start;
  }
}
