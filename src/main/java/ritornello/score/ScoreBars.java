package ritornello.score;

import java.util.ArrayList;
import java.util.List;

/**
 * The bars of a score in ticks, from 0, without end: 4/4 where it has no time signature. One that
 * stands inside a bar cuts it short. Takes as much memory as there are time signatures, however
 * long the score is.
 */
public final class ScoreBars {

  /**
   * Equal bars in a row, from a tick on.
   *
   * @param bar number of the first
   * @param ticks length of each, but maybe the last before the next run
   */
  private record Run(long tick, long bar, long ticks) {}

  private final List<Run> runs = new ArrayList<>();

  private ScoreBars(Score score) {
    runs.add(new Run(0, 0, ticks(TimeSignature.COMMON, score.ppq())));
    for (TimeSignatureChange change : score.timeSignatures()) {
      long ticks = ticks(change.timeSignature(), score.ppq());
      Run last = runs.get(runs.size() - 1);
      if (change.tick() == last.tick()) {
        runs.set(runs.size() - 1, new Run(last.tick(), last.bar(), ticks));
        continue;
      }
      long bars = Math.floorDiv(change.tick() - last.tick() + last.ticks() - 1, last.ticks());
      runs.add(new Run(change.tick(), last.bar() + bars, ticks));
    }
  }

  private static long ticks(TimeSignature signature, int ppq) {
    return Math.max(1, Math.round(signature.quartersPerBar() * ppq));
  }

  public static ScoreBars of(Score score) {
    return new ScoreBars(score);
  }

  /**
   * The bar that a tick is in; the first is 0.
   *
   * @param tick 0 or more
   */
  public long barAt(long tick) {
    Run run = last(candidate -> candidate.tick() <= tick);
    return run.bar() + (tick - run.tick()) / run.ticks();
  }

  /**
   * The first tick of a bar.
   *
   * @param bar 0 or more
   */
  public long startTick(long bar) {
    Run run = last(candidate -> candidate.bar() <= bar);
    return run.tick() + (bar - run.bar()) * run.ticks();
  }

  private interface Condition {
    boolean holds(Run run);
  }

  /** The last run for which this holds, of those that it holds for up to there. */
  private Run last(Condition condition) {
    int low = 0;
    int high = runs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (condition.holds(runs.get(middle))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return runs.get(low);
  }
}
