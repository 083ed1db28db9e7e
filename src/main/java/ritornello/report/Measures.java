package ritornello.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import ritornello.score.Score;

/** What was measured of a piece. */
public final class Measures {
  private final Map<Measure, double[]> values;

  private Measures(Map<Measure, double[]> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** The measures of a score; empty if it has no note but of drums. */
  public static Optional<Measures> of(Score score) {
    boolean hasNotes =
        score.tracks().stream().anyMatch(track -> !track.isDrums() && !track.notes().isEmpty());
    if (!hasNotes) {
      return Optional.empty();
    }
    MeasuredPiece piece = MeasuredPiece.of(score);
    Map<Measure, double[]> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, measure.of(piece));
    }
    return Optional.of(new Measures(values));
  }

  /** The numbers of a measure; none where the piece has too few notes or bars for it. */
  public double[] values(Measure measure) {
    return values.get(measure).clone();
  }
}
