package ritornello.token;

import java.util.Comparator;

/**
 * A note on a codec's grid.
 *
 * @param startStep where it begins
 * @param endStep first step at which it no longer sounds; after {@code startStep}
 * @param voice as {@link Voices} has it
 * @param pitch 0 to 127
 * @param velocity 1 to 127
 * @param tick where it began in the score; -1 if it comes from tokens
 * @param number which of the score's notes it is, see {@link NoteTokens#numbers}; -1 if it comes
 *     from tokens
 */
record GridNote(
    long startStep, long endStep, int voice, int pitch, int velocity, long tick, int number) {
  /** By start, voice and pitch, then the longest and loudest first, then as in the score. */
  static final Comparator<GridNote> ORDER = GridNote::compare;

  GridNote(long startStep, long endStep, int voice, int pitch, int velocity) {
    this(startStep, endStep, voice, pitch, velocity, -1, -1);
  }

  // Not a chain of comparators: this is where encoding spends its time.
  private static int compare(GridNote a, GridNote b) {
    if (a.startStep != b.startStep) {
      return Long.compare(a.startStep, b.startStep);
    } else if (a.voice != b.voice) {
      return Integer.compare(a.voice, b.voice);
    } else if (a.pitch != b.pitch) {
      return Integer.compare(a.pitch, b.pitch);
    } else if (a.endStep != b.endStep) {
      return Long.compare(b.endStep, a.endStep);
    } else if (a.velocity != b.velocity) {
      return Integer.compare(b.velocity, a.velocity);
    }
    return Long.compare(a.tick, b.tick);
  }

  GridNote until(long newEndStep) {
    return new GridNote(startStep, newEndStep, voice, pitch, velocity, tick, number);
  }

  GridNote by(int newVoice) {
    return new GridNote(startStep, endStep, newVoice, pitch, velocity, tick, number);
  }

  GridNote later(long steps) {
    return new GridNote(startStep + steps, endStep + steps, voice, pitch, velocity, tick, number);
  }
}
