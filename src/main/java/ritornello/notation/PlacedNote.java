package ritornello.notation;

/**
 * A note on the grid.
 *
 * @param start in units of a 24th of a quarter note
 * @param end likewise, after the start
 * @param pitch MIDI key number
 * @param velocity 1 to 127
 */
record PlacedNote(long start, long end, int pitch, int velocity) {
  PlacedNote {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a note from " + start + " to " + end);
    }
  }

  PlacedNote until(long newEnd) {
    return new PlacedNote(start, newEnd, pitch, velocity);
  }
}
