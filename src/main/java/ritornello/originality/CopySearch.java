package ritornello.originality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Finds what one piece shares with a collection, line by line. */
final class CopySearch {
  private final RunIndex index;
  private final IntPredicate without;

  private final SortedMap<Integer, CopiedRun> nearest = new TreeMap<>();
  private final SortedMap<Integer, Integer> wholly = new TreeMap<>();
  private Optional<CopiedRun> longest = Optional.empty();

  /**
   * @param without which pieces of the collection don't count, by number
   */
  CopySearch(RunIndex index, IntPredicate without) {
    this.index = index;
    this.without = without;
  }

  /**
   * @param lines of the piece
   */
  Copying run(List<Line> lines) {
    int notes = 0;
    for (Line line : lines) {
      notes = Math.max(notes, line.notes());
      search(line);
    }
    return new Copying(notes, longest, nearest, wholly);
  }

  /**
   * Notes of a line that begin in one bar.
   *
   * @param bar from 0
   * @param first of them
   * @param end the one after the last
   */
  private record BarNotes(int bar, int first, int end) {}

  private void search(Line line) {
    List<BarNotes> bars = bars(line);
    bars.forEach(bar -> wholly.putIfAbsent(bar.bar() + 1, 0));
    int piece = -1;
    RunIndex.Found found = index.longest(line.symbols(), 1, without);
    for (int end = 1; end < line.notes(); end++) {
      boolean last = end + 1 == line.notes();
      RunIndex.Found next = last ? found : index.longest(line.symbols(), end + 1, without);
      // One that the next note prolongs is a part of the next.
      if (found.notes() > 1 && (last || next.notes() <= found.notes())) {
        RunIndex.Place place = index.place(found, piece, without);
        piece = place.piece();
        take(line, bars, end, found.notes(), place);
      }
      found = next;
    }
  }

  private static List<BarNotes> bars(Line line) {
    List<BarNotes> bars = new ArrayList<>();
    int first = 0;
    for (int note = 1; note <= line.notes(); note++) {
      if (note == line.notes() || line.bars()[note] != line.bars()[first]) {
        bars.add(new BarNotes(line.bars()[first], first, note));
        first = note;
      }
    }
    return bars;
  }

  private void take(Line line, List<BarNotes> bars, int end, int notes, RunIndex.Place place) {
    int first = end - notes + 1;
    CopiedRun run =
        new CopiedRun(
            notes,
            line.bars()[first] + 1,
            line.bars()[end] + 1,
            index.paths().get(place.piece()),
            place.firstBar() + 1,
            place.lastBar() + 1);
    if (longest.isEmpty() || longest.get().notes() < notes) {
      longest = Optional.of(run);
    }
    for (int i = firstBarWith(first, bars); i < bars.size() && bars.get(i).first() <= end; i++) {
      BarNotes bar = bars.get(i);
      int inside = Math.min(end + 1, bar.end()) - Math.max(first, bar.first());
      int all = bar.end() - bar.first();
      if (2 * inside > all) {
        nearest.merge(
            bar.bar() + 1, run, (old, other) -> other.notes() > old.notes() ? other : old);
      }
      if (inside == all) {
        wholly.merge(bar.bar() + 1, notes, Math::max);
      }
    }
  }

  /** Index of the bar that has this note. */
  private static int firstBarWith(int note, List<BarNotes> bars) {
    int low = 0;
    int high = bars.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bars.get(middle).end() <= note) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
