package ritornello.originality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import ritornello.score.Grid;
import ritornello.score.MelodyFinder;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.score.Track;

/**
 * A voice of a score in which runs are looked for.
 *
 * @param symbols of each note, see {@link Symbols}; the first has none
 * @param bars in which each note begins, from 0; {@link #LAST_BAR} and those after it are one
 */
record Line(char[] symbols, char[] bars) {
  static final char LAST_BAR = Character.MAX_VALUE;

  /** So fine that only notes that were meant together share a step. */
  private static final int FINE_STEPS_PER_QUARTER = 96;

  private static final int SIXTEENTHS_PER_QUARTER = 4;

  /** A run of fewer is none. */
  private static final int FEWEST_NOTES = 2;

  /** How many notes. */
  int notes() {
    return symbols.length;
  }

  /**
   * The lines of a score that differ: its melody as it is written; its melody on the grid of
   * sixteenth notes that models of melodies hear, where triplets become something else; and the
   * highest note of each moment, drums apart, which is what grows while any model invents.
   */
  static List<Line> of(Score score) {
    ScoreBars bars = ScoreBars.of(score);
    List<Line> lines = new ArrayList<>();
    List<Note> written = new MelodyFinder(FINE_STEPS_PER_QUARTER).voice(score);
    add(written, Note::startTick, bars, lines);
    List<Note> gridded = new MelodyFinder(SIXTEENTHS_PER_QUARTER).voice(score);
    add(
        gridded,
        note -> Grid.round(note.startTick(), score.ppq(), SIXTEENTHS_PER_QUARTER),
        bars,
        lines);
    add(pitched(score), Note::startTick, bars, lines);
    return lines;
  }

  private static List<Note> pitched(Score score) {
    List<Note> notes = new ArrayList<>();
    for (Track track : score.tracks()) {
      if (!track.isDrums()) {
        notes.addAll(track.notes());
      }
    }
    notes.sort(Comparator.comparingLong(Note::startTick));
    return notes;
  }

  private static void add(
      List<Note> notes, ToLongFunction<Note> time, ScoreBars scoreBars, List<Line> lines) {
    GrowingLine growing = new GrowingLine();
    char[] bars = new char[notes.size()];
    for (Note note : notes) {
      int before = growing.notes();
      growing.strike(time.applyAsLong(note), note.pitch());
      if (growing.notes() > before) {
        bars[before] = (char) Math.min(scoreBars.barAt(note.startTick()), LAST_BAR);
      }
    }
    char[] symbols = growing.symbols();
    if (symbols.length >= FEWEST_NOTES
        && lines.stream().noneMatch(line -> Arrays.equals(line.symbols, symbols))) {
      lines.add(new Line(symbols, Arrays.copyOf(bars, symbols.length)));
    }
  }
}
