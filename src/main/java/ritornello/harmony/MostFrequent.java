package ritornello.harmony;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.TimeSignature;

/**
 * Says on each beat the chord that was most frequent for its degree of the scale and its place in
 * the bar; the least that a network must do better than.
 */
final class MostFrequent implements ChordTagger {

  /**
   * What is counted for.
   *
   * @param degree that sounds as the beat begins
   */
  private record Place(int degree, int inBar, TimeSignature metre) {
    static Place of(HeardBeat heard) {
      Beat beat = heard.beat();
      return new Place(heard.places().get(0), beat.inBar(), beat.metre());
    }
  }

  private final Map<Place, int[]> counts = new HashMap<>();
  private final Map<Integer, int[]> countsOfDegrees = new HashMap<>();

  MostFrequent(List<HarmonizedTune> tunes, Labels labels) {
    for (HarmonizedTune tune : tunes) {
      List<HeardBeat> heard = HeardBeat.of(tune.melody(), tune.key());
      int[] wanted = Targets.of(tune, labels);
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i] != Progressions.UNKNOWN) {
          Place place = Place.of(heard.get(i));
          counts.computeIfAbsent(place, p -> new int[labels.count()])[wanted[i]]++;
          countsOfDegrees
              .computeIfAbsent(place.degree(), d -> new int[labels.count()])[wanted[i]]++;
        }
      }
    }
  }

  @Override
  public int[] labels(Melody melody, KeySignature key) {
    return HeardBeat.of(melody, key).stream().mapToInt(this::label).toArray();
  }

  /** At a place that was never seen, by the degree alone; without that, the tonic's triad. */
  private int label(HeardBeat heard) {
    Place place = Place.of(heard);
    int[] ofDegree = countsOfDegrees.getOrDefault(place.degree(), new int[] {0, 1});
    int[] all = counts.getOrDefault(place, ofDegree);
    int best = 0;
    for (int label = 1; label < all.length; label++) {
      best = all[label] > all[best] ? label : best;
    }
    return best;
  }
}
