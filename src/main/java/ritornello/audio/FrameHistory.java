package ritornello.audio;

/** The latest frames, by their number; enough of them for the longest segment. */
final class FrameHistory {
  private static final int KEPT = 1 << 13; // 47 seconds

  private final Frame[] frames = new Frame[KEPT];
  private long count;

  void add(Frame frame) {
    frames[(int) (count++ % KEPT)] = frame;
  }

  /** How many there have been. */
  long count() {
    return count;
  }

  /** The oldest that is kept. */
  long first() {
    return Math.max(0, count - KEPT);
  }

  Frame get(long number) {
    return frames[(int) (number % KEPT)];
  }
}
