package ritornello.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A set of pieces against another by one measure, after L.-C. Yang and A. Lerch, "On the evaluation
 * of generative models in music" (2018): the distances of the pieces of a set to each other, and to
 * those of the other set, each as a density; of two densities the area that they share, and the
 * Kullback-Leibler distance of the first to the second. If the sets are alike the distances within
 * and between them are, and the area is nearly 1.
 *
 * <p>Departs from the program that the authors published (mgeval) in this. Sets need not have
 * equally many pieces: the kernels of both densities are as wide as the smaller number of distances
 * asks for, for if one were much finer, measures that are whole numbers would agree with none. And
 * both densities of a Kullback-Leibler distance are taken at the same points, where mgeval takes
 * each over its own range and so compares different places.
 *
 * @param measure by which
 * @param these the first set's values
 * @param others the second set's
 * @param theseAgainstBetween distances within the first set against those between both; empty where
 *     a measure does not vary, or fewer than three pieces have it
 * @param othersAgainstBetween distances within the second set against those between both
 */
public record SetComparison(
    Measure measure,
    Spread these,
    Spread others,
    Optional<Overlap> theseAgainstBetween,
    Optional<Overlap> othersAgainstBetween) {

  /** Of more pieces, so many are taken, evenly. */
  public static final int MOST_PIECES = 1000;

  private static final int FEWEST_PIECES = 3;
  private static final int FEWEST_POINTS = 256;
  private static final int MOST_POINTS = 2048;
  private static final int POINTS_A_WIDTH = 8;

  /**
   * Values of a set.
   *
   * @param pieces that have any
   * @param mean of each number of the measure
   * @param deviation standard deviation of each
   */
  public record Spread(int pieces, double[] mean, double[] deviation) {
    public Spread {
      mean = mean.clone();
      deviation = deviation.clone();
    }

    @Override
    public double[] mean() {
      return mean.clone();
    }

    @Override
    public double[] deviation() {
      return deviation.clone();
    }

    /**
     * Of the values of pieces that have the measure.
     *
     * @param size how many numbers it is; they are 0 if there is no piece
     */
    public static Spread of(List<double[]> values, int size) {
      double[] mean = new double[size];
      double[] deviation = new double[size];
      for (int i = 0; i < size && !values.isEmpty(); i++) {
        int at = i;
        mean[i] = values.stream().mapToDouble(value -> value[at]).average().orElseThrow();
        double squares =
            values.stream().mapToDouble(v -> (v[at] - mean[at]) * (v[at] - mean[at])).sum();
        deviation[i] = values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
      }
      return new Spread(values.size(), mean, deviation);
    }
  }

  /**
   * How two densities agree.
   *
   * @param area that they share, 0 to 1
   * @param klDistance 0 or more, in nats
   */
  public record Overlap(Estimate area, Estimate klDistance) {}

  /**
   * A number with its 95 % confidence interval by bootstrap: from the 2.5th to the 97.5th
   * percentile of what comes out if the pieces of both sets are drawn anew, with repetitions (B.
   * Efron, "Bootstrap methods", 1979). Two copies of a piece have no distance that counts.
   */
  public record Estimate(double value, double low, double high) {
    static Estimate of(double value, double[] drawn) {
      if (drawn.length == 0) {
        return new Estimate(value, value, value);
      }
      double[] sorted = drawn.clone();
      Arrays.sort(sorted);
      return new Estimate(value, percentile(sorted, 0.025), percentile(sorted, 0.975));
    }

    private static double percentile(double[] sorted, double share) {
      double place = share * (sorted.length - 1);
      int below = (int) place;
      int above = Math.min(sorted.length - 1, below + 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
  }

  /**
   * Compares by all measures.
   *
   * @param draws how often both sets are drawn anew for the confidence intervals; 0 for none
   * @param seed of these draws
   */
  public static List<SetComparison> of(
      List<Measures> these, List<Measures> others, int draws, long seed) {
    List<Measures> first = atMost(these);
    List<Measures> second = atMost(others);
    SplittableRandom random = new SplittableRandom(seed);
    int[][] firstDraws = draws(draws, first.size(), random);
    int[][] secondDraws = draws(draws, second.size(), random);
    return Arrays.stream(Measure.values())
        .parallel()
        .map(measure -> of(measure, new Sample(first, firstDraws), new Sample(second, secondDraws)))
        .toList();
  }

  private static List<Measures> atMost(List<Measures> pieces) {
    int count = Math.min(MOST_PIECES, pieces.size());
    return IntStream.range(0, count)
        .mapToObj(i -> pieces.get((int) ((long) i * pieces.size() / count)))
        .toList();
  }

  /** How often each piece is drawn, for each draw. */
  private static int[][] draws(int draws, int pieces, SplittableRandom random) {
    int[][] counts = new int[draws][pieces];
    for (int[] count : counts) {
      for (int i = 0; i < pieces; i++) {
        count[random.nextInt(pieces)]++;
      }
    }
    return counts;
  }

  /** A set and how often its pieces are drawn. */
  private record Sample(List<Measures> pieces, int[][] draws) {
    Values values(Measure measure) {
      int[] having =
          IntStream.range(0, pieces.size())
              .filter(i -> pieces.get(i).values(measure).length > 0)
              .toArray();
      List<double[]> values =
          IntStream.of(having).mapToObj(i -> pieces.get(i).values(measure)).toList();
      int[][] counts = new int[draws.length][];
      for (int draw = 0; draw < draws.length; draw++) {
        int[] all = draws[draw];
        counts[draw] = IntStream.of(having).map(i -> all[i]).toArray();
      }
      return new Values(values, counts);
    }
  }

  /** As {@link Sample}, of the pieces that have a measure. */
  private record Values(List<double[]> values, int[][] draws) {
    int[] once() {
      int[] once = new int[values.size()];
      Arrays.fill(once, 1);
      return once;
    }
  }

  private static SetComparison of(Measure measure, Sample these, Sample others) {
    Values first = these.values(measure);
    Values second = others.values(measure);
    Spread firstSpread = Spread.of(first.values(), measure.size());
    Spread secondSpread = Spread.of(second.values(), measure.size());
    if (Math.min(first.values().size(), second.values().size()) < FEWEST_PIECES) {
      return new SetComparison(
          measure, firstSpread, secondSpread, Optional.empty(), Optional.empty());
    }
    Distances between = Distances.between(first.values(), second.values());
    return new SetComparison(
        measure,
        firstSpread,
        secondSpread,
        overlap(first, first, second, between),
        overlap(second, first, second, between));
  }

  private static Optional<Overlap> overlap(
      Values set, Values first, Values second, Distances between) {
    Distances within = Distances.within(set.values());
    Density.Axis axis = axis(within, between, set, first, second);
    Densities all =
        Densities.of(
            within.sum(set.once(), set.once(), axis),
            between.sum(first.once(), second.once(), axis));
    if (!all.vary()) {
      Estimate none = new Estimate(0, 0, 0);
      return all.areOnePoint()
          ? Optional.of(new Overlap(new Estimate(1, 1, 1), none))
          : Optional.empty();
    }
    List<double[]> drawn = new ArrayList<>();
    for (int draw = 0; draw < set.draws().length; draw++) {
      int[] counts = set.draws()[draw];
      Densities some =
          Densities.of(
              within.sum(counts, counts, axis),
              between.sum(first.draws()[draw], second.draws()[draw], axis));
      if (some.vary()) {
        drawn.add(new double[] {some.area(), some.klDistance()});
      }
    }
    double[] areas = drawn.stream().mapToDouble(d -> d[0]).toArray();
    double[] distances = drawn.stream().mapToDouble(d -> d[1]).toArray();
    return Optional.of(
        new Overlap(Estimate.of(all.area(), areas), Estimate.of(all.klDistance(), distances)));
  }

  /** Of the distances within a set and between both. */
  private record Densities(Density within, Density between) {
    static Densities of(Density.Sum within, Density.Sum between) {
      double fewer = Math.min(within.count(), between.count());
      return new Densities(within.density(fewer), between.density(fewer));
    }

    boolean vary() {
      return !within.isPoint() && !between.isPoint();
    }

    boolean areOnePoint() {
      return within.isPoint() && between.isPoint() && within.mean() == between.mean();
    }

    double area() {
      return within.overlap(between);
    }

    double klDistance() {
      return within.klDistance(between);
    }
  }

  /** From the least to the greatest distance, fine enough for the narrower kernel. */
  private static Density.Axis axis(
      Distances within, Distances between, Values set, Values first, Values second) {
    double from = Math.min(within.least(), between.least());
    double to = Math.max(within.greatest(), between.greatest());
    Density.Axis coarse = new Density.Axis(from, to, FEWEST_POINTS);
    Density.Sum inner = within.sum(set.once(), set.once(), coarse);
    Density.Sum outer = between.sum(first.once(), second.once(), coarse);
    double fewer = Math.min(inner.count(), outer.count());
    double narrower = Math.min(inner.width(fewer), outer.width(fewer));
    double points = narrower > 0 ? POINTS_A_WIDTH * (to - from) / narrower : 0;
    return new Density.Axis(
        from, to, (int) Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, Math.ceil(points))));
  }
}
