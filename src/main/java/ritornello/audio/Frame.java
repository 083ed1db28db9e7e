package ritornello.audio;

/**
 * What is heard at one moment.
 *
 * @param pitch in semitones, as MIDI counts keys (69 is 440 Hz); {@link Float#NaN} if there is none
 * @param confidence in that pitch, 0 to 1: the share of the sound that repeats itself
 * @param level RMS in dB of full scale
 * @param rise how much of the spectrum is new, 0 to 1
 */
record Frame(float pitch, float confidence, float level, float rise) {
  boolean isPitched() {
    return !Float.isNaN(pitch);
  }
}
