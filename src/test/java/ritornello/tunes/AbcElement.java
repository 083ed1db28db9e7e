package ritornello.tunes;

import java.util.OptionalInt;

/** What stands in the music part of an .abc file, in the order in which it is written. */
sealed interface AbcElement {

  int line();

  int column();

  /**
   * A note or a rest.
   *
   * @param ticks length, at {@link AbcTune#PPQ} ticks a quarter note
   * @param pitch MIDI key number; empty is a rest
   * @param tied goes on into the next note
   */
  record Sound(int line, int column, long ticks, OptionalInt pitch, boolean tied)
      implements AbcElement {}

  /** A chord symbol; it holds until the next one. */
  record Chord(int line, int column, ChordSymbol symbol) implements AbcElement {}

  /**
   * A bar line.
   *
   * @param ending 1 or 2 where a first or second ending begins here, else 0
   */
  record Bar(int line, int column, Kind kind, int ending) implements AbcElement {}

  /** The bar lines of the subset. All but {@link #SINGLE} may also stand inside a bar. */
  enum Kind {
    SINGLE("|"),
    DOUBLE("||"),
    END("|]"),
    REPEAT_START("|:"),
    REPEAT_END(":|"),
    REPEAT_END_START("::");

    private final String abc;

    Kind(String abc) {
      this.abc = abc;
    }

    String abc() {
      return abc;
    }

    boolean endsRepeat() {
      return this == REPEAT_END || this == REPEAT_END_START;
    }

    boolean startsRepeat() {
      return this == REPEAT_START || this == REPEAT_END_START;
    }
  }
}
