package ritornello.audio;

import java.util.List;
import java.util.SplittableRandom;
import ritornello.score.Note;
import ritornello.score.TempoMap;

/**
 * Somebody who hums: a voice made of harmonics that fall off as those of a closed mouth do, with
 * soft beginnings, sliding from note to note, never quite steady, and with some breath in it.
 *
 * @param rateHz of the samples
 * @param vibratoCents how far its pitch swings to either side, 5.5 times a second
 * @param tuningCents how far it is off 440 Hz
 * @param breathDb its breath below its voice
 */
public record Hum(float rateHz, double vibratoCents, double tuningCents, double breathDb) {
  private static final double VIBRATO_HZ = 5.5;
  private static final double ATTACK_SECONDS = 0.03;
  private static final double RELEASE_SECONDS = 0.04;
  private static final double SLIDE_SECONDS = 0.03;
  private static final int HARMONICS = 12;
  private static final double LOUDNESS = 0.25;

  /** A voice without faults at 22.05 kHz. */
  public static Hum plain() {
    return new Hum(22_050, 0, 0, -40);
  }

  public Hum withRate(float hz) {
    return new Hum(hz, vibratoCents, tuningCents, breathDb);
  }

  public Hum withVibrato(double cents) {
    return new Hum(rateHz, cents, tuningCents, breathDb);
  }

  public Hum withTuning(double cents) {
    return new Hum(rateHz, vibratoCents, cents, breathDb);
  }

  /** A note to be hummed. */
  public record Sung(double onsetSeconds, double seconds, int pitch) {}

  /** The notes of a score's track, each ending a little before the next begins. */
  public static List<Sung> of(List<Note> notes, TempoMap tempo) {
    return notes.stream()
        .map(
            n -> {
              double start = tempo.microsAt(n.startTick()) / 1e6;
              return new Sung(start, tempo.microsAt(n.endTick()) / 1e6 - start, n.pitch());
            })
        .toList();
  }

  /** Samples from 0 to half a second after the last note. */
  public float[] sing(List<Sung> notes, long seed) {
    double end = notes.stream().mapToDouble(n -> n.onsetSeconds() + n.seconds()).max().orElse(0);
    float[] samples = new float[(int) Math.ceil((end + 0.5) * rateHz)];
    SplittableRandom random = new SplittableRandom(seed);
    double[] state = {0, Double.NaN, 0};
    for (Sung note : notes) {
      sing(note, samples, state, random);
    }
    return samples;
  }

  /**
   * @param state phase in turns, pitch that the last note ended with, wandering of the pitch in
   *     cents
   */
  private void sing(Sung note, float[] samples, double[] state, SplittableRandom random) {
    int first = (int) Math.round(note.onsetSeconds() * rateHz);
    int count = (int) Math.round(note.seconds() * rateHz);
    double from = Double.isNaN(state[1]) ? note.pitch() : state[1];
    for (int i = 0; i < count && first + i < samples.length; i++) {
      double t = i / (double) rateHz;
      double slide = Math.min(1, t / SLIDE_SECONDS);
      state[2] = 0.9995 * state[2] + (random.nextDouble() - 0.5) * 0.6;
      double cents = tuningCents + state[2] + vibratoCents * Math.sin(2 * Math.PI * VIBRATO_HZ * t);
      double pitch = from + (note.pitch() - from) * slide + cents / 100;
      double hz = 440 * Math.pow(2, (pitch - 69) / 12);
      state[0] += hz / rateHz;
      double left = note.seconds() - t;
      double loud = Math.min(1, t / ATTACK_SECONDS) * Math.min(1, left / RELEASE_SECONDS);
      double breath = Math.pow(10, breathDb / 20) * (random.nextDouble() * 2 - 1) * 1.7;
      samples[first + i] = (float) (LOUDNESS * loud * (voice(state[0], hz) + breath));
    }
    state[1] = note.pitch();
  }

  /** Harmonics, the first at full loudness and each next one at 0.45 of that before it. */
  private double voice(double turns, double hz) {
    double sum = 0;
    double loud = 1;
    for (int k = 1; k <= HARMONICS && k * hz < rateHz / 2; k++) {
      sum += loud * Math.sin(2 * Math.PI * k * turns);
      loud *= 0.45;
    }
    return sum;
  }

  /** Adds white noise so that the sound is that much louder, on the whole. */
  public static float[] withNoise(float[] samples, double snrDb, long seed) {
    double squares = 0;
    for (float sample : samples) {
      squares += sample * sample;
    }
    double deviation = Math.sqrt(squares / samples.length) * Math.pow(10, -snrDb / 20);
    SplittableRandom random = new SplittableRandom(seed);
    float[] noisy = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      noisy[i] = (float) (samples[i] + deviation * random.nextGaussian());
    }
    return noisy;
  }
}
