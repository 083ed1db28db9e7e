package ritornello.audio;

/**
 * What a rendering was like.
 *
 * @param frames samples of each of the two channels
 * @param sampleRate frames a second
 * @param peak the greatest amplitude, gain included; over 1 is too loud
 * @param clipped samples that were too loud, and are as loud as can be instead
 */
public record Rendering(long frames, int sampleRate, double peak, long clipped) {
  public double seconds() {
    return (double) frames / sampleRate;
  }

  /** The peak in decibels of full scale; minus infinity of silence. */
  public double peakDb() {
    return 20 * Math.log10(peak);
  }
}
