package ritornello.play;

import java.util.function.UnaryOperator;

/**
 * How a live sequence is played.
 *
 * @param ppq ticks a quarter note of all passages, a multiple of 24
 * @param aheadBars so many bars are asked for ahead of the playhead, 1 or more
 * @param aheadMicros so much time is too
 * @param bridge makes what is played when the source is late, from the passage that was played
 *     last; it must not take long
 * @param sendsClock whether MIDI clock is sent too
 */
public record LiveOptions(
    int ppq, int aheadBars, long aheadMicros, UnaryOperator<Passage> bridge, boolean sendsClock) {

  /** 480 ticks, a bar and two seconds ahead, and the last bar again where the source is late. */
  public static final LiveOptions USUAL =
      new LiveOptions(480, 1, 2_000_000, Passage::lastSoundingBar, false);

  public LiveOptions {
    if (aheadBars < 1 || aheadMicros < 0) {
      throw new IllegalArgumentException("at least one bar has to be ready ahead");
    }
  }
}
