package ritornello.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chords under a {@link Melody}, on its grid.
 *
 * @param stepsPerQuarter of the grid
 * @param spans sorted, none overlapping the next; between them there is no chord
 */
public record Harmony(int stepsPerQuarter, List<Span> spans) {

  /**
   * A chord for some time.
   *
   * @param startStep where it begins, 0 or more
   * @param lengthSteps how long it lasts, 1 or more
   */
  public record Span(int startStep, int lengthSteps, Chord chord) {
    public Span {
      Check.notNegative("start step of a chord", startStep);
      Check.positive("length of a chord in steps", lengthSteps);
    }

    /** The first step at which it no longer sounds. */
    public int endStep() {
      return startStep + lengthSteps;
    }
  }

  public Harmony {
    Check.range("steps a quarter note", stepsPerQuarter, 1, 96);
    spans = List.copyOf(spans);
    int end = 0;
    for (Span span : spans) {
      if (span.startStep() < end) {
        throw new IllegalArgumentException("chords overlap at step " + span.startStep());
      }
      end = span.endStep();
    }
  }

  /** The same, with spans of one chord that touch made one. */
  public Harmony joined() {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      int last = joined.size() - 1;
      if (last >= 0
          && joined.get(last).endStep() == span.startStep()
          && joined.get(last).chord().equals(span.chord())) {
        int start = joined.get(last).startStep();
        joined.set(last, new Span(start, span.endStep() - start, span.chord()));
      } else {
        joined.add(span);
      }
    }
    return new Harmony(stepsPerQuarter, joined);
  }

  /** The chord that sounds at a step, if one does. */
  public Optional<Chord> at(int step) {
    return spans.stream()
        .filter(span -> span.startStep() <= step && step < span.endStep())
        .map(Span::chord)
        .findFirst();
  }
}
