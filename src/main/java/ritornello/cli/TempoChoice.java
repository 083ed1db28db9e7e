package ritornello.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import ritornello.score.Score;

/**
 * How fast something is to be played.
 *
 * @param value quarter notes a minute at the start, or how many times faster than its own tempo
 */
record TempoChoice(double value, boolean isFactor) {

  /** A smaller number is a factor. */
  private static final double SLOWEST_QPM = 20;

  private static final double FASTEST_QPM = 600;
  private static final double FASTEST_FACTOR = 4;
  private static final double SLOWEST_FACTOR = 0.1;

  /** Reads {@code 96}, {@code 0.8} and {@code 80%}. */
  static final class Converter implements ITypeConverter<TempoChoice> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}(?:\\.\\d{0,6})?)(%?)");

    @Override
    public TempoChoice convert(String text) {
      Matcher matcher = TEXT.matcher(text.strip());
      if (!matcher.matches()) {
        throw refused(text);
      }
      double number = Double.parseDouble(matcher.group(1));
      boolean percent = !matcher.group(2).isEmpty();
      double factor = percent ? number / 100 : number;
      if (factor >= SLOWEST_FACTOR && factor <= FASTEST_FACTOR) {
        return new TempoChoice(factor, true);
      } else if (!percent && number >= SLOWEST_QPM && number <= FASTEST_QPM) {
        return new TempoChoice(number, false);
      }
      throw refused(text);
    }

    private static TypeConversionException refused(String text) {
      return new TypeConversionException(
          "'"
              + text
              + "' is no tempo; write a factor from 0.1 to 4, as 0.8 or 80%, or quarter notes a"
              + " minute from 20 to 600, as 96");
    }
  }

  /** What the tempos of a score are multiplied by, if playing begins at this tick. */
  double factor(Score score, long tick) {
    return isFactor ? value : value / score.tempoMap().tempoAt(tick).qpm();
  }
}
