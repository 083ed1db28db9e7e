package ritornello.audio;

import java.util.Arrays;

/** The loudest sample so far, and how many were too loud to be recorded. */
final class Levels {
  private static final double SILENT_DB = -200;
  private static final float FULL = 0.999f;

  /** One sample may be full by chance; a wave that is cut off is so for a while. */
  private static final int CLIPPED_RUN = 3;

  private float peak;
  private long samples;
  private long clipped;
  private int run;

  /** The same samples, with 0 for what is no finite number. */
  float[] measured(float[] block, int length) {
    float[] finite = block;
    for (int i = 0; i < length; i++) {
      float size = Math.abs(block[i]);
      if (!(size <= Float.MAX_VALUE)) {
        finite = finite == block ? Arrays.copyOf(block, length) : finite;
        finite[i] = 0;
        size = 0;
      }
      peak = Math.max(peak, size);
      run = size >= FULL ? run + 1 : 0;
      if (run >= CLIPPED_RUN) {
        clipped += run == CLIPPED_RUN ? CLIPPED_RUN : 1;
      }
    }
    samples += length;
    return finite;
  }

  double peakDb() {
    return peak == 0 ? SILENT_DB : Math.max(SILENT_DB, 20 * Math.log10(peak));
  }

  double clippedShare() {
    return samples == 0 ? 0 : clipped / (double) samples;
  }
}
