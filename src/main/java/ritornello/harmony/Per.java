package ritornello.harmony;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How often the chord may change. */
public enum Per {
  BEAT,
  BAR;

  /** Numbers, from 0 and without gaps, of the spans that the beats of a melody are in. */
  int[] spans(List<Beat> beats) {
    return switch (this) {
      case BEAT -> IntStream.range(0, beats.size()).toArray();
      case BAR -> beats.stream().mapToInt(Beat::bar).toArray();
    };
  }

  /** {@code beat} or {@code bar}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
