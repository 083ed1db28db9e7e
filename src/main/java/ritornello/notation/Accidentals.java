package ritornello.notation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ritornello.score.KeySignature;

/**
 * Which heads of one bar on one staff need an accidental.
 *
 * <p>An accidental holds to the end of its bar, for its letter in its octave, in all voices; what
 * holds at first the signature says.
 */
final class Accidentals {
  private final Set<Place> shown = new HashSet<>();

  /**
   * A head.
   *
   * @param voice its place among those of the staff
   * @param symbol its place in that voice
   */
  private record Place(int voice, int symbol, int pitch) {}

  private record Found(long start, Place place, boolean tied) {}

  private record Line(int letter, int octave) {}

  /**
   * @param voices of one staff in one bar
   * @param tiesCarry whether a tie takes the accidental along over the bar line, as in print
   */
  Accidentals(List<List<Symbol>> voices, KeySignature key, boolean tiesCarry) {
    Map<Line, Integer> inForce = new HashMap<>();
    for (Found found : inTime(voices)) {
      Spelling spelling = Spelling.of(found.place().pitch(), key);
      Line line = new Line(spelling.letter(), spelling.octave());
      int alter = inForce.computeIfAbsent(line, l -> Spelling.inSignature(spelling.letter(), key));
      if (!(found.tied() && tiesCarry) && alter != spelling.alter()) {
        shown.add(found.place());
        inForce.put(line, spelling.alter());
      }
    }
  }

  private static List<Found> inTime(List<List<Symbol>> voices) {
    List<Found> heads = new ArrayList<>();
    for (int voice = 0; voice < voices.size(); voice++) {
      for (int i = 0; i < voices.get(voice).size(); i++) {
        Symbol symbol = voices.get(voice).get(i);
        for (Symbol.Head head : symbol.heads()) {
          Place place = new Place(voice, i, head.pitch());
          heads.add(new Found(symbol.start(), place, head.tiedFrom()));
        }
      }
    }
    heads.sort(Comparator.comparingLong(Found::start));
    return heads;
  }

  /** Whether a head shows its accidental, which may be a natural. */
  boolean isShown(int voice, int symbol, int pitch) {
    return shown.contains(new Place(voice, symbol, pitch));
  }
}
