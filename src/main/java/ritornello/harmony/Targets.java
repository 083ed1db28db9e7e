package ritornello.harmony;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ritornello.harmony.HarmonizedTune.Named;
import ritornello.harmony.HarmonizedTune.Silence;
import ritornello.harmony.HarmonizedTune.Sounding;

/** What is to be learned of tunes. */
final class Targets {
  /** A quality that fewer beats have, of those with a chord, is not learned. */
  private static final double RAREST = 0.001;

  private Targets() {}

  /** Labels for all qualities that are not too rare, the most frequent first. */
  static Labels labels(List<HarmonizedTune> tunes) {
    Map<String, Integer> counts = new TreeMap<>();
    tunes.stream()
        .flatMap(tune -> tune.sounding().stream())
        .filter(Named.class::isInstance)
        .forEach(named -> counts.merge(((Named) named).chord().quality(), 1, Integer::sum));
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return new Labels(
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= RAREST * all)
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The label of each beat; {@link Progressions#UNKNOWN} where there is none to learn. */
  static int[] of(HarmonizedTune tune, Labels labels) {
    return tune.sounding().stream().mapToInt(beat -> label(beat, labels, tune)).toArray();
  }

  private static int label(Sounding sounding, Labels labels, HarmonizedTune tune) {
    if (sounding instanceof Named named) {
      return labels.of(named.chord(), tune.key()).orElse(Progressions.UNKNOWN);
    }
    return sounding instanceof Silence ? Labels.NO_CHORD : Progressions.UNKNOWN;
  }
}
