package ritornello.audio;

import java.util.List;

/**
 * How many notes were heard right: each true note against at most one heard one of its pitch that
 * begins within 50 ms.
 *
 * @param played how many notes there are
 * @param heard how many were heard
 * @param right how many of them stand for one that is there
 * @param lateSeconds the sum of how much later the right ones were heard
 */
public record Accuracy(int played, int heard, int right, double lateSeconds) {
  public static final double TOLERANCE_SECONDS = 0.05;

  public static final Accuracy NONE = new Accuracy(0, 0, 0, 0);

  /**
   * @param played by their beginnings
   * @param heard likewise
   * @param latencySeconds how much later than it says what was played begins to sound
   */
  public static Accuracy of(List<Hum.Sung> played, List<HeardNote> heard, double latencySeconds) {
    boolean[] used = new boolean[heard.size()];
    int right = 0;
    double late = 0;
    for (Hum.Sung note : played) {
      double onset = note.onsetSeconds() + latencySeconds;
      int nearest = -1;
      for (int i = 0; i < used.length; i++) {
        double distance = Math.abs(heard.get(i).onsetSeconds() - onset);
        boolean fits =
            !used[i] && heard.get(i).midiPitch() == note.pitch() && distance <= TOLERANCE_SECONDS;
        if (fits
            && (nearest < 0 || distance < Math.abs(heard.get(nearest).onsetSeconds() - onset))) {
          nearest = i;
        }
      }
      if (nearest >= 0) {
        used[nearest] = true;
        late += heard.get(nearest).onsetSeconds() - onset;
        right++;
      }
    }
    return new Accuracy(played.size(), heard.size(), right, late);
  }

  public Accuracy plus(Accuracy other) {
    return new Accuracy(
        played + other.played,
        heard + other.heard,
        right + other.right,
        lateSeconds + other.lateSeconds);
  }

  /** The share of what was heard that is right. */
  public double precision() {
    return heard == 0 ? 0 : right / (double) heard;
  }

  /** The share of what was played that was heard right. */
  public double recall() {
    return played == 0 ? 0 : right / (double) played;
  }

  /** The harmonic mean of both. */
  public double f1() {
    return heard + played == 0 ? 0 : 2.0 * right / (heard + played);
  }
}
