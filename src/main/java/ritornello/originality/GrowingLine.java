package ritornello.originality;

import java.util.Arrays;

/**
 * The upper line of music that grows note by note: of the notes struck at one time the highest.
 *
 * <p>A <em>run</em> of N notes is N of them in a row. Two runs are the same if their N − 1
 * intervals are, in semitones, and their N − 2 ratios of the time between two notes to the time
 * between the two before. So a copy is found in another key, at another speed, in other note
 * values, behind other bar lines and with shorter or longer notes; a changed note ends it. Ratios
 * are compared by classes, of which one is around each of 1, 4/3, 3/2, 2, 3, 4, 6, 8, 12, 16 and
 * their inverses.
 *
 * <p>For one thread.
 */
public final class GrowingLine {
  private static final int FIRST_ROOM = 64;

  /** Of each note; the first has none. */
  private char[] symbols = {};

  private int notes;
  private long time;
  private long gap;
  private long gapBefore;
  private int pitch;
  private int pitchBefore;

  /**
   * Adds a note.
   *
   * @param when in any unit, not before the note before; at the same time only the higher counts
   * @param key 0 to 127
   * @return whether it counts
   */
  public boolean strike(long when, int key) {
    if (notes > 0 && when <= time) {
      if (when < time) {
        throw new IllegalArgumentException("a note at " + when + " follows one at " + time);
      }
      boolean higher = key > pitch;
      if (higher) {
        pitch = key;
        symbols[notes - 1] = symbol();
      }
      return higher;
    }
    gapBefore = gap;
    gap = when - time;
    time = when;
    pitchBefore = pitch;
    pitch = key;
    notes++;
    if (notes > symbols.length) {
      symbols = Arrays.copyOf(symbols, Math.max(FIRST_ROOM, 2 * symbols.length));
    }
    symbols[notes - 1] = symbol();
    return true;
  }

  private char symbol() {
    if (notes < 2) {
      return Symbols.NONE;
    }
    int interval = pitch - pitchBefore;
    return notes == 2 ? Symbols.of(interval) : Symbols.of(interval, gap, gapBefore);
  }

  /** How many notes it has. */
  public int notes() {
    return notes;
  }

  /** The symbol of a note, from the second, which is 1. */
  char symbol(int note) {
    return symbols[note];
  }

  /** Of all notes; the first has none. */
  char[] symbols() {
    return Arrays.copyOf(symbols, notes);
  }

  /** An independent copy, for trying continuations. */
  GrowingLine copy() {
    GrowingLine copy = new GrowingLine();
    copy.symbols = symbols();
    copy.notes = notes;
    copy.time = time;
    copy.gap = gap;
    copy.gapBefore = gapBefore;
    copy.pitch = pitch;
    copy.pitchBefore = pitchBefore;
    return copy;
  }
}
