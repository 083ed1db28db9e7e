package ritornello.take;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import ritornello.score.ChordProgression;
import ritornello.score.NoteName;
import ritornello.score.Scale;
import ritornello.task.Constraint;

/**
 * What music must keep to, in a musician's words.
 *
 * @param scale as {@link Scale#parse} reads it, or {@code key}
 * @param range as {@code C4-A5}
 * @param grid as {@code 1/8}
 * @param polyphony how many notes may sound
 * @param chords as {@link ChordProgression#parse} reads them
 * @param noRepeatedBar whether no bar comes again
 * @param exactBars whether it has just so many bars as it may have
 * @param endOnTonic whether it ends at a bar line on the tonic
 * @param tonic of the key that was asked for, 0 to 11; that of a scale goes before
 */
public record Rules(
    Optional<String> scale,
    Optional<String> range,
    Optional<String> grid,
    Optional<Integer> polyphony,
    Optional<String> chords,
    boolean noRepeatedBar,
    boolean exactBars,
    boolean endOnTonic,
    Optional<Integer> tonic) {
  /** None. */
  public static final Rules NONE =
      new Rules(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false,
          Optional.empty());

  private static final String KEY = "key";

  /** The same grid, chords and form, with these pitches. */
  public Rules withPitches(
      Optional<String> otherScale,
      Optional<String> otherRange,
      boolean endsOnTonic,
      Optional<Integer> otherTonic) {
    return new Rules(
        otherScale,
        otherRange,
        grid,
        polyphony,
        chords,
        noRepeatedBar,
        exactBars,
        endsOnTonic,
        otherTonic);
  }

  /**
   * The same as constraints.
   *
   * @param bars how long the music may get
   * @throws IllegalArgumentException if one can't be read; the message names the option
   */
  public List<Constraint> constraints(int bars) {
    List<Constraint> all = new ArrayList<>();
    Optional<Scale> named = scale.filter(text -> !isKey(text)).map(this::parseScale);
    scale.ifPresent(text -> all.add(new Constraint.InScale(named)));
    range.ifPresent(text -> all.add(parsed("--range", () -> parseRange(text))));
    grid.ifPresent(text -> all.add(parsed("--grid", () -> parseGrid(text))));
    polyphony.ifPresent(
        notes -> all.add(parsed("--polyphony", () -> new Constraint.MaxPolyphony(notes))));
    chords.ifPresent(
        text ->
            all.add(
                parsed("--chords", () -> new Constraint.OnChords(ChordProgression.parse(text)))));
    if (noRepeatedBar) {
      all.add(new Constraint.NoRepeatedBar());
    }
    if (exactBars) {
      all.add(new Constraint.ExactBars(bars));
    }
    if (endOnTonic) {
      all.add(new Constraint.EndsOnTonic(named.map(Scale::tonic).or(() -> tonic)));
    }
    return all;
  }

  private static boolean isKey(String text) {
    return text.strip().toLowerCase(Locale.ROOT).equals(KEY);
  }

  private Scale parseScale(String text) {
    return parsed("--scale", () -> Scale.parse(text));
  }

  private static Constraint parseRange(String text) {
    int dash = text.indexOf('-', 1);
    if (dash < 0) {
      throw new IllegalArgumentException("'" + text + "' is not a range; write it as C4-A5");
    }
    return new Constraint.InRange(
        NoteName.parse(text.substring(0, dash)), NoteName.parse(text.substring(dash + 1)));
  }

  private static Constraint parseGrid(String text) {
    if (!text.strip().matches("1/\\d{1,3}")) {
      throw new IllegalArgumentException("'" + text + "' is not a grid; write it as 1/8");
    }
    return new Constraint.OnGrid(Integer.parseInt(text.strip().substring(2)));
  }

  private static <T> T parsed(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("wrong value for " + option + ": " + e.getMessage(), e);
    }
  }
}
