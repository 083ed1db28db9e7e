package ritornello.notation;

import java.util.ArrayList;
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

  /** The same in pieces that are tied, cut at those of these units that it sounds on at. */
  List<Sound> tiedAt(List<Long> units) {
    List<Sound> pieces = new ArrayList<>();
    long from = start;
    for (long unit : units) {
      if (from < unit && unit < end) {
        pieces.add(piece(from, unit));
        from = unit;
      }
    }
    pieces.add(piece(from, end));
    return pieces;
  }

  private Sound piece(long from, long to) {
    return new Sound(
        from,
        to,
        heads.stream()
            .map(
                head ->
                    new Symbol.Head(
                        head.pitch(),
                        head.velocity(),
                        from > start || head.tiedFrom(),
                        to < end || head.tiedTo()))
            .toList());
  }
}
