package ritornello.notation;

import java.util.Optional;
import java.util.stream.Stream;

/** A written note value without dots, longest first. */
enum NoteValue {
  BREVE("breve", 128),
  WHOLE("whole", 64),
  HALF("half", 32),
  QUARTER("quarter", 16),
  EIGHTH("eighth", 8),
  SIXTEENTH("16th", 4),
  THIRTY_SECOND("32nd", 2),
  SIXTY_FOURTH("64th", 1);

  private static final int UNITS_PER_WHOLE = 4 * Notation.UNITS_PER_QUARTER;

  private final String musicXmlName;
  private final int sixtyFourths;

  NoteValue(String musicXmlName, int sixtyFourths) {
    this.musicXmlName = musicXmlName;
    this.sixtyFourths = sixtyFourths;
  }

  /** A value with a dot, or with none. */
  record Dotted(NoteValue value, int dots) {}

  String musicXmlName() {
    return musicXmlName;
  }

  /** How many 64th notes it is long. */
  int sixtyFourths() {
    return sixtyFourths;
  }

  /** The value of half its length. */
  NoteValue half() {
    return ofSixtyFourths(sixtyFourths / 2);
  }

  /** The value of twice its length. */
  NoteValue twice() {
    return ofSixtyFourths(2 * sixtyFourths);
  }

  private static NoteValue ofSixtyFourths(int wanted) {
    return Stream.of(values())
        .filter(value -> value.sixtyFourths == wanted)
        .findFirst()
        .orElseThrow();
  }

  /** The value that is so long outside of tuplets, if there is one with at most one dot. */
  static Optional<Dotted> of(int units) {
    for (NoteValue value : values()) {
      int plain = value.sixtyFourths * UNITS_PER_WHOLE;
      if (64 * units == plain) {
        return Optional.of(new Dotted(value, 0));
      } else if (2 * 64 * units == 3 * plain) {
        return Optional.of(new Dotted(value, 1));
      }
    }
    return Optional.empty();
  }
}
