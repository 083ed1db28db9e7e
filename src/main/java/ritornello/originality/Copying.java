package ritornello.originality;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a piece shares with a collection.
 *
 * @param notes of its longest line
 * @param longest its longest run; empty if there is none of two notes
 * @param nearest for each bar in which notes begin, from 1, the longest run that has most of them;
 *     bars without such a run are missing
 * @param wholly for each bar in which notes begin, how many notes the longest run has that has all
 *     of them; 0 if none has
 */
public record Copying(
    int notes,
    Optional<CopiedRun> longest,
    SortedMap<Integer, CopiedRun> nearest,
    SortedMap<Integer, Integer> wholly) {

  public Copying {
    nearest = Collections.unmodifiableSortedMap(new TreeMap<>(nearest));
    wholly = Collections.unmodifiableSortedMap(new TreeMap<>(wholly));
  }

  /** Bars in which notes begin. */
  public int bars() {
    return wholly.size();
  }

  /** How many bars are wholly inside a run of so many notes or more. */
  public int copiedBars(int fewestNotes) {
    return (int) wholly.values().stream().filter(notes -> notes >= fewestNotes).count();
  }

  /** The share of bars that are wholly inside a run of so many notes or more, 0 to 1. */
  public double copiedShare(int fewestNotes) {
    return bars() == 0 ? 0 : (double) copiedBars(fewestNotes) / bars();
  }
}
