package ritornello.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a score's bars are on a grid.
 *
 * <p>A time signature begins a bar wherever it stands, moved to the nearest sixteenth note; a bar
 * that this cuts short is a bar of a shorter time signature. One whose bar is no whole number of
 * sixteenth notes is rounded to one. Unless bars are taken {@link #asWritten}, a single shorter bar
 * at the start is a pickup: it becomes a full bar whose first part is silent, so that the music
 * begins {@link #shiftSteps} later.
 */
public final class BarLines {

  /**
   * Equal bars in a row.
   *
   * @param start step of the first
   * @param steps length of each
   * @param end step after the last; {@link Long#MAX_VALUE} if they go on for ever
   */
  private record Run(long start, long steps, long end, TimeSignature timeSignature) {}

  /**
   * A bar of the score, long before any cutting.
   *
   * @param start its first step
   * @param end the next bar line
   */
  public record ScoreBar(long start, long end, TimeSignature timeSignature) {}

  /** A longer bar that is cut short becomes several bars. */
  private static final int MOST_SIXTEENTHS = 128;

  private final List<Run> runs = new ArrayList<>();
  private final int stepsPerSixteenth;
  private long shiftSteps;

  private BarLines(Score score, int stepsPerQuarter) {
    this.stepsPerSixteenth = stepsPerQuarter / 4;
    long start = 0;
    TimeSignature inForce = TimeSignature.COMMON;
    for (TimeSignatureChange change : score.timeSignatures()) {
      long at = Grid.round(change.tick(), score.ppq(), 4) * stepsPerSixteenth;
      addRuns(start, at, inForce);
      start = at;
      inForce = inSixteenths(change.timeSignature());
    }
    runs.add(new Run(start, steps(inForce), Long.MAX_VALUE, inForce));
  }

  /**
   * The bars as the score has them: a short first bar stays short.
   *
   * @param stepsPerQuarter a multiple of 4
   */
  public static BarLines asWritten(Score score, int stepsPerQuarter) {
    return new BarLines(score, stepsPerQuarter);
  }

  /**
   * The bars with a short first one as a pickup.
   *
   * @param stepsPerQuarter a multiple of 4
   */
  static BarLines withPickup(Score score, int stepsPerQuarter) {
    BarLines lines = new BarLines(score, stepsPerQuarter);
    lines.pickup();
    return lines;
  }

  private void addRuns(long start, long end, TimeSignature timeSignature) {
    long steps = steps(timeSignature);
    long fullEnd = start + (end - start) / steps * steps;
    if (fullEnd > start) {
      runs.add(new Run(start, steps, fullEnd, timeSignature));
    }
    long left = (end - fullEnd) / stepsPerSixteenth;
    if (left > MOST_SIXTEENTHS) {
      addRuns(fullEnd, end, TimeSignature.COMMON);
    } else if (left > 0) {
      runs.add(new Run(fullEnd, end - fullEnd, end, ofSixteenths((int) left)));
    }
  }

  private void pickup() {
    Run first = runs.get(0);
    if (first.end() - first.start() != first.steps() || first.steps() >= runs.get(1).steps()) {
      return;
    }
    shiftSteps = runs.get(1).steps() - first.steps();
    Run second = runs.get(1);
    runs.set(0, new Run(0, second.steps(), second.steps(), second.timeSignature()));
    for (int i = 1; i < runs.size(); i++) {
      Run run = runs.get(i);
      long end = run.end() == Long.MAX_VALUE ? run.end() : run.end() + shiftSteps;
      runs.set(i, new Run(run.start() + shiftSteps, run.steps(), end, run.timeSignature()));
    }
  }

  private static TimeSignature inSixteenths(TimeSignature metre) {
    return metre.denominator() <= 16
        ? metre
        : ofSixteenths((int) Math.max(1, Math.round(4 * metre.quartersPerBar())));
  }

  private static TimeSignature ofSixteenths(int sixteenths) {
    int numerator = sixteenths;
    int denominator = 16;
    while (denominator > 4 && numerator % 2 == 0) {
      numerator /= 2;
      denominator /= 2;
    }
    return new TimeSignature(numerator, denominator);
  }

  private long steps(TimeSignature metre) {
    return Math.round(4 * metre.quartersPerBar()) * stepsPerSixteenth;
  }

  /** How much later than in the score everything stands, in steps. */
  long shiftSteps() {
    return shiftSteps;
  }

  /** The bar that this step is in. */
  public ScoreBar barAt(long step) {
    int low = 0;
    int high = runs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (runs.get(middle).start() <= step) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Run run = runs.get(low);
    long start = step - (step - run.start()) % run.steps();
    return new ScoreBar(start, start + run.steps(), run.timeSignature());
  }
}
