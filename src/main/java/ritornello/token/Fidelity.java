package ritornello.token;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.OptionalDouble;
import java.util.function.LongUnaryOperator;

/**
 * How much of a score a codec keeps.
 *
 * @param notes that the score has
 * @param kept that come out again
 * @param timingErrorMillis of the notes kept, how far their start is moved on average, at the
 *     score's own tempo; silences that are shortened don't count
 * @param largestTimingErrorMillis of the note that is moved farthest
 * @param velocityError of the notes kept, how far their velocity is changed on average; empty if
 *     the codec has no velocities
 */
public record Fidelity(
    int notes,
    int kept,
    double timingErrorMillis,
    double largestTimingErrorMillis,
    OptionalDouble velocityError) {

  /**
   * @param notes that the score has
   * @param kept those of them that come out again
   * @param microsAt of a tick of the score
   * @param gridMicrosAt of a step of the grid
   */
  static Fidelity of(
      int notes,
      List<GridNote> kept,
      LongUnaryOperator microsAt,
      LongUnaryOperator gridMicrosAt,
      OptionalDouble velocityError) {
    LongSummaryStatistics moves =
        kept.stream()
            .mapToLong(
                note ->
                    Math.abs(
                        microsAt.applyAsLong(note.tick())
                            - gridMicrosAt.applyAsLong(note.startStep())))
            .summaryStatistics();
    double largest = kept.isEmpty() ? 0 : moves.getMax() / 1e3;
    return new Fidelity(notes, kept.size(), moves.getAverage() / 1e3, largest, velocityError);
  }

  /** How far {@link VelocityBins} change velocities on average. */
  static OptionalDouble binned(List<GridNote> kept) {
    return OptionalDouble.of(
        kept.stream()
            .mapToInt(
                n -> Math.abs(n.velocity() - VelocityBins.velocity(VelocityBins.of(n.velocity()))))
            .average()
            .orElse(0));
  }
}
