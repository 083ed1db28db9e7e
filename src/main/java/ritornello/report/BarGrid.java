package ritornello.report;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.ScoreBars;

/**
 * Where the bars of a score begin.
 *
 * @param starts tick of each bar line, and last the one that ends the last bar
 * @param pickupBars 1 if the first bar begins with a rest and is not the only one, else 0
 */
record BarGrid(List<Long> starts, int pickupBars) {

  /** Bars up to the end of the last note. */
  static BarGrid of(Score score) {
    ScoreBars bars = ScoreBars.of(score);
    List<Long> starts = new ArrayList<>();
    long end = score.endTick();
    starts.add(0L);
    for (long bar = 1; starts.get(starts.size() - 1) < end; bar++) {
      starts.add(bars.startTick(bar));
    }
    return new BarGrid(List.copyOf(starts), hasPickup(score, starts) ? 1 : 0);
  }

  private static boolean hasPickup(Score score, List<Long> starts) {
    long first =
        score.tracks().stream()
            .flatMap(track -> track.notes().stream())
            .mapToLong(Note::startTick)
            .min()
            .orElse(0);
    return starts.size() > 2 && first > 0 && first < starts.get(1);
  }

  int bars() {
    return starts.size() - 1;
  }
}
