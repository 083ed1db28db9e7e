package ritornello.audio;

/**
 * How far from 440 Hz somebody is tuned, by the notes so far: the mean of their distances from a
 * semitone, as of angles on a circle, weighted by how long they sound.
 */
final class Tuning {
  /** Notes that agree less than this agree on nothing. */
  private static final double LEAST_AGREEMENT = 0.3;

  private double cosine;
  private double sine;
  private double weight;

  void add(HeardNote note) {
    double angle = 2 * Math.PI * note.pitch();
    double w = Math.min(note.seconds(), 1);
    cosine += w * Math.cos(angle);
    sine += w * Math.sin(angle);
    weight += w;
  }

  /** Cents above the keys of a piano at 440 Hz, -50 to 50; 0 if the notes don't agree. */
  double cents() {
    boolean agreed = Math.hypot(cosine, sine) >= LEAST_AGREEMENT * weight && weight > 0;
    return agreed ? 100 * Math.atan2(sine, cosine) / (2 * Math.PI) : 0;
  }
}
