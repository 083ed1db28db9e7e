package ritornello.token;

import java.util.List;
import java.util.Optional;

/**
 * What makes a codec: stored in {@code vocabulary.json} of a model. {@link Codecs} makes it.
 *
 * @param name one of {@link Codecs#NAMES}
 * @param stepsPerQuarter grid of the codec: 4, or 12 for triplets; {@link #NO_GRID} where the codec
 *     has none
 * @param positions whether the network also sees where in the bar and in the phrase it stands
 * @param lookbackBars the network also sees what happened exactly that many bars ago, for each; 1
 *     to 64 bars, at most 16 of them
 * @param words what was learned from a collection about the tokens, if anything
 * @param controls whether pieces begin with what they are like, and how those of the collection
 *     are; empty if they don't
 */
public record CodecSpec(
    String name,
    int stepsPerQuarter,
    boolean positions,
    List<Integer> lookbackBars,
    Optional<Words> words,
    Optional<Controls> controls) {

  private static final int MOST_LOOKBACKS = 16;
  private static final int FARTHEST_LOOKBACK_BARS = 64;

  /** Steps a quarter note of a codec that has no grid. */
  public static final int NO_GRID = 0;

  public CodecSpec {
    lookbackBars = List.copyOf(lookbackBars);
    if (lookbackBars.size() > MOST_LOOKBACKS) {
      throw new IllegalArgumentException(
          lookbackBars.size() + " lookbacks; there may be at most " + MOST_LOOKBACKS);
    }
    for (int bars : lookbackBars) {
      if (bars < 1 || bars > FARTHEST_LOOKBACK_BARS) {
        throw new IllegalArgumentException(
            "a lookback of " + bars + " bars; it must be from 1 to " + FARTHEST_LOOKBACK_BARS);
      }
    }
  }

  /** Without words and controls. */
  public CodecSpec(
      String name, int stepsPerQuarter, boolean positions, List<Integer> lookbackBars) {
    this(name, stepsPerQuarter, positions, lookbackBars, Optional.empty(), Optional.empty());
  }

  /** The same with these words, or with none. */
  public CodecSpec with(Words learned) {
    Optional<Words> any = learned.isNone() ? Optional.empty() : Optional.of(learned);
    return new CodecSpec(name, stepsPerQuarter, positions, lookbackBars, any, controls);
  }

  /** The same with these controls, or with none. */
  CodecSpec with(Optional<Controls> wanted) {
    return new CodecSpec(name, stepsPerQuarter, positions, lookbackBars, words, wanted);
  }

  /**
   * As of a record, but without controls where there are none: what is made of a collection is
   * known again by this text, also what was made before there were controls.
   */
  @Override
  public String toString() {
    return String.format(
        "CodecSpec[name=%s, stepsPerQuarter=%d, positions=%s, lookbackBars=%s, words=%s%s]",
        name,
        stepsPerQuarter,
        positions,
        lookbackBars,
        words,
        controls.map(some -> ", controls=" + some).orElse(""));
  }

  /** Where the token before is all that the network sees. */
  static CodecSpec plain(String name, int stepsPerQuarter) {
    return new CodecSpec(name, stepsPerQuarter, false, List.of());
  }

  /**
   * For codecs whose tokens tell all.
   *
   * @throws IllegalArgumentException if the network is to see more than the token before
   */
  void refuseExtraInputs() {
    if (positions || !lookbackBars.isEmpty()) {
      throw new IllegalArgumentException(
          "the " + name + " codec has no positions and no lookbacks; only melody has");
    }
  }

  /** With positions, and looking back 1, 2, 4 and 8 bars. */
  public CodecSpec(String name, int stepsPerQuarter) {
    this(name, stepsPerQuarter, true, List.of(1, 2, 4, 8));
  }
}
