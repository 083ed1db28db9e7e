package ritornello.audio;

/**
 * How a score is rendered.
 *
 * @param sampleRate 44100 or 48000 samples a second
 * @param bits of a sample, 16 or 24
 * @param gainDb by how much it is made louder, -60 to 60 decibels
 * @param reverb whether there is a room
 * @param tailSeconds how long it goes on after the last note, for its release and the reverb, 0 to
 *     60
 */
public record RenderSettings(
    int sampleRate, int bits, double gainDb, boolean reverb, double tailSeconds) {
  public RenderSettings {
    if (sampleRate != 44100 && sampleRate != 48000) {
      throw new IllegalArgumentException(
          "the sample rate is " + sampleRate + "; it must be 44100 or 48000");
    }
    if (bits != 16 && bits != 24) {
      throw new IllegalArgumentException("a sample has " + bits + " bits; it must have 16 or 24");
    }
    if (!(Math.abs(gainDb) <= 60)) {
      throw new IllegalArgumentException(
          "the gain is " + gainDb + "; it must be from -60 to 60 dB");
    }
    if (!(tailSeconds >= 0 && tailSeconds <= 60)) {
      throw new IllegalArgumentException(
          "the tail is " + tailSeconds + "; it must be from 0 to 60 seconds");
    }
  }

  /** As a factor of amplitude. */
  double gain() {
    return Math.pow(10, gainDb / 20);
  }
}
