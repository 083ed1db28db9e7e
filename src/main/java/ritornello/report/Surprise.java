package ritornello.report;

import java.util.Arrays;

/**
 * How surprising the notes of a score are, and in which colours and velocities that is shown. The
 * number of a note is its place among all notes of the score: first those of the first track, in
 * their order, then those of the second, and so on.
 *
 * @param bits −log₂ p of each note, by its number; NaN where nothing is known
 * @param fullBits what and above what the colour and the velocity are strongest, more than 0
 */
public record Surprise(double[] bits, double fullBits) {
  private static final int SOFTEST = 16;
  private static final int LOUDEST = 127;

  /** One note in twenty is stronger, so that a single one does not pale all others. */
  private static final double FULL_SHARE = 0.95;

  /** Less than this is no surprise, however sure all else was. */
  private static final double LEAST_FULL_BITS = 1;

  /** From no surprise to the strongest: blue, amber, dark red. */
  static final ColourScale SCALE =
      new ColourScale(new int[][] {{126, 168, 217}, {230, 162, 40}, {176, 0, 32}}, 1);

  private static final String UNKNOWN = "#cfcabf";

  public Surprise {
    bits = bits.clone();
    if (!(fullBits > 0)) {
      throw new IllegalArgumentException("full at " + fullBits + " bits; it must be more than 0");
    }
  }

  @Override
  public double[] bits() {
    return bits.clone();
  }

  /**
   * Of those notes that something is known of.
   *
   * @param notes that the score has
   * @param numbers of those notes
   * @param bits one for each of them
   */
  public static Surprise of(int notes, int[] numbers, double[] bits) {
    double[] all = new double[notes];
    Arrays.fill(all, Double.NaN);
    for (int i = 0; i < numbers.length; i++) {
      all[numbers[i]] = bits[i];
    }
    double[] sorted = Arrays.copyOf(bits, numbers.length);
    Arrays.sort(sorted);
    int place = (int) Math.ceil(FULL_SHARE * sorted.length) - 1;
    double full = sorted.length == 0 ? LEAST_FULL_BITS : sorted[Math.max(0, place)];
    return new Surprise(all, Math.max(LEAST_FULL_BITS, full));
  }

  /** Whether something is known of a note. */
  boolean isKnown(int number) {
    return !Double.isNaN(bits[number]);
  }

  /** Of a note. */
  double bitsOf(int number) {
    return bits[number];
  }

  private double share(int number) {
    return Math.min(1, Math.max(0, bits[number] / fullBits));
  }

  /** The velocities of all notes, 16 to 127 in proportion to the bits; 1 where nothing is known. */
  public int[] velocities() {
    int[] velocities = new int[bits.length];
    for (int number = 0; number < velocities.length; number++) {
      velocities[number] =
          isKnown(number) ? SOFTEST + (int) Math.round((LOUDEST - SOFTEST) * share(number)) : 1;
    }
    return velocities;
  }

  /** Of a note in SVG. */
  String colour(int number) {
    return isKnown(number) ? shade(share(number)) : UNKNOWN;
  }

  /** Of notes that nothing is known of. */
  static String unknown() {
    return UNKNOWN;
  }

  /**
   * The colour of a share of the full bits.
   *
   * @param share 0 to 1
   */
  static String shade(double share) {
    return SCALE.at(share);
  }
}
