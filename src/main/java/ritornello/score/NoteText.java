package ritornello.score;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Melodies as people type them: {@code C4 E4 G4 c5:2}.
 *
 * <p>A note is its name, upper or lower case, with {@code #} or {@code b} and an octave (C4 is
 * middle C; 4 if there is none); a rest is {@code r}, {@code z} or {@code -}. After a colon comes
 * its length in quarter notes, as {@code 2}, {@code 0.5} or {@code 3/2}; 1 if there is none. Spaces
 * and commas separate; {@code |} may stand for a bar line and means nothing.
 */
public final class NoteText {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,|]+");
  private static final Pattern WORD =
      Pattern.compile("(?<pitch>[^:]*)(?::(?<length>.*))?", Pattern.DOTALL);
  private static final Pattern REST = Pattern.compile("[rRzZ]|-");
  private static final Pattern NOTE = Pattern.compile("[A-Ga-g][#♯b♭]?(?<octave>-?\\d{1,2})?");
  private static final Pattern LENGTH =
      Pattern.compile("(?<whole>\\d{1,4}(\\.\\d{0,9})?|\\.\\d{1,9})(?:/(?<parts>\\d{1,4}))?");

  private static final int DEFAULT_OCTAVE = 4;
  private static final int MOST_QUARTERS = 64;

  /** How far from the grid a length may be, in steps: 0.33 is meant to be a third. */
  private static final double TOLERANCE_STEPS = 0.05;

  private NoteText() {}

  /**
   * Reads a melody that begins at a bar line and ends where its last note or rest ends, with no
   * key. A length that is not a whole number of steps is refused, but for rounding, as in 0.33.
   *
   * @throws IllegalArgumentException if there is no note or rest, or one can't be read; the message
   *     names it, its place and what was expected
   */
  public static Melody parse(String text, TimeSignature timeSignature, int stepsPerQuarter) {
    List<MelodyNote> notes = new ArrayList<>();
    int step = 0;
    int place = 0;
    for (String word : SEPARATORS.split(text)) {
      if (word.isEmpty()) {
        continue;
      }
      place++;
      String named = "'" + word + "' (" + ordinal(place) + " note) ";
      Matcher parts = WORD.matcher(word);
      parts.matches();
      int steps = steps(Optional.ofNullable(parts.group("length")), stepsPerQuarter, named);
      if (!REST.matcher(parts.group("pitch")).matches()) {
        notes.add(new MelodyNote(step, steps, pitch(parts.group("pitch"), named)));
      }
      step += steps;
    }
    if (place == 0) {
      throw new IllegalArgumentException(
          "there are no notes; write them as C4 E4 G4, with :2 for two quarter notes and r for a rest");
    }
    List<Metre> metres = List.of(new Metre(0, timeSignature));
    return new Melody(stepsPerQuarter, notes, metres, Optional.empty(), step);
  }

  private static int pitch(String name, String named) {
    Matcher note = NOTE.matcher(name);
    if (!note.matches()) {
      throw new IllegalArgumentException(
          named + "is no note name; write C4, F#5 or Bb3, with :2 for two beats, or r for a rest");
    }
    String octave = note.group("octave");
    int semitones = PitchClass.readFrom(name).semitones();
    int pitch = 12 * ((octave == null ? DEFAULT_OCTAVE : Integer.parseInt(octave)) + 1) + semitones;
    if (pitch < 0 || pitch > 127) {
      throw new IllegalArgumentException(named + "is out of range; MIDI goes from C-1 to G9");
    }
    return pitch;
  }

  private static int steps(Optional<String> length, int stepsPerQuarter, String named) {
    if (length.isEmpty()) {
      return stepsPerQuarter;
    }
    Matcher number = LENGTH.matcher(length.get());
    if (!number.matches()) {
      throw new IllegalArgumentException(
          named + "has no length after its colon; write :2, :0.5 or :3/2, in quarter notes");
    }
    String parts = number.group("parts");
    double quarters =
        Double.parseDouble(number.group("whole")) / (parts == null ? 1 : Integer.parseInt(parts));
    if (!(quarters > 0 && quarters <= MOST_QUARTERS)) {
      throw new IllegalArgumentException(
          named + "must last more than 0 and at most " + MOST_QUARTERS + " quarter notes");
    }
    double steps = quarters * stepsPerQuarter;
    if (Math.round(steps) == 0 || Math.abs(steps - Math.round(steps)) > TOLERANCE_STEPS) {
      throw new IllegalArgumentException(
          named
              + "does not fit the grid of "
              + stepsPerQuarter
              + " steps a quarter note; use multiples of 1/"
              + stepsPerQuarter);
    }
    return (int) Math.round(steps);
  }

  private static String ordinal(int place) {
    int lastTwo = place % 100;
    String ending =
        lastTwo >= 11 && lastTwo <= 13
            ? "th"
            : switch (place % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return place + ending;
  }

  /**
   * Writes what {@link #parse} reads, with bar lines, in one line: {@code | C4 E4:1/2 r:1/2 |}. A
   * note that sounds over a bar line stands where it begins, with its whole length.
   */
  public static String format(Melody melody) {
    boolean flats = melody.key().map(key -> key.fifths() < 0).orElse(false);
    StringBuilder text = new StringBuilder();
    int next = 0;
    int step = 0;
    for (Bar bar : melody.bars()) {
      text.append(text.isEmpty() ? "|" : " |");
      int end = Math.min(bar.endStep(), melody.lengthSteps());
      while (step < end) {
        boolean more = next < melody.notes().size();
        int noteStart = more ? melody.notes().get(next).startStep() : melody.lengthSteps();
        if (more && noteStart == step) {
          MelodyNote note = melody.notes().get(next++);
          append(text, NoteName.of(note.pitch(), flats), note.lengthSteps(), melody);
          step = note.endStep();
        } else {
          int restEnd = Math.min(end, noteStart);
          append(text, "r", restEnd - step, melody);
          step = restEnd;
        }
      }
    }
    return text.append(text.isEmpty() ? "" : " |").toString();
  }

  private static void append(StringBuilder text, String name, int steps, Melody melody) {
    text.append(' ').append(name);
    int whole = melody.stepsPerQuarter();
    if (steps != whole) {
      int divisor = BigInteger.valueOf(steps).gcd(BigInteger.valueOf(whole)).intValue();
      text.append(':').append(steps / divisor);
      text.append(whole == divisor ? "" : "/" + whole / divisor);
    }
  }
}
