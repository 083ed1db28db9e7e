package ritornello.notation;

import java.util.List;

/**
 * Heads that sound together in a voice, from a unit to a unit.
 *
 * @param heads lowest first, at least one; their ties are those to the sounds around it
 */
record Sound(long start, long end, List<Symbol.Head> heads) {
  Sound {
    heads = List.copyOf(heads);
  }
}
