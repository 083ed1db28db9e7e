package ritornello.audio;

import be.tarsos.dsp.resample.Resampler;
import java.util.function.ObjIntConsumer;

/** Brings sound to the rate at which it is analysed. */
final class Resampling {
  private static final int BLOCK = 4096;

  private final double factor;
  private final Resampler resampler;
  private final ObjIntConsumer<float[]> samples;
  private final float[] block = new float[BLOCK];

  /**
   * @param samples gets blocks of samples at {@link FrameAnalysis#RATE_HZ}, and how many of each
   *     count
   */
  Resampling(float rateHz, ObjIntConsumer<float[]> samples) {
    this.factor = FrameAnalysis.RATE_HZ / (double) rateHz;
    this.resampler = new Resampler(false, factor, factor);
    this.samples = samples;
  }

  void accept(float[] input, int length) {
    if (factor == 1) {
      samples.accept(input, length);
      return;
    }
    resample(input, length, false);
  }

  /** Hands on what the filter still holds. */
  void finish() {
    if (factor != 1) {
      resample(new float[0], 0, true);
    }
  }

  private void resample(float[] input, int length, boolean last) {
    int used = 0;
    while (true) {
      Resampler.Result result =
          resampler.process(factor, input, used, length - used, last, block, 0, BLOCK);
      used += result.inputSamplesConsumed;
      if (result.outputSamplesGenerated > 0) {
        samples.accept(block, result.outputSamplesGenerated);
      } else if (result.inputSamplesConsumed == 0) {
        return;
      }
    }
  }
}
