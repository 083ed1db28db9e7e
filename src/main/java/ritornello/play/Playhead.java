package ritornello.play;

/**
 * Which moment of the music is played at which moment of the clock.
 *
 * @param clockMicros a moment of the clock
 * @param micros the moment of the music that is played then, by its own tempos
 * @param factor how many times faster than its own tempos it is played, over 0
 */
record Playhead(long clockMicros, long micros, double factor) {
  Playhead {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("the tempo's factor is " + factor + "; it must be over 0");
    }
  }

  /** When a moment of the music is played. */
  long clockAt(long musicMicros) {
    return clockMicros + Math.round((musicMicros - micros) / factor);
  }

  /** What is played at a moment of the clock. */
  long musicAt(long clock) {
    return micros + Math.round((clock - clockMicros) * factor);
  }

  /** Goes on from a moment of the clock with another tempo. */
  Playhead withFactor(double newFactor, long clock) {
    return new Playhead(clock, musicAt(clock), newFactor);
  }
}
