package ritornello.audio;

import java.util.List;

/**
 * Follows a beat that is not quite steady: says of each note how many quarter notes after the first
 * it begins, by a grid of sixteenths that moves a little towards each note, and whose step changes
 * with it.
 */
final class BeatTracker {
  /** Of how far a note is off, so much is taken as the grid's fault. */
  private static final double PHASE_GAIN = 0.35;

  private static final double TEMPO_GAIN = 0.12;

  /** The tempo stays within this of what it was found to be. */
  private static final double LEAST_TEMPO = 0.8;

  private static final double MOST_TEMPO = 1.25;
  private static final int STEPS_PER_QUARTER = 4;

  /** In quarter notes; half-way to the next sixteenth is 0.125. */
  private static final double EIGHTH_REACH = 0.165;

  private final double[] quarters;
  private final double[] quarterSeconds;
  private double offSeconds;

  /**
   * @param usualQpm the tempo on the whole, in quarter notes a minute
   * @param steady whether the tempo is known, and stays
   */
  BeatTracker(List<HeardNote> notes, double usualQpm, boolean steady) {
    quarters = new double[notes.size()];
    quarterSeconds = new double[notes.size()];
    double usual = 60 / usualQpm;
    double period = usual;
    double gridSeconds = notes.get(0).onsetSeconds();
    double grid = 0;
    for (int i = 0; i < quarters.length; i++) {
      double since = notes.get(i).onsetSeconds() - gridSeconds;
      double played = grid + since / period;
      double nearest = nearest(played);
      double off = (played - nearest) * period;
      offSeconds += Math.abs(off) / quarters.length;
      double passed = nearest - grid;
      gridSeconds += passed * period + PHASE_GAIN * off;
      if (!steady && passed > 0) {
        double changed = period + TEMPO_GAIN * off / Math.max(1, passed);
        period = Math.max(LEAST_TEMPO * usual, Math.min(MOST_TEMPO * usual, changed));
      }
      grid = nearest;
      quarters[i] = nearest;
      quarterSeconds[i] = period;
    }
  }

  /** Eighths are likelier than the sixteenths between them. */
  private static double nearest(double quarters) {
    double eighth = Math.rint(2 * quarters) / 2;
    return Math.abs(quarters - eighth) < EIGHTH_REACH
        ? eighth
        : Math.rint(STEPS_PER_QUARTER * quarters) / STEPS_PER_QUARTER;
  }

  /** How far the notes began from the grid, on average. */
  double offSeconds() {
    return offSeconds;
  }

  /** How many quarter notes after the first note this one begins, in whole sixteenths. */
  double quarters(int note) {
    return quarters[note];
  }

  /** How long a quarter note is where this note begins. */
  double quarterSeconds(int note) {
    return quarterSeconds[note];
  }

  /** The tempo on the whole, in quarter notes a minute. */
  double qpm(List<HeardNote> notes) {
    int last = quarters.length - 1;
    double seconds = notes.get(last).onsetSeconds() - notes.get(0).onsetSeconds();
    return quarters[last] < 1 ? 60 / quarterSeconds[last] : 60 * quarters[last] / seconds;
  }
}
