package ritornello.tunes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import ritornello.tunes.AbcElement.Bar;
import ritornello.tunes.AbcElement.Chord;
import ritornello.tunes.AbcElement.Kind;
import ritornello.tunes.AbcElement.Sound;

/** Reads the music part of an .abc file, character by character, into {@link AbcElement}s. */
final class AbcScanner {
  private static final long TICKS_PER_WHOLE = 4L * AbcTune.PPQ;

  /** Key number of the C that the letter C without an octave mark means. */
  private static final int MIDDLE_C = 60;

  private final String file;
  private final AbcKey key;
  private final AbcFraction unit;
  private final List<AbcElement> elements = new ArrayList<>();

  /** Accidentals of this bar: they hold for their letter, in all octaves, up to the bar line. */
  private final Map<Character, Integer> accidentals = new HashMap<>();

  private String text = "";
  private int line;
  private int at;

  /** What a {@code >} or {@code <} after the note before does to the next note. */
  private AbcFraction nextFactor = AbcFraction.ONE;

  private int tripletNotesLeft;

  /** Where the note before is tied to a note of this letter, its key number. */
  private Map<Character, Integer> tiedFrom = Map.of();

  AbcScanner(String file, AbcKey key, AbcFraction unit) {
    this.file = file;
    this.key = key;
    this.unit = unit;
  }

  /** Reads one line of music. */
  void scan(int lineNumber, String music) throws AbcException {
    line = lineNumber;
    text = music;
    at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%') {
        return;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '"') {
        chord();
      } else if (c == '|' || c == ':') {
        bar();
      } else if (c == '(') {
        triplet();
      } else {
        sound();
      }
    }
  }

  /** Everything read so far, in order. */
  List<AbcElement> finish() throws AbcException {
    if (tripletNotesLeft > 0) {
      throw error(at, "the tune ends inside a triplet; expected 3 notes after '(3'");
    }
    if (!nextFactor.equals(AbcFraction.ONE)) {
      throw error(at, "the tune ends after '>' or '<'; expected a note");
    }
    return List.copyOf(elements);
  }

  private void chord() throws AbcException {
    int start = at;
    int end = text.indexOf('"', at + 1);
    if (end < 0) {
      throw error(start, "expected a second '\"' after the chord symbol");
    }
    String symbol = text.substring(start + 1, end);
    ChordSymbol chord =
        ChordSymbol.parse(symbol)
            .orElseThrow(
                () ->
                    error(
                        start, "'" + symbol + "' is not a chord symbol; expected G, Am, D7, C/E"));
    elements.add(new Chord(line, start + 1, chord));
    at = end + 1;
  }

  private void bar() throws AbcException {
    int start = at;
    Kind kind = null;
    for (Kind each : Kind.values()) {
      // The longest that fits: '|' is the beginning of '||'.
      if (text.startsWith(each.abc(), at) && (kind == null || kind == Kind.SINGLE)) {
        kind = each;
      }
    }
    if (kind == null) {
      throw error(start, "expected '|:', ':|' or '::'");
    }
    at += kind.abc().length();
    elements.add(new Bar(line, start + 1, kind, ending(kind, start)));
    accidentals.clear();
  }

  private int ending(Kind kind, int start) throws AbcException {
    if (at >= text.length() || !Character.isDigit(text.charAt(at))) {
      return 0;
    }
    int ending = number();
    Kind expected = ending == 1 ? Kind.SINGLE : Kind.REPEAT_END;
    if (ending > 2 || kind != expected) {
      throw error(start, "expected endings written as '|1' and ':|2'");
    }
    return ending;
  }

  private void triplet() throws AbcException {
    if (!text.startsWith("(3", at)) {
      throw error(at, "expected '(3'; slurs and other tuplets are not part of the subset");
    }
    if (tripletNotesLeft > 0) {
      throw error(at, "expected " + tripletNotesLeft + " more notes of the triplet before");
    }
    tripletNotesLeft = 3;
    at += 2;
  }

  private void sound() throws AbcException {
    int start = at;
    OptionalInt pitch = pitch();
    AbcFraction length = unit.times(length()).times(nextFactor);
    nextFactor = AbcFraction.ONE;
    if (tripletNotesLeft > 0) {
      tripletNotesLeft--;
      length = length.times(new AbcFraction(2, 3));
    }
    boolean tied = at < text.length() && text.charAt(at) == '-';
    if (tied) {
      at++;
    }
    length = length.times(brokenRhythm());
    long ticks = TICKS_PER_WHOLE * length.numerator() / length.denominator();
    if (ticks == 0 || ticks * length.denominator() != TICKS_PER_WHOLE * length.numerator()) {
      throw error(start, "a length of " + length + " is too short; expected 1/64 or longer");
    }
    if (tied && pitch.isEmpty()) {
      throw error(start, "a rest can not be tied");
    }
    elements.add(new Sound(line, start + 1, ticks, pitch, tied));
    tiedFrom = tied ? Map.of(Character.toUpperCase(letterAt(start)), pitch.getAsInt()) : Map.of();
  }

  /** The letter of the note that begins here, after its accidental. */
  private char letterAt(int start) {
    int i = start;
    while ("^_=".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return text.charAt(i);
  }

  /** Reads accidental, letter and octave marks. */
  private OptionalInt pitch() throws AbcException {
    int start = at;
    if (text.charAt(at) == 'z') {
      at++;
      return OptionalInt.empty();
    }
    boolean hasAccidental = "^_=".indexOf(text.charAt(at)) >= 0;
    int accidental = accidental();
    char written = at < text.length() ? text.charAt(at) : ' ';
    char letter = Character.toUpperCase(written);
    if (letter < 'A' || letter > 'G') {
      throw error(
          start,
          "'"
              + text.charAt(start)
              + "' is not expected; expected a note (A to g)"
              + ", a rest (z), a chord symbol in quotes or a bar line");
    }
    at++;
    int octave = Character.isLowerCase(written) ? 1 : 0;
    while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == ',')) {
      octave += text.charAt(at) == '\'' ? 1 : -1;
      at++;
    }
    int natural = MIDDLE_C + 12 * octave + AbcKey.pitchClass(letter);
    if (hasAccidental) {
      accidentals.put(letter, accidental);
    } else if (tiedFrom.containsKey(letter) && Math.abs(tiedFrom.get(letter) - natural) <= 2) {
      // An accidental holds on through a tie over the bar line.
      return OptionalInt.of(tiedFrom.get(letter));
    }
    int pitch = natural + accidentals.getOrDefault(letter, key.alteration(letter));
    if (pitch < 0 || pitch > 127) {
      throw error(start, "key number " + pitch + " is outside of MIDI's 0 to 127");
    }
    return OptionalInt.of(pitch);
  }

  private int accidental() {
    int value = 0;
    while (at < text.length() && "^_=".indexOf(text.charAt(at)) >= 0) {
      value += text.charAt(at) == '^' ? 1 : text.charAt(at) == '_' ? -1 : 0;
      at++;
    }
    return value;
  }

  /** Reads 3, 3/2, /2, / or //; 1 where nothing is written. */
  private AbcFraction length() throws AbcException {
    int start = at;
    int numerator = atDigit() ? number() : 1;
    int denominator = 1;
    while (at < text.length() && text.charAt(at) == '/') {
      at++;
      denominator *= atDigit() ? number() : 2;
    }
    if (numerator == 0 || denominator == 0) {
      throw error(start, "expected a length of more than 0");
    }
    return new AbcFraction(numerator, denominator);
  }

  private AbcFraction brokenRhythm() {
    if (at >= text.length() || (text.charAt(at) != '>' && text.charAt(at) != '<')) {
      return AbcFraction.ONE;
    }
    boolean longFirst = text.charAt(at++) == '>';
    nextFactor = longFirst ? new AbcFraction(1, 2) : new AbcFraction(3, 2);
    return longFirst ? new AbcFraction(3, 2) : new AbcFraction(1, 2);
  }

  private boolean atDigit() {
    return at < text.length() && Character.isDigit(text.charAt(at));
  }

  private int number() throws AbcException {
    int start = at;
    while (atDigit()) {
      at++;
    }
    if (at - start > 3) {
      throw error(start, "expected a number of at most 3 digits");
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private AbcException error(int index, String problem) {
    return new AbcException(file, line, index + 1, problem);
  }
}
