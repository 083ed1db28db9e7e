package ritornello.tunes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length as a part of a whole note, or a factor; kept exact and in lowest terms. */
record AbcFraction(long numerator, long denominator) {

  static final AbcFraction ONE = new AbcFraction(1, 1);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

  AbcFraction {
    if (numerator <= 0 || denominator <= 0) {
      throw new IllegalArgumentException(
          numerator + "/" + denominator + " is not a length; both must be 1 or more");
    }
    long divisor = gcd(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }

  /** Reads {@code 3/8}; empty if it is anything else. */
  static Optional<AbcFraction> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long numerator = Long.parseLong(matcher.group(1));
    long denominator = Long.parseLong(matcher.group(2));
    return numerator == 0 || denominator == 0
        ? Optional.empty()
        : Optional.of(new AbcFraction(numerator, denominator));
  }

  AbcFraction times(AbcFraction other) {
    return new AbcFraction(numerator * other.numerator, denominator * other.denominator);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
