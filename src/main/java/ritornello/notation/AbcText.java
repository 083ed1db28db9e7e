package ritornello.notation;

import java.util.List;
import java.util.Locale;
import ritornello.score.Harmony;
import ritornello.score.Melody;
import ritornello.score.TimeSignature;

/**
 * A melody in ABC notation (abcnotation.com, standard 2.1), to read in the terminal and for the
 * programs that show and play it; four bars a line.
 *
 * <p>{@code C} to {@code B} are the octave from middle C, {@code c} to {@code b} the one above;
 * {@code '} is an octave higher and {@code ,} lower; {@code ^ _ =} are sharp, flat and natural; a
 * number is the length in eighth notes, {@code /2} half of one; {@code z} is a rest; {@code -} ties
 * a note to the next; {@code (3} makes a triplet of the next three. Letters without a space between
 * them are one beat.
 */
public final class AbcText {
  private static final int BARS_PER_LINE = 4;

  /** The octave of the capital letters without a comma. */
  private static final int CAPITALS = 4;

  private static final Harmony NO_CHORDS = new Harmony(1, List.of());

  private final Notation notation;
  private final ChordNames chords;
  private final StringBuilder text = new StringBuilder();

  private AbcText(Notation notation) {
    this.notation = notation;
    this.chords = new ChordNames(notation.chords());
  }

  /**
   * A whole tune: number, title, metre, unit, tempo and key, then the bars.
   *
   * @param melody on 4, 8, 12 or 24 steps a quarter note, with a note at least
   * @param qpm tempo in quarter notes a minute
   */
  public static String format(Melody melody, String title, double qpm) {
    return format(melody, title, qpm, NO_CHORDS);
  }

  /**
   * The same with names of chords, which stand in quotes before the notes; a note that sounds on
   * while the chord changes is tied.
   *
   * @param harmony on the melody's grid
   */
  public static String format(Melody melody, String title, double qpm, Harmony harmony) {
    Notation notation = Notation.of(melody, title, qpm, 0).with(harmony);
    return new AbcText(notation.tiedAtChords()).write();
  }

  private String write() {
    List<Measure> measures = notation.measures();
    header(measures.get(0));
    StaffReader staff = new StaffReader(notation.parts().get(0).staves().get(0));
    int full = 0;
    for (int i = 0; i < measures.size(); i++) {
      Measure measure = measures.get(i);
      if (i > 0) {
        changes(measure);
      }
      write(measure, staff.in(measure).get(0));
      full += measure.isPickup() ? 0 : 1;
      boolean line = !measure.isPickup() && full % BARS_PER_LINE == 0;
      text.append(i == measures.size() - 1 ? " |]\n" : line ? " |\n" : " | ");
    }
    return text.toString();
  }

  private void header(Measure first) {
    TimeSignature metre = first.timeSignature();
    double qpm = notation.tempos().get(0).qpm();
    String beat = metre.isCompound() ? "3/8" : "1/4";
    long perMinute = Math.max(1, Math.round(metre.isCompound() ? qpm / 1.5 : qpm));
    text.append("X:1\nT:").append(notation.title().isEmpty() ? "Melody" : notation.title());
    text.append("\nM:").append(metre).append("\nL:1/8\nQ:").append(beat).append('=');
    text.append(perMinute).append("\nK:").append(key(first)).append('\n');
  }

  private static String key(Measure measure) {
    return measure.key().toString().replace(" major", "").replace(" minor", "m");
  }

  private void changes(Measure measure) {
    if (measure.newTimeSignature()) {
      text.append("[M:").append(measure.timeSignature()).append("] ");
    }
    if (measure.newKey()) {
      text.append("[K:").append(key(measure)).append("] ");
    }
  }

  private void write(Measure measure, List<Symbol> symbols) {
    // Over a bar line a tie does not take the accidental along in all programs.
    Accidentals accidentals = new Accidentals(List.of(symbols), measure.key(), false);
    int beat = Notation.UNITS_PER_QUARTER * (measure.timeSignature().isCompound() ? 3 : 2) / 2;
    for (int i = 0; i < symbols.size(); i++) {
      Symbol symbol = symbols.get(i);
      long into = symbol.start() - measure.start() + measure.offset();
      text.append(i > 0 && into % beat == 0 ? " " : "");
      for (ChordName name : chords.until(symbol.start() + symbol.units())) {
        text.append('"').append(name.chord().symbol()).append('"');
      }
      if (symbol.tuplet().filter(Symbol.Tuplet::first).isPresent()) {
        tuplet(symbols.subList(i, symbols.size()));
      }
      if (symbol.isRest()) {
        text.append('z');
      } else {
        head(symbol.heads().get(0), measure, accidentals, i);
      }
      length(symbol);
      text.append(symbol.heads().stream().anyMatch(Symbol.Head::tiedTo) ? "-" : "");
    }
  }

  /** {@code (3} is for three notes; others say how many they are. */
  private void tuplet(List<Symbol> fromHere) {
    int count = 1;
    while (fromHere.get(count - 1).tuplet().filter(Symbol.Tuplet::last).isEmpty()) {
      count++;
    }
    text.append(count == 3 ? "(3" : "(3:2:" + count);
  }

  private void head(Symbol.Head head, Measure measure, Accidentals accidentals, int symbol) {
    Spelling spelling = Spelling.of(head.pitch(), measure.key());
    if (accidentals.isShown(0, symbol, head.pitch())) {
      int alter = spelling.alter();
      text.append(alter == 0 ? "=" : (alter > 0 ? "^" : "_").repeat(Math.abs(alter)));
    }
    String letter = spelling.letterName();
    int octave = spelling.octave();
    text.append(octave > CAPITALS ? letter.toLowerCase(Locale.ROOT) : letter);
    text.append(
        octave > CAPITALS ? "'".repeat(octave - CAPITALS - 1) : ",".repeat(CAPITALS - octave));
  }

  /** In eighth notes; of a tuplet what is written, not what is heard. */
  private void length(Symbol symbol) {
    int numerator = symbol.units();
    int denominator = Notation.UNITS_PER_QUARTER / 2;
    if (symbol.tuplet().isPresent()) {
      numerator = symbol.value().sixtyFourths() * (symbol.dots() == 0 ? 2 : 3);
      denominator = 2 * NoteValue.EIGHTH.sixtyFourths();
    }
    for (int factor = 2; factor <= denominator; factor++) {
      while (numerator % factor == 0 && denominator % factor == 0) {
        numerator /= factor;
        denominator /= factor;
      }
    }
    text.append(numerator == 1 ? "" : numerator);
    text.append(denominator == 1 ? "" : "/" + denominator);
  }
}
