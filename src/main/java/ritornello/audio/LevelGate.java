package ritornello.audio;

import java.util.Arrays;

/**
 * Tells what may be music from what is background, by its level, as it goes on: what is not much
 * louder than the quietest moments of the last ten seconds is background, and so is what is very
 * much quieter than the music.
 */
final class LevelGate {
  /** Nothing below this is ever music, in dB of full scale. */
  static final float QUIETEST_DB = -65;

  /** The background is this much below what opens the gate. */
  private static final float ABOVE_FLOOR_DB = 6;

  /** Where there is no quiet moment, its quietest is music too. */
  private static final float MOST_BELOW_PEAK_DB = 24;

  private static final float RANGE_DB = 45;

  private static final float PEAK_FALL_DB_PER_FRAME = (float) (1.0 * FrameAnalysis.HOP_SECONDS);
  private static final int FRAMES_PER_SLOT = (int) (0.5 / FrameAnalysis.HOP_SECONDS);
  private static final int SLOTS = 20;

  /** Single frames of noise are quieter than it is. */
  private static final float SMOOTHING = 0.15f;

  private final float[] quietest = new float[SLOTS];
  private float smooth = QUIETEST_DB;
  private float peak = QUIETEST_DB;
  private int frames;

  LevelGate() {
    Arrays.fill(quietest, Float.POSITIVE_INFINITY);
  }

  /** Whether a frame of this level, the next one, may be music. */
  boolean isOpen(float level) {
    smooth = frames == 0 ? level : smooth + SMOOTHING * (level - smooth);
    peak = Math.max(level, Math.max(QUIETEST_DB, peak - PEAK_FALL_DB_PER_FRAME));
    int slot = frames / FRAMES_PER_SLOT % SLOTS;
    if (frames % FRAMES_PER_SLOT == 0) {
      quietest[slot] = smooth;
    }
    quietest[slot] = Math.min(quietest[slot], smooth);
    frames = (frames + 1) % (SLOTS * FRAMES_PER_SLOT);
    return level > threshold();
  }

  private float threshold() {
    float floor = Float.POSITIVE_INFINITY;
    for (float one : quietest) {
      floor = Math.min(floor, one);
    }
    float background = Math.min(floor + ABOVE_FLOOR_DB, peak - MOST_BELOW_PEAK_DB);
    return Math.max(QUIETEST_DB, Math.max(peak - RANGE_DB, background));
  }
}
