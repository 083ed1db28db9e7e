package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Bar;
import ritornello.score.Melody;
import ritornello.score.TimeSignature;

/**
 * A beat of a melody.
 *
 * @param startStep where it begins
 * @param steps how long it is, 1 or more
 * @param inBar which of its bar it is, from 0
 * @param bar number of its bar, from 0
 * @param metre of its bar
 */
record Beat(int startStep, int steps, int inBar, int bar, TimeSignature metre) {

  /** All beats of all bars; the last of a bar may be shorter. */
  static List<Beat> of(Melody melody) {
    List<Beat> beats = new ArrayList<>();
    List<Bar> bars = melody.bars();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int length = length(bar.timeSignature(), melody.stepsPerQuarter());
      int number = 0;
      for (int step = bar.startStep(); step < bar.endStep(); step += length) {
        int steps = Math.min(length, bar.endStep() - step);
        beats.add(new Beat(step, steps, number++, i, bar.timeSignature()));
      }
    }
    return beats;
  }

  private static int length(TimeSignature metre, int stepsPerQuarter) {
    int eighths = metre.isCompound() ? 3 : 1;
    return Math.max(1, 4 * stepsPerQuarter * eighths / metre.denominator());
  }

  int endStep() {
    return startStep + steps;
  }
}
