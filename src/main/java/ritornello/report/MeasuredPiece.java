package ritornello.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ritornello.score.Grid;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.score.Track;

/**
 * The notes of a score as measures need them, drums apart.
 *
 * @param notes by start, the highest first; one or more
 * @param upper the highest note of each moment at which notes begin
 * @param ppq ticks a quarter note
 * @param seconds from the first tick of the score to the end of the last note
 * @param bars by number, from 0; those that are missing have no note that begins in them
 * @param barCount all bars up to the end of the last note
 * @param silentBars those of them in which nothing sounds
 */
record MeasuredPiece(
    List<Note> notes,
    List<Note> upper,
    int ppq,
    double seconds,
    SortedMap<Long, BarOnsets> bars,
    long barCount,
    long silentBars) {

  /** Positions a quarter note: 64 in a bar of 4/4, as the grooving patterns of Wu and Yang have. */
  static final int POSITIONS_PER_QUARTER = 16;

  /**
   * Notes that begin in a bar.
   *
   * @param positions how many the bar has
   * @param onsets position and pitch of each note, sorted, each once
   */
  record BarOnsets(int positions, List<Onset> onsets) {}

  /** Where in a bar a note begins, and which. */
  record Onset(int position, int pitch) implements Comparable<Onset> {
    @Override
    public int compareTo(Onset other) {
      int order = Integer.compare(position, other.position);
      return order != 0 ? order : Integer.compare(pitch, other.pitch);
    }
  }

  /**
   * @param score with a note that is not a drum
   */
  static MeasuredPiece of(Score score) {
    List<Note> notes = new ArrayList<>();
    for (Track track : score.tracks()) {
      if (!track.isDrums()) {
        notes.addAll(track.notes());
      }
    }
    notes.sort(
        Comparator.comparingLong(Note::startTick)
            .thenComparing(Comparator.comparingInt(Note::pitch).reversed()));
    ScoreBars bars = ScoreBars.of(score);
    long end = notes.stream().mapToLong(Note::endTick).max().orElseThrow();
    long barCount = bars.barAt(end - 1) + 1;
    return new MeasuredPiece(
        notes,
        upper(notes),
        score.ppq(),
        score.tempoMap().microsAt(end) / 1e6,
        onsets(notes, bars, score.ppq()),
        barCount,
        barCount - soundingBars(notes, bars));
  }

  private static List<Note> upper(List<Note> notes) {
    List<Note> upper = new ArrayList<>();
    for (Note note : notes) {
      if (upper.isEmpty() || upper.get(upper.size() - 1).startTick() < note.startTick()) {
        upper.add(note);
      }
    }
    return upper;
  }

  private static SortedMap<Long, BarOnsets> onsets(List<Note> notes, ScoreBars bars, int ppq) {
    SortedMap<Long, List<Onset>> found = new TreeMap<>();
    for (Note note : notes) {
      long bar = bars.barAt(note.startTick());
      long inBar = note.startTick() - bars.startTick(bar);
      int position = (int) Math.min(positions(bars, bar, ppq) - 1L, positions(inBar, ppq));
      found
          .computeIfAbsent(bar, number -> new ArrayList<>())
          .add(new Onset(position, note.pitch()));
    }
    SortedMap<Long, BarOnsets> onsets = new TreeMap<>();
    found.forEach(
        (bar, list) ->
            onsets.put(
                bar,
                new BarOnsets(
                    positions(bars, bar, ppq), list.stream().distinct().sorted().toList())));
    return onsets;
  }

  private static int positions(ScoreBars bars, long bar, int ppq) {
    return (int) Math.max(1, positions(bars.startTick(bar + 1) - bars.startTick(bar), ppq));
  }

  private static long positions(long ticks, int ppq) {
    return Grid.round(ticks, ppq, POSITIONS_PER_QUARTER);
  }

  /** Bars in which something sounds. */
  private static long soundingBars(List<Note> notes, ScoreBars bars) {
    long sounding = 0;
    long next = 0;
    for (Note note : notes) {
      long first = Math.max(next, bars.barAt(note.startTick()));
      long end = bars.barAt(note.endTick() - 1) + 1;
      sounding += Math.max(0, end - first);
      next = Math.max(next, end);
    }
    return sounding;
  }

  /** Time from each moment at which notes begin to the next, in ticks. */
  long[] onsetIntervals() {
    long[] intervals = new long[upper.size() - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = upper.get(i + 1).startTick() - upper.get(i).startTick();
    }
    return intervals;
  }

  /** From each of the highest notes to the next, in semitones. */
  int[] pitchIntervals() {
    int[] intervals = new int[upper.size() - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = upper.get(i + 1).pitch() - upper.get(i).pitch();
    }
    return intervals;
  }
}
