package ritornello.score;

import java.util.Comparator;

/**
 * A sounding note of a {@link Track}.
 *
 * @param startTick where it begins, 0 or more
 * @param lengthTicks how long it sounds, 1 or more
 * @param pitch MIDI key number, 0 to 127, middle C (C4) is 60
 * @param velocity of the note on, 1 to 127
 * @param releaseVelocity of the note off, 0 to 127; 64 where the file does not say
 */
public record Note(long startTick, long lengthTicks, int pitch, int velocity, int releaseVelocity) {

  /** What a note off means that was written as a note on of velocity 0. */
  public static final int DEFAULT_RELEASE_VELOCITY = 64;

  /** By start, then pitch, then length: the order in which a track keeps its notes. */
  public static final Comparator<Note> ORDER = Note::compare;

  public Note {
    Check.notNegative("start tick of a note", startTick);
    Check.positive("length of a note in ticks", lengthTicks);
    Check.range("pitch of a note", pitch, 0, 127);
    Check.range("velocity of a note", velocity, 1, 127);
    Check.range("release velocity of a note", releaseVelocity, 0, 127);
  }

  public Note(long startTick, long lengthTicks, int pitch, int velocity) {
    this(startTick, lengthTicks, pitch, velocity, DEFAULT_RELEASE_VELOCITY);
  }

  // Not a chain of comparators: sorting was a third of encoding, and by hand costs a fourth of it.
  private static int compare(Note a, Note b) {
    if (a.startTick != b.startTick) {
      return Long.compare(a.startTick, b.startTick);
    } else if (a.pitch != b.pitch) {
      return Integer.compare(a.pitch, b.pitch);
    } else if (a.lengthTicks != b.lengthTicks) {
      return Long.compare(a.lengthTicks, b.lengthTicks);
    } else if (a.velocity != b.velocity) {
      return Integer.compare(a.velocity, b.velocity);
    }
    return Integer.compare(a.releaseVelocity, b.releaseVelocity);
  }

  /** The first tick at which it no longer sounds. */
  public long endTick() {
    return startTick + lengthTicks;
  }
}
