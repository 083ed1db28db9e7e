package ritornello.frames;

import java.util.Arrays;
import java.util.List;

/**
 * A piece: frames one after the other, each the keys that sound in it, 0 (A0, MIDI pitch 21) to 87
 * (C8), from the lowest up. Immutable.
 */
public final class FrameSequence {
  /** Keys of a piano. */
  public static final int KEYS = 88;

  /** MIDI pitch of the lowest key. */
  public static final int LOWEST_PITCH = 21;

  private final int[][] frames;

  private FrameSequence(int[][] frames) {
    this.frames = frames;
  }

  /**
   * Of MIDI pitches, in any order; one that is named twice counts once.
   *
   * @throws IllegalArgumentException if one is no key of a piano
   */
  public static FrameSequence ofPitches(List<int[]> frames) {
    int[][] keys = new int[frames.size()][];
    for (int t = 0; t < keys.length; t++) {
      int[] pitches = frames.get(t);
      for (int pitch : pitches) {
        if (pitch < LOWEST_PITCH || pitch >= LOWEST_PITCH + KEYS) {
          throw new IllegalArgumentException(
              "frame "
                  + (t + 1)
                  + " has the pitch "
                  + pitch
                  + "; it must be a key of a piano, 21 to 108");
        }
      }
      keys[t] =
          Arrays.stream(pitches).map(pitch -> pitch - LOWEST_PITCH).sorted().distinct().toArray();
    }
    return new FrameSequence(keys);
  }

  /** How many frames it has. */
  public int length() {
    return frames.length;
  }

  /** The keys that sound in a frame, from the lowest up. */
  public int[] frame(int t) {
    return frames[t].clone();
  }

  /** How many keys sound in its frames, in all. */
  long notes() {
    return Arrays.stream(frames).mapToLong(frame -> frame.length).sum();
  }

  /**
   * The same so many semitones higher, or lower; what would leave the piano at one end comes in at
   * the other, so that every frame is some frame's picture.
   */
  FrameSequence rotated(int semitones) {
    int[][] moved = new int[frames.length][];
    for (int t = 0; t < moved.length; t++) {
      moved[t] =
          Arrays.stream(frames[t])
              .map(key -> Math.floorMod(key + semitones, KEYS))
              .sorted()
              .toArray();
    }
    return new FrameSequence(moved);
  }

  /** The lowest key of all; {@link #KEYS} if none sounds. */
  int lowest() {
    return Arrays.stream(frames).flatMapToInt(Arrays::stream).min().orElse(KEYS);
  }

  /** The highest key of all; −1 if none sounds. */
  int highest() {
    return Arrays.stream(frames).flatMapToInt(Arrays::stream).max().orElse(-1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameSequence sequence && Arrays.deepEquals(frames, sequence.frames);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(frames);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(frames);
  }
}
