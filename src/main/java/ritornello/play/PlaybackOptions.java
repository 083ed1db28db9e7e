package ritornello.play;

import java.util.OptionalLong;
import java.util.Set;

/**
 * How a playback begins.
 *
 * @param skipLeadingSilence whether the first note sounds at once, though a rest stands before it
 * @param factor how many times faster than its own tempos, 0.05 to 20
 * @param transposition in semitones, up if positive
 * @param fromBar the first bar, counted from 0
 * @param toBar the last bar
 * @param loop whether these bars are repeated for ever
 * @param muted numbers of tracks that are silent, counted from 0
 * @param sendsClock whether MIDI clock is sent too, for other machines to follow
 */
public record PlaybackOptions(
    boolean skipLeadingSilence,
    double factor,
    int transposition,
    long fromBar,
    OptionalLong toBar,
    boolean loop,
    Set<Integer> muted,
    boolean sendsClock) {

  private static final double SLOWEST = 0.05;
  private static final double FASTEST = 20;

  /** From its beginning to its end as it is. */
  public static final PlaybackOptions PLAIN =
      new PlaybackOptions(false, 1, 0, 0, OptionalLong.empty(), false, Set.of(), false);

  public PlaybackOptions {
    checkFactor(factor);
    muted = Set.copyOf(muted);
    if (fromBar < 0 || (toBar.isPresent() && toBar.getAsLong() < fromBar)) {
      throw new IllegalArgumentException(
          "the last bar to play is before the first, or there is none");
    }
  }

  static double checkFactor(double factor) {
    if (!(factor >= SLOWEST && factor <= FASTEST)) {
      throw new IllegalArgumentException(
          "the tempo is multiplied by "
              + factor
              + "; it must be from "
              + SLOWEST
              + " to "
              + FASTEST);
    }
    return factor;
  }

  /** A factor in the range that is allowed. */
  static double nearestFactor(double factor) {
    return Math.max(SLOWEST, Math.min(FASTEST, factor));
  }

  /** The same, but the first note sounds at once. */
  public PlaybackOptions skippingLeadingSilence() {
    return new PlaybackOptions(
        true, factor, transposition, fromBar, toBar, loop, muted, sendsClock);
  }
}
