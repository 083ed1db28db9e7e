package ritornello.score;

import java.util.List;
import java.util.Optional;

/**
 * One voice on a grid: what the melody codec turns into tokens.
 *
 * <p>Step 0 is a bar line; a pickup is a first bar that begins with a rest.
 *
 * @param stepsPerQuarter 4, or 12 for triplets
 * @param notes sorted by start, none overlapping the next
 * @param metres sorted by step, the first at step 0
 * @param key if it is known
 * @param lengthSteps where the melody ends, not before the end of its last note
 */
public record Melody(
    int stepsPerQuarter,
    List<MelodyNote> notes,
    List<Metre> metres,
    Optional<KeySignature> key,
    int lengthSteps) {

  public Melody {
    Check.range("steps a quarter note", stepsPerQuarter, 1, 96);
    notes = List.copyOf(notes);
    metres = List.copyOf(metres);
    if (metres.isEmpty() || metres.get(0).step() != 0) {
      throw new IllegalArgumentException("a melody needs a time signature at step 0");
    }
    for (int i = 1; i < metres.size(); i++) {
      if (metres.get(i).step() <= metres.get(i - 1).step()) {
        throw new IllegalArgumentException(
            "time signatures of a melody must be sorted by step; no two on one step");
      }
    }
    int end = 0;
    for (MelodyNote note : notes) {
      if (note.startStep() < end) {
        throw new IllegalArgumentException("notes of a melody overlap at step " + note.startStep());
      }
      end = note.endStep();
    }
    if (lengthSteps < end) {
      throw new IllegalArgumentException(
          "a melody of " + lengthSteps + " steps has a note that ends at step " + end);
    }
  }

  /**
   * Length of a bar of this metre on a grid, in steps; at least 1, rounded where the grid is too
   * coarse for the metre.
   */
  public static int stepsPerBar(TimeSignature timeSignature, int stepsPerQuarter) {
    return Math.max(1, (int) Math.round(timeSignature.quartersPerBar() * stepsPerQuarter));
  }
}
