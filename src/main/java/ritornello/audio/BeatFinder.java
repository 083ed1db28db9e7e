package ritornello.audio;

import java.util.List;

/**
 * Finds the beat of a melody from when its notes begin, however its tempo wanders: only notes
 * within three seconds of each other are compared.
 *
 * <p>A period is good if the distances between beginnings are whole numbers of it: if the mean of
 * {@code cos(2π distance / period)} is near 1, weighted by how long the notes are. A beat is good
 * if it is, and its half and quarter, and if it is not far from a tempo that people like to tap to.
 */
final class BeatFinder {
  private static final double DEFAULT_QPM = 120;
  private static final double SLOWEST_QPM = 30;
  private static final double FASTEST_QPM = 300;

  private static final double STEP = 1.005;
  private static final double BIN_SECONDS = 0.002;

  /** Three seconds of them. */
  private static final int BINS = 1500;

  private static final int FEWEST_NOTES = 3;

  private static final double BEAT_WEIGHT = 0.4;
  private static final double HALF_WEIGHT = 0.8;
  private static final double QUARTER_WEIGHT = 0.2;

  /** The tempo that most people tap, and how far from them half as many people do. */
  private static final double USUAL_QPM = 112;

  private static final double SPREAD_OCTAVES = 0.55;
  private static final double USUAL_WEIGHT = 0.5;

  /** How much weight lies on each distance. */
  private final double[] weightAt = new double[BINS];

  private double weight = 1e-9;

  private BeatFinder(List<HeardNote> notes) {
    double[] weights = new double[notes.size()];
    for (int i = 0; i < weights.length; i++) {
      double start = notes.get(i).onsetSeconds();
      double until =
          i + 1 < weights.length ? notes.get(i + 1).onsetSeconds() - start : notes.get(i).seconds();
      weights[i] = Math.sqrt(Math.max(0.05, Math.min(1, until)));
      for (int j = i - 1; j >= 0; j--) {
        int bin = (int) Math.round((start - notes.get(j).onsetSeconds()) / BIN_SECONDS);
        if (bin >= BINS) {
          break;
        }
        weightAt[bin] += weights[i] * weights[j];
        weight += weights[i] * weights[j];
      }
    }
  }

  /**
   * @param notes by their beginnings
   * @return quarter notes a minute; 120 if there are too few notes to tell
   */
  static double qpm(List<HeardNote> notes) {
    if (notes.size() < FEWEST_NOTES) {
      return DEFAULT_QPM;
    }
    BeatFinder finder = new BeatFinder(notes);
    double best = DEFAULT_QPM;
    for (double qpm = SLOWEST_QPM; qpm <= FASTEST_QPM; qpm *= STEP) {
      best = finder.score(qpm) > finder.score(best) ? qpm : best;
    }
    return best;
  }

  private double score(double qpm) {
    double octaves = Math.log(qpm / USUAL_QPM) / Math.log(2);
    double usual = Math.exp(-Math.pow(octaves / SPREAD_OCTAVES, 2) / 2);
    return BEAT_WEIGHT * regularity(60 / qpm)
        + HALF_WEIGHT * regularity(30 / qpm)
        + QUARTER_WEIGHT * regularity(15 / qpm)
        + USUAL_WEIGHT * usual;
  }

  private double regularity(double period) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (weightAt[bin] > 0) {
        sum += weightAt[bin] * Math.cos(2 * Math.PI * bin * BIN_SECONDS / period);
      }
    }
    return sum / weight;
  }
}
