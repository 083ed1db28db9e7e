package ritornello.token;

import java.util.Comparator;

/**
 * A note on a codec's grid.
 *
 * @param startStep where it begins
 * @param endStep first step at which it no longer sounds; after {@code startStep}
 * @param voice as {@link Sound#voice}
 * @param pitch 0 to 127
 * @param velocity 1 to 127
 * @param tick where it began in the score; -1 if it comes from tokens
 */
record GridNote(long startStep, long endStep, int voice, int pitch, int velocity, long tick) {
  /** By start, voice and pitch, then the longest and loudest first. */
  static final Comparator<GridNote> ORDER =
      Comparator.comparingLong(GridNote::startStep)
          .thenComparingInt(GridNote::voice)
          .thenComparingInt(GridNote::pitch)
          .thenComparing(Comparator.comparingLong(GridNote::endStep).reversed())
          .thenComparing(Comparator.comparingInt(GridNote::velocity).reversed());

  GridNote(long startStep, long endStep, int voice, int pitch, int velocity) {
    this(startStep, endStep, voice, pitch, velocity, -1);
  }

  GridNote until(long newEndStep) {
    return new GridNote(startStep, newEndStep, voice, pitch, velocity, tick);
  }

  GridNote later(long steps) {
    return new GridNote(startStep + steps, endStep + steps, voice, pitch, velocity, tick);
  }

  /** Which key of which voice: what can't sound twice at a time. */
  int key() {
    return voice << 7 | pitch;
  }
}
