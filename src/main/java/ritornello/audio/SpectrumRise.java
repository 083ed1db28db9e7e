package ritornello.audio;

import be.tarsos.dsp.util.fft.FFT;
import be.tarsos.dsp.util.fft.HannWindow;

/**
 * How much of a spectrum was not there a moment before: high where a note is struck, also one of
 * the pitch that sounds already.
 *
 * <p>After S. Böck and G. Widmer, "Maximum filter vibrato suppression for onset detection", 2013:
 * each line is compared with the strongest of three around it, so that a pitch that swings does not
 * count. Of their method it differs in that the rise is taken of amplitudes, not of their
 * logarithms, as a share of the spectrum: noise that is weaker than the sound hardly counts.
 */
final class SpectrumRise {
  /** Frames between the spectra that are compared: 17 ms. */
  private static final int LAG = 3;

  /** Lines of 43 Hz; above 8 kHz is little but noise. */
  private static final int LINES = 186;

  private final FFT fft;
  private final float[] data;
  private final float[][] before = new float[LAG][LINES + 1];
  private int now;

  SpectrumRise(int size) {
    fft = new FFT(size, new HannWindow());
    data = new float[size];
  }

  /** The share of this window's spectrum that is new, 0 to 1. */
  float of(float[] window) {
    System.arraycopy(window, 0, data, 0, data.length);
    fft.forwardTransform(data);
    float[] old = before[now];
    float[] lines = new float[LINES + 1];
    double risen = 0;
    double all = 1e-6;
    for (int i = 1; i < LINES; i++) {
      lines[i] = fft.modulus(data, i);
      int reach = 1 + i / 24;
      float strongest = 0;
      for (int j = Math.max(0, i - reach); j <= Math.min(LINES, i + reach); j++) {
        strongest = Math.max(strongest, old[j]);
      }
      risen += Math.max(0, lines[i] - strongest);
      all += lines[i];
    }
    before[now] = lines;
    now = (now + 1) % LAG;
    return (float) (risen / all);
  }
}
