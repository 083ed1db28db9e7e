package ritornello.audio;

/**
 * A note as it was heard.
 *
 * @param onsetSeconds when it begins, from the first sample on
 * @param seconds how long it sounds, more than 0
 * @param pitch in semitones, as MIDI counts keys, with 69 at 440 Hz; as it was sung or played, so
 *     59.6 if that is 40 cents flat
 * @param midiPitch the key that is meant, 0 to 127, by how all is tuned
 * @param velocity how loud it begins, 1 to 127
 */
public record HeardNote(
    double onsetSeconds, double seconds, double pitch, int midiPitch, int velocity) {

  /** When it ends. */
  public double endSeconds() {
    return onsetSeconds + seconds;
  }

  HeardNote tuned(double tuningCents) {
    int meant = (int) Math.round(pitch - tuningCents / 100);
    return new HeardNote(onsetSeconds, seconds, pitch, Math.max(0, Math.min(127, meant)), velocity);
  }
}
