package ritornello.report;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Bar;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;

/**
 * The time of a melody along an axis of a picture, from the bar line before its first note to the
 * one after its last.
 */
final class MelodyAxis {
  private final Melody melody;
  private final double origin;
  private final double perStep;
  private final int firstStep;
  private final List<BarLine> barLines = new ArrayList<>();

  /**
   * A bar line.
   *
   * @param number of the bar that begins there, from 1; empty at the end
   */
  record BarLine(double at, String number) {}

  /** From here to there. */
  record Span(double from, double to) {
    double length() {
      return to - from;
    }
  }

  /**
   * @param melody of at least one note
   * @param origin where its first bar line is
   * @param perQuarter length of a quarter note
   */
  MelodyAxis(Melody melody, double origin, double perQuarter) {
    this.melody = melody;
    this.origin = origin;
    this.perStep = perQuarter / melody.stepsPerQuarter();
    int begin = note(0).startStep();
    int end = note(notes() - 1).endStep();
    List<Bar> bars = melody.bars();
    List<Integer> shown = new ArrayList<>();
    for (int bar = 0; bar < bars.size(); bar++) {
      if (bars.get(bar).endStep() > begin && bars.get(bar).startStep() < end) {
        shown.add(bar);
      }
    }
    this.firstStep = bars.get(shown.get(0)).startStep();
    for (int bar : shown) {
      barLines.add(new BarLine(at(bars.get(bar).startStep()), Integer.toString(bar + 1)));
    }
    barLines.add(new BarLine(at(bars.get(shown.get(shown.size() - 1)).endStep()), ""));
  }

  /** How many quarter notes long all that is shown is. */
  static double quarters(Melody melody) {
    return new MelodyAxis(melody, 0, 1).whole().length();
  }

  int notes() {
    return melody.notes().size();
  }

  Melody melody() {
    return melody;
  }

  private MelodyNote note(int number) {
    return melody.notes().get(number);
  }

  List<BarLine> barLines() {
    return List.copyOf(barLines);
  }

  /** From the first bar line to the last. */
  Span whole() {
    return new Span(origin, barLines.get(barLines.size() - 1).at());
  }

  /** While it sounds. */
  Span sounding(int number) {
    return new Span(at(note(number).startStep()), at(note(number).endStep()));
  }

  /** From its onset to the next note's; to its end if that is the last, or a long rest follows. */
  Span untilNext(int number) {
    int end = note(number).endStep();
    int next = number + 1 < notes() ? note(number + 1).startStep() : end;
    boolean longRest = next - end >= melody.stepsPerQuarter();
    return new Span(at(note(number).startStep()), at(longRest ? end : next));
  }

  private double at(int step) {
    return origin + (step - firstStep) * perStep;
  }
}
