package ritornello.audio;

import be.tarsos.dsp.pitch.FastYin;
import be.tarsos.dsp.pitch.PitchDetectionResult;
import java.util.function.Consumer;

/**
 * Cuts sound into overlapping windows and says what is heard in each.
 *
 * <p>Pitch is YIN's (A. de Cheveigné, H. Kawahara, "YIN, a fundamental frequency estimator for
 * speech and music", 2002), as TarsosDSP computes it with an FFT.
 */
final class FrameAnalysis {
  /** All analysis is done at this rate, so that every other number is one of samples. */
  static final float RATE_HZ = 22_050;

  /** From frame to frame, in samples. */
  static final int HOP = 128;

  static final double HOP_SECONDS = HOP / (double) RATE_HZ;

  /** Of YIN, which compares its first half with what comes up to a half later. */
  static final int WINDOW = 1024;

  /** Where in the window the middle of what it hears is. */
  private static final int CENTRE = 320;

  /** Of level and rise, around the same middle. */
  private static final int SHORT_WINDOW = 512;

  /** A1 to C8. */
  static final double LOWEST_PITCH = 33;

  static final double HIGHEST_PITCH = 108;

  /** What YIN lets pass as aperiodic: 0.1 to 0.15 in clean sound; noise needs more. */
  private static final double APERIODIC = 0.3;

  /** 25 Hz. */
  private static final float HIGH_PASS = 0.993f;

  private static final float SILENT_DB = -120;

  private final Consumer<Frame> frames;
  private final FastYin yin = new FastYin(RATE_HZ, WINDOW, APERIODIC);
  private final SpectrumRise rise = new SpectrumRise(SHORT_WINDOW);
  private final float[] window = new float[WINDOW];
  private final float[] middle = new float[SHORT_WINDOW];
  private int filled = CENTRE;
  private float lastSample;
  private float steady;

  /**
   * @param frames gets one frame after the other, the first of time 0, {@link #HOP_SECONDS} apart
   */
  FrameAnalysis(Consumer<Frame> frames) {
    this.frames = frames;
  }

  /** Takes samples at {@link #RATE_HZ}. */
  void accept(float[] samples, int length) {
    int taken = 0;
    while (taken < length) {
      int some = Math.min(length - taken, WINDOW - filled);
      for (int i = 0; i < some; i++) {
        window[filled++] = withoutOffset(samples[taken++]);
      }
      if (filled == WINDOW) {
        frames.accept(frame());
        System.arraycopy(window, HOP, window, 0, WINDOW - HOP);
        filled -= HOP;
      }
    }
  }

  /** A filter of first order that takes away what stands still, and what is too low to be heard. */
  private float withoutOffset(float sample) {
    steady = sample - lastSample + HIGH_PASS * steady;
    lastSample = sample;
    return steady;
  }

  /** Takes silence until all that was heard has been in the middle of a window. */
  void finish() {
    accept(new float[WINDOW - CENTRE + HOP], WINDOW - CENTRE + HOP);
  }

  private Frame frame() {
    System.arraycopy(window, CENTRE - SHORT_WINDOW / 2, middle, 0, SHORT_WINDOW);
    float level = level(middle);
    float risen = rise.of(middle);
    if (level <= SILENT_DB) {
      return new Frame(Float.NaN, 0, level, risen);
    }
    PitchDetectionResult heard = yin.getPitch(window);
    double pitch = 69 + 12 * Math.log(heard.getPitch() / 440) / Math.log(2);
    boolean inRange = heard.isPitched() && pitch >= LOWEST_PITCH && pitch <= HIGHEST_PITCH;
    return inRange
        ? new Frame((float) pitch, heard.getProbability(), level, risen)
        : new Frame(Float.NaN, 0, level, risen);
  }

  private static float level(float[] samples) {
    double squares = 0;
    for (float sample : samples) {
      squares += sample * sample;
    }
    return (float) Math.max(SILENT_DB, 10 * Math.log10(squares / samples.length));
  }
}
