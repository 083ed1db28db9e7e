package ritornello.take;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ritornello.score.NoteName;
import ritornello.token.Codec;
import ritornello.token.Control;
import ritornello.token.ControlledCodec;
import ritornello.token.Controls;

/**
 * What a piece is to be like as a whole, for models that have learned it.
 *
 * @param density {@code sparse}, {@code medium} or {@code dense}, as a third of the collection
 *     each; or notes a quarter note (a second, where the codec tells seconds)
 * @param register {@code low}, {@code middle} or {@code high}; or the pitch that it is to be around
 */
public record Asked(Optional<String> density, Optional<String> register) {
  /** Nothing. */
  public static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());

  private static final Map<String, Controls.Level> DENSITIES =
      Map.of(
          "sparse", Controls.Level.LOW,
          "medium", Controls.Level.MIDDLE,
          "dense", Controls.Level.HIGH);
  private static final Map<String, Controls.Level> REGISTERS =
      Map.of(
          "low", Controls.Level.LOW,
          "middle", Controls.Level.MIDDLE,
          "high", Controls.Level.HIGH);

  /**
   * The seed with what is asked.
   *
   * @param seed tokens of {@link Codec#characters()}
   * @return tokens of the codec; {@link ControlledCodec#OPEN} in place of those that the model
   *     draws
   * @throws IllegalArgumentException if it can't be read, or the model has not learned it; the
   *     message names the option
   */
  public int[] seed(Codec codec, int[] seed) {
    if (codec instanceof ControlledCodec controlled) {
      return controlled.seed(seed, bins(controlled));
    }
    if (density.isPresent() || register.isPresent()) {
      throw new IllegalArgumentException(
          "--density and --register are for models that were trained with --controls");
    }
    return codec.words(seed);
  }

  /**
   * Sees whether a model of this codec can be asked so.
   *
   * @throws IllegalArgumentException if not, or it can't be read; the message names the option
   */
  public void check(Codec codec) {
    seed(codec, new int[0]);
  }

  private Map<Control, Integer> bins(ControlledCodec codec) {
    Map<Control, Integer> bins = new EnumMap<>(Control.class);
    density.ifPresent(text -> bins.put(Control.DENSITY, density(codec, text)));
    register.ifPresent(text -> bins.put(Control.REGISTER, register(codec, text)));
    return bins;
  }

  private static int density(ControlledCodec codec, String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (DENSITIES.containsKey(word)) {
      return codec.controls().bin(Control.DENSITY, DENSITIES.get(word));
    }
    try {
      double notes = Double.parseDouble(text.strip());
      return codec.controls().nearestKnown(Control.DENSITY, Control.DENSITY.bin(notes));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "wrong value for --density: '"
              + text
              + "'; write one of "
              + "sparse, medium, dense, or notes a "
              + (codec.countsSeconds() ? "second" : "quarter note"),
          e);
    }
  }

  private static int register(ControlledCodec codec, String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (REGISTERS.containsKey(word)) {
      return codec.controls().bin(Control.REGISTER, REGISTERS.get(word));
    }
    try {
      int bin = Control.REGISTER.bin(NoteName.parse(text));
      return codec.controls().nearestKnown(Control.REGISTER, bin);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "wrong value for --register: '"
              + text
              + "'; write one of "
              + "low, middle, high, or a pitch, as G4",
          e);
    }
  }

  /** For people; empty if nothing is asked. */
  public String told() {
    List<String> told =
        Arrays.asList(
            density.map(text -> "density " + text).orElse(""),
            register.map(text -> "register " + text).orElse(""));
    return String.join(", ", told.stream().filter(one -> !one.isEmpty()).toList());
  }
}
