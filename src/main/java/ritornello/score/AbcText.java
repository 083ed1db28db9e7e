package ritornello.score;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A melody to read in the terminal, in ABC notation (abcnotation.com, standard 2.1), four bars a
 * line; ABC programs can show and play it.
 *
 * <p>{@code C} to {@code B} are the octave from middle C, {@code c} to {@code b} the one above;
 * {@code '} is an octave higher and {@code ,} lower; {@code ^ _ =} are sharp, flat and natural; a
 * number is the length in eighth notes, {@code /2} half of one; {@code z} is a rest; {@code -} ties
 * a note over the bar line. Letters without a space between them are one beat.
 */
public final class AbcText {
  private static final int BARS_PER_LINE = 4;
  private static final String LETTERS = "CDEFGAB";
  private static final int[] NATURAL = {0, 2, 4, 5, 7, 9, 11};

  /** The letters, as places in {@link #LETTERS}, in the order in which sharps are written. */
  private static final int[] SHARP_ORDER = {3, 0, 4, 1, 5, 2, 6};

  private static final int OCTAVES = 13;

  private final Melody melody;
  private final int stepsPerEighth;
  private final KeySignature key;
  private final StringBuilder text = new StringBuilder();

  /** Accidental in force on each letter of each octave, -1 flat to 1 sharp. */
  private final int[] inForce = new int[LETTERS.length() * OCTAVES];

  private AbcText(Melody melody) {
    this.melody = melody;
    this.stepsPerEighth = melody.stepsPerQuarter() / 2;
    this.key = melody.key().orElse(new KeySignature(0, false));
  }

  /**
   * Metre, unit and key, then the bars.
   *
   * @param melody on an even number of steps a quarter note
   */
  public static String format(Melody melody) {
    Check.range("steps a quarter note", melody.stepsPerQuarter(), 2, 96);
    if (melody.stepsPerQuarter() % 2 != 0) {
      throw new IllegalArgumentException("ABC needs an even number of steps a quarter note");
    }
    return new AbcText(melody).write();
  }

  private String write() {
    TimeSignature metre = melody.firstTimeSignature();
    text.append("M:").append(metre).append(" L:1/8 K:").append(keyName()).append('\n');
    List<Bar> bars = melody.bars();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      text.append(i % BARS_PER_LINE == 0 ? "| " : "");
      if (!bar.timeSignature().equals(metre)) {
        metre = bar.timeSignature();
        text.append("[M:").append(metre).append("] ");
      }
      write(bar);
      boolean last = i == bars.size() - 1;
      text.append(last ? " |]\n" : (i + 1) % BARS_PER_LINE == 0 ? " |\n" : " | ");
    }
    return text.toString();
  }

  private String keyName() {
    return key.toString().replace(" major", "").replace(" minor", "m");
  }

  private void write(Bar bar) {
    startBar();
    int beat = stepsPerEighth * (bar.timeSignature().isCompound() ? 3 : 2);
    int end = Math.min(bar.endStep(), melody.lengthSteps());
    int step = bar.startStep();
    for (MelodyNote note : sounding(bar)) {
      int start = Math.max(note.startStep(), step);
      rest(bar, step, start, beat);
      space(bar, start, beat);
      int until = Math.min(note.endStep(), end);
      pitch(note.pitch());
      length(until - start);
      text.append(note.endStep() > until ? "-" : "");
      step = until;
    }
    rest(bar, step, end, beat);
  }

  private List<MelodyNote> sounding(Bar bar) {
    return melody.notes().stream()
        .filter(note -> note.endStep() > bar.startStep() && note.startStep() < bar.endStep())
        .toList();
  }

  private void rest(Bar bar, int start, int end, int beat) {
    if (end > start) {
      space(bar, start, beat);
      text.append('z');
      length(end - start);
    }
  }

  private void space(Bar bar, int step, int beat) {
    int into = step - bar.startStep();
    text.append(into > 0 && into % beat == 0 ? " " : "");
  }

  private void length(int steps) {
    int numerator = steps;
    int denominator = stepsPerEighth;
    for (int factor = 2; factor <= denominator; factor++) {
      while (numerator % factor == 0 && denominator % factor == 0) {
        numerator /= factor;
        denominator /= factor;
      }
    }
    text.append(numerator == 1 ? "" : numerator);
    text.append(denominator == 1 ? "" : "/" + denominator);
  }

  private void startBar() {
    Arrays.fill(inForce, 0);
    for (int i = 0; i < Math.abs(key.fifths()); i++) {
      int letter = key.fifths() > 0 ? SHARP_ORDER[i] : SHARP_ORDER[6 - i];
      for (int octave = 0; octave < OCTAVES; octave++) {
        inForce[octave * LETTERS.length() + letter] = Integer.signum(key.fifths());
      }
    }
  }

  private void pitch(int pitch) {
    int place = inSignature(pitch);
    if (place < 0) {
      int accidental = key.fifths() < 0 ? -1 : 1;
      place = placeOf(pitch, 0) >= 0 ? placeOf(pitch, 0) : placeOf(pitch, accidental);
      accidental = pitch - pitchOf(place);
      if (inForce[place] != accidental) {
        text.append(accidental > 0 ? '^' : accidental < 0 ? '_' : '=');
        inForce[place] = accidental;
      }
    }
    letter(place);
  }

  /** The letter that gives this pitch as things stand in this bar; -1 if none does. */
  private int inSignature(int pitch) {
    for (int place = 0; place < inForce.length; place++) {
      if (pitchOf(place) + inForce[place] == pitch) {
        return place;
      }
    }
    return -1;
  }

  private static int placeOf(int pitch, int accidental) {
    for (int place = 0; place < LETTERS.length() * OCTAVES; place++) {
      if (pitchOf(place) + accidental == pitch) {
        return place;
      }
    }
    return -1;
  }

  /** Of a letter without accidental; the octaves begin at -2, for the C flat of octave -1. */
  private static int pitchOf(int place) {
    return 12 * (place / LETTERS.length() - 1) + NATURAL[place % LETTERS.length()];
  }

  private void letter(int place) {
    int octave = place / LETTERS.length() - 2;
    String letter = LETTERS.substring(place % LETTERS.length(), place % LETTERS.length() + 1);
    text.append(octave >= 5 ? letter.toLowerCase(Locale.ROOT) : letter);
    text.append(octave >= 5 ? "'".repeat(octave - 5) : ",".repeat(4 - octave));
  }
}
