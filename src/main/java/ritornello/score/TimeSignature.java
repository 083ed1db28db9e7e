package ritornello.score;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metre, as 6/8.
 *
 * @param numerator how many, 1 to 255
 * @param denominator of what: a power of two, 1 to 128 (4 is a quarter note)
 */
public record TimeSignature(int numerator, int denominator) {

  /** What a MIDI file means that gives none. */
  public static final TimeSignature COMMON = new TimeSignature(4, 4);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

  public TimeSignature {
    Check.range("numerator of a time signature", numerator, 1, 255);
    if (denominator < 1 || denominator > 128 || Integer.bitCount(denominator) != 1) {
      throw new IllegalArgumentException(
          "denominator of a time signature is "
              + denominator
              + "; it must be a power of two from 1 to 128");
    }
  }

  /**
   * Reads what {@link #toString} writes, as {@code 6/8}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static TimeSignature parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time signature; write it as 3/4 or 6/8");
    }
    return new TimeSignature(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Length of a bar in quarter notes: 3 for 6/8. */
  public double quartersPerBar() {
    return 4.0 * numerator / denominator;
  }

  /** Three eighths to a beat: 6/8, 9/8, 12/8. */
  public boolean isCompound() {
    return denominator >= 8 && numerator > 3 && numerator % 3 == 0;
  }

  /** {@code numerator/denominator}. */
  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
