package ritornello.notation;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Chord;

/** Reads names of chords bar by bar, in order. */
final class ChordNames {
  private final List<ChordName> all;
  private int next;

  ChordNames(List<ChordName> all) {
    this.all = all;
  }

  /** Those that begin up to this unit and were not read yet, each at its place. */
  List<ChordName> until(long unit) {
    List<ChordName> read = new ArrayList<>();
    while (next < all.size() && all.get(next).unit() < unit) {
      read.add(all.get(next++));
    }
    return read;
  }

  /** The root of a chord, as {@code F#}. */
  static String root(Chord chord) {
    String symbol = chord.symbol();
    boolean altered = symbol.length() > 1 && "#b♯♭".indexOf(symbol.charAt(1)) >= 0;
    return symbol.substring(0, altered ? 2 : 1);
  }
}
