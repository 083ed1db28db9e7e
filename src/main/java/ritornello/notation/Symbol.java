package ritornello.notation;

import java.util.List;
import java.util.Optional;

/**
 * What stands in a voice at one place: a chord of one or more heads, or a rest.
 *
 * @param start in units from the start of the music
 * @param units how long it takes
 * @param value its note value
 * @param dots 0 or 1
 * @param tuplet if it is in one
 * @param wholeMeasure a rest of a whole bar, whatever its length; its value says nothing
 * @param heads lowest first; none is a rest
 */
record Symbol(
    long start,
    int units,
    NoteValue value,
    int dots,
    Optional<Tuplet> tuplet,
    boolean wholeMeasure,
    List<Head> heads) {

  Symbol {
    heads = List.copyOf(heads);
  }

  /**
   * Where a symbol stands in a group of three in the time of two.
   *
   * @param normal the value that three of make the group
   * @param first whether the group begins with it
   * @param last whether the group ends with it
   */
  record Tuplet(NoteValue normal, boolean first, boolean last) {}

  /**
   * A note head.
   *
   * @param pitch MIDI key number
   * @param velocity 1 to 127
   * @param tiedFrom whether a tie from the symbol before ends here
   * @param tiedTo whether a tie to the next symbol begins here
   */
  record Head(int pitch, int velocity, boolean tiedFrom, boolean tiedTo) {}

  boolean isRest() {
    return heads.isEmpty();
  }
}
