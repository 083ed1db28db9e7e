package ritornello.play;

/**
 * What is heard of a score that is played: after a jump, for a moment still what was before.
 *
 * @param head what is sent; when paused, where it stopped
 * @param before what is heard until the head's moment has come
 */
record Heard(Playhead head, Playhead before, boolean paused) {
  /** What is heard at a moment of the clock. */
  long musicAt(long clock) {
    if (paused) {
      return head.micros();
    }
    return clock < head.clockMicros() ? before.musicAt(clock) : head.musicAt(clock);
  }

  /** The same for what is sent, which is what a jump leads to before that is heard. */
  long sentAt(long clock) {
    return paused ? head.micros() : head.musicAt(Math.max(clock, head.clockMicros()));
  }
}
