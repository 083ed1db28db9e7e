package ritornello.notation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoMap;
import ritornello.score.Track;

/**
 * Puts the notes of a score on a grid, part by part.
 *
 * <ul>
 *   <li>The grid is the coarsest on which all notes begin, or nearly all; where there is none the
 *       music was performed, and the grid has sixteenth notes and triplets.
 *   <li>What begins on it stays. Other notes go to the nearest place: of a triplet, if that suits
 *       the notes of the part in that quarter note clearly better.
 *   <li>Where nearly all notes end on the grid as well, they end as they do. Else their lengths are
 *       a matter of touch: a note that ends within a sixteenth of the next beginning lasts until
 *       it, others to the nearest place.
 *   <li>A key that is struck again ends what it sounded; struck twice at one place it is one note.
 * </ul>
 */
final class Placing {
  private static final int UNITS = Notation.UNITS_PER_QUARTER;
  private static final int PERFORMED_STEPS = 12;
  private static final int TOUCH = 6;
  private static final double NEARLY_ALL = 0.98;

  /** Squared distances must be so much smaller with triplets. */
  private static final double CLEARLY = 0.5;

  private final Score score;
  private final TempoMap.Cursor times;
  private final NotationGrid grid;
  private final boolean endsCount;
  private final LongSummaryStatistics moves = new LongSummaryStatistics();
  private int moved;
  private int merged;

  private Placing(Score score, NotationGrid grid, boolean endsCount) {
    this.score = score;
    this.times = score.tempoMap().cursor();
    this.grid = grid;
    this.endsCount = endsCount;
  }

  /**
   * The notes on the grid.
   *
   * @param tracks one list for each track of the score, sorted by start
   */
  record Result(List<List<PlacedNote>> tracks, Fit fit) {}

  /**
   * @param stepsPerQuarter of the grid; if none is asked for it is found
   */
  static Result place(Score score, Optional<Integer> stepsPerQuarter) {
    List<Note> notes = notes(score);
    NotationGrid grid =
        stepsPerQuarter
            .map(NotationGrid::new)
            .or(() -> grid(score))
            .orElse(new NotationGrid(PERFORMED_STEPS));
    long onGrid = notes.stream().filter(note -> isExact(note.endTick(), grid, score)).count();
    return new Placing(score, grid, onGrid >= NEARLY_ALL * notes.size()).place();
  }

  /** The coarsest grid on which all notes begin, or else nearly all, if there is one. */
  static Optional<NotationGrid> grid(Score score) {
    List<Note> notes = notes(score);
    return NotationGrid.coarsestFirst()
        .filter(grid -> fits(notes, 1, grid, score))
        .findFirst()
        .or(
            () ->
                NotationGrid.coarsestFirst()
                    .filter(grid -> fits(notes, NEARLY_ALL, grid, score))
                    .findFirst());
  }

  private static List<Note> notes(Score score) {
    return score.tracks().stream().flatMap(track -> track.notes().stream()).toList();
  }

  private static boolean fits(List<Note> notes, double share, NotationGrid grid, Score score) {
    long on = notes.stream().filter(note -> isExact(note.startTick(), grid, score)).count();
    return on >= share * notes.size();
  }

  /** Whether the nearest unit is less than a tick away, and the grid has it. */
  private static boolean isExact(long tick, NotationGrid grid, Score score) {
    long unit = Math.round(units(tick, score));
    return grid.holds(unit) && Math.abs(tick * UNITS - unit * score.ppq()) < UNITS;
  }

  private static double units(long tick, Score score) {
    return (double) tick * UNITS / score.ppq();
  }

  private Result place() {
    List<List<PlacedNote>> tracks = score.tracks().stream().map(this::place).toList();
    return new Result(
        tracks,
        new Fit(
            score.noteCount(),
            moved,
            merged,
            moves.getCount() == 0 ? 0 : moves.getAverage(),
            moves.getCount() == 0 ? 0 : moves.getMax(),
            grid.stepsPerQuarter()));
  }

  private List<PlacedNote> place(Track track) {
    Map<Long, Boolean> triplets = triplets(track);
    long[] starts = new long[track.notes().size()];
    TreeSet<Long> onsets = new TreeSet<>();
    for (int i = 0; i < starts.length; i++) {
      long tick = track.notes().get(i).startTick();
      starts[i] = nearest(tick, triplets);
      onsets.add(starts[i]);
      told(tick, starts[i]);
    }
    List<PlacedNote> notes = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      Note note = track.notes().get(i);
      long end = end(note, starts[i], onsets, triplets);
      notes.add(new PlacedNote(starts[i], end, note.pitch(), note.velocity()));
    }
    return withoutOverlaps(notes);
  }

  /** The quarter notes, by number, in which triplets suit a part better. */
  private Map<Long, Boolean> triplets(Track track) {
    Map<Long, double[]> errors = new HashMap<>();
    for (Note note : track.notes()) {
      double unit = units(note.startTick(), score);
      double[] both = errors.computeIfAbsent((long) unit / UNITS, quarter -> new double[2]);
      both[0] += Math.pow(unit - grid.nearest(unit, false), 2);
      both[1] += Math.pow(unit - grid.nearest(unit, true), 2);
    }
    Map<Long, Boolean> triplets = new HashMap<>();
    errors.forEach(
        (quarter, both) ->
            triplets.put(quarter, grid.hasTriplets() && both[1] < CLEARLY * both[0]));
    return triplets;
  }

  private long nearest(long tick, Map<Long, Boolean> triplets) {
    double unit = units(tick, score);
    return isExact(tick, grid, score)
        ? Math.round(unit)
        : grid.nearest(unit, triplets.getOrDefault((long) unit / UNITS, false));
  }

  private void told(long tick, long unit) {
    boolean off = Math.abs(tick * UNITS - unit * score.ppq()) >= UNITS;
    moved += off ? 1 : 0;
    long there = Math.floorDiv(unit * score.ppq(), (long) UNITS);
    moves.accept(off ? Math.abs(times.microsAt(there) - times.microsAt(tick)) : 0);
  }

  private long end(Note note, long start, NavigableSet<Long> onsets, Map<Long, Boolean> triplets) {
    long end = nearest(note.endTick(), triplets);
    if (!endsCount) {
      double exact = units(note.endTick(), score);
      Optional<Long> next =
          onsets.subSet(start, false, (long) exact + TOUCH, true).stream()
              .filter(onset -> Math.abs(onset - exact) <= TOUCH)
              .min(Comparator.comparingDouble(onset -> Math.abs(onset - exact)));
      end = next.orElse(end);
    }
    return end > start ? end : grid.after(start);
  }

  private List<PlacedNote> withoutOverlaps(List<PlacedNote> notes) {
    List<PlacedNote> sorted = new ArrayList<>(notes);
    sorted.sort(
        Comparator.comparingLong(PlacedNote::start)
            .thenComparing(PlacedNote::end, Comparator.reverseOrder()));
    Map<Integer, Integer> last = new HashMap<>();
    List<PlacedNote> kept = new ArrayList<>();
    for (PlacedNote note : sorted) {
      Integer before = last.get(note.pitch());
      if (before != null && kept.get(before).start() == note.start()) {
        merged++;
        continue;
      } else if (before != null && kept.get(before).end() > note.start()) {
        kept.set(before, kept.get(before).until(note.start()));
      }
      last.put(note.pitch(), kept.size());
      kept.add(note);
    }
    return kept;
  }
}
