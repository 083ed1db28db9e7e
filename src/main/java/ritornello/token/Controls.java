package ritornello.token;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a model can be asked for, as far as its collection goes: how many of the pieces that it
 * learned from are in which bin of each {@link Control}. Stored in {@code vocabulary.json} of a
 * model; {@link ControlledCodec} writes with it.
 *
 * @param densities pieces of each bin of {@link Control#DENSITY}
 * @param registers pieces of each bin of {@link Control#REGISTER}
 */
public record Controls(List<Integer> densities, List<Integer> registers) {

  /** A third of the pieces each. */
  public enum Level {
    /** Sparse; low. */
    LOW(1 / 6.0),
    /** As most. */
    MIDDLE(1 / 2.0),
    /** Dense; high. */
    HIGH(5 / 6.0);

    /** Share of the pieces that are below its middle. */
    private final double below;

    Level(double below) {
      this.below = below;
    }
  }

  public Controls {
    densities = counts(Control.DENSITY, densities);
    registers = counts(Control.REGISTER, registers);
  }

  private static List<Integer> counts(Control control, List<Integer> counts) {
    if (counts.size() != control.bins() || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "the counts of " + control + " are " + counts + "; there must be " + control.bins());
    }
    return List.copyOf(counts);
  }

  /**
   * Counts the pieces of the first epoch of a source.
   *
   * @param codec without controls
   * @param characters tokens of {@link Codec#characters}
   */
  public static Controls of(Codec codec, TokenSource characters) {
    Map<Control, int[]> counts = new EnumMap<>(Control.class);
    for (Control control : Control.values()) {
      counts.put(control, new int[control.bins()]);
    }
    for (Iterator<int[]> pieces = characters.epoch(0); pieces.hasNext(); ) {
      int[] tokens = codec.words(pieces.next());
      Control.bins(codec, tokens).forEach((control, bin) -> counts.get(control)[bin]++);
    }
    return new Controls(list(counts.get(Control.DENSITY)), list(counts.get(Control.REGISTER)));
  }

  private static List<Integer> list(int[] counts) {
    return IntStream.of(counts).boxed().toList();
  }

  /** How many pieces are in each bin. */
  public List<Integer> counts(Control control) {
    return control == Control.DENSITY ? densities : registers;
  }

  /**
   * The bin in the middle of a third of the pieces, those without notes left out; the lowest if
   * there are none.
   */
  public int bin(Control control, Level level) {
    List<Integer> counts = counts(control);
    long pieces = counts.stream().mapToLong(count -> count).sum() - counts.get(Control.NONE);
    long sum = 0;
    for (int bin = 1; bin < counts.size(); bin++) {
      sum += counts.get(bin);
      if (sum >= pieces * level.below) {
        return bin;
      }
    }
    throw new AssertionError("the sum of all is all");
  }

  /**
   * The nearest bin that the collection has a piece in, the lower of two; itself if it has none at
   * all.
   *
   * @param bin 1 or more
   */
  public int nearestKnown(Control control, int bin) {
    List<Integer> counts = counts(control);
    for (int distance = 0; distance < counts.size(); distance++) {
      if (bin - distance >= 1 && counts.get(bin - distance) > 0) {
        return bin - distance;
      } else if (bin + distance < counts.size() && counts.get(bin + distance) > 0) {
        return bin + distance;
      }
    }
    return bin;
  }
}
