package ritornello.report;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;

/**
 * Where the bars of a score begin.
 *
 * @param starts tick of each bar line, and last the one that ends the last bar
 * @param pickupBars 1 if the first bar begins with a rest and is not the only one, else 0
 */
record BarGrid(List<Long> starts, int pickupBars) {

  /** Bars up to the end of the last note. */
  static BarGrid of(Score score) {
    List<Long> starts = new ArrayList<>();
    List<TimeSignatureChange> changes = score.timeSignatures();
    TimeSignature signature = TimeSignature.COMMON;
    int next = 0;
    long tick = 0;
    long end = score.endTick();
    starts.add(0L);
    while (tick < end) {
      while (next < changes.size() && changes.get(next).tick() <= tick) {
        signature = changes.get(next++).timeSignature();
      }
      long length = Math.max(1, Math.round(signature.quartersPerBar() * score.ppq()));
      tick += length;
      // A change inside a bar cuts it short.
      if (next < changes.size() && changes.get(next).tick() < tick) {
        tick = changes.get(next).tick();
      }
      starts.add(tick);
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
