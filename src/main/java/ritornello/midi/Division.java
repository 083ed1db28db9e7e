package ritornello.midi;

import java.util.OptionalInt;

/**
 * How a file counts time, as PPQ.
 *
 * @param ppq ticks a quarter note
 * @param fixedMicrosPerQuarter the tempo that stands for the whole file, if it counts in SMPTE time
 */
record Division(int ppq, OptionalInt fixedMicrosPerQuarter) {

  /** What is taken where a header gives none. */
  static final int DEFAULT_PPQ = 480;

  static Division ofPpq(int ppq) {
    return new Division(ppq, OptionalInt.empty());
  }

  /**
   * A PPQ and a tempo that give each tick exactly its SMPTE length.
   *
   * @param framesPerSecond 1 to 128; 29 means 30000/1001
   * @param ticksPerFrame 1 to 255
   */
  static Division ofSmpte(int framesPerSecond, int ticksPerFrame) {
    if (framesPerSecond == 29) {
      // 30000/1001 frames a second: 15 t ticks in 500,500 µs are exactly t ticks a frame.
      return new Division(15 * ticksPerFrame, OptionalInt.of(500_500));
    }
    int ticksPerSecond = framesPerSecond * ticksPerFrame;
    return ticksPerSecond % 2 == 0
        ? new Division(ticksPerSecond / 2, OptionalInt.of(500_000))
        : new Division(ticksPerSecond, OptionalInt.of(1_000_000));
  }
}
