package ritornello.audio;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.score.TimeSignature;

/**
 * Finds which metre a melody is in and where its bars begin: where the sounding time of its notes
 * goes with the accents of the metre, and its rhythm is like itself a bar later. The last note
 * begins on a bar line, as a rule.
 */
final class MetreFinder {
  private static final int STEPS_PER_QUARTER = 4;
  private static final int LONGEST_STEPS = 8;
  private static final int MOST_STEPS = 1 << 16;

  private static final double LIKENESS_WEIGHT = 0.6;
  private static final double LAST_WEIGHT = 0.25;
  private static final double PICKUP_COST = 0.05;

  /** Of half a bar or more. */
  private static final double LONG_PICKUP_COST = 0.25;

  /** Metres that are looked for, and how much better than 4/4 each must be. */
  private static final List<TimeSignature> METRES =
      List.of(TimeSignature.COMMON, new TimeSignature(3, 4), new TimeSignature(6, 8));

  private static final double UNUSUAL_COST = 0.08;

  /**
   * A metre and its place.
   *
   * @param firstBarSteps how many sixteenths before the first note its bar begins, 0 or more
   */
  record Found(TimeSignature metre, int firstBarSteps) {}

  private final double[] lengths;
  private final int last;

  /**
   * @param quarters where each note begins, in quarter notes from the first, which begins at 0
   */
  MetreFinder(double[] quarters) {
    int[] steps = new int[quarters.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (int) Math.min(MOST_STEPS, Math.round(quarters[i] * STEPS_PER_QUARTER));
    }
    last = steps[steps.length - 1];
    lengths = new double[last + 1];
    for (int i = 0; i < steps.length; i++) {
      int until = i + 1 < steps.length ? steps[i + 1] - steps[i] : LONGEST_STEPS;
      lengths[steps[i]] = Math.max(lengths[steps[i]], Math.min(LONGEST_STEPS, until));
    }
  }

  /** The metre that fits best. */
  Found find() {
    TimeSignature metre =
        METRES.stream()
            .max(
                Comparator.comparingDouble(
                    m -> best(m) - (m.equals(TimeSignature.COMMON) ? 0 : UNUSUAL_COST)))
            .orElseThrow();
    return place(metre);
  }

  private double best(TimeSignature metre) {
    double[] accents = accents(metre);
    return LIKENESS_WEIGHT * likeness(accents.length)
        + IntStream.range(0, accents.length)
            .mapToDouble(before -> fit(accents, before) - (before == 0 ? 0 : PICKUP_COST))
            .max()
            .orElseThrow();
  }

  /** The best place for the bars of this metre. */
  Found place(TimeSignature metre) {
    double[] accents = accents(metre);
    return IntStream.range(0, accents.length)
        .boxed()
        .max(
            Comparator.comparingDouble(
                before -> fit(accents, before) - pickupCost(before, accents.length)))
        .map(before -> new Found(metre, before))
        .orElseThrow();
  }

  private static double pickupCost(int before, int bar) {
    return before == 0 ? 0 : 2 * before <= bar ? LONG_PICKUP_COST : PICKUP_COST;
  }

  /** How strong each sixteenth of a bar is: 4 on its line, down to 0. */
  private static double[] accents(TimeSignature metre) {
    int bar = (int) Math.max(1, Math.round(metre.quartersPerBar() * STEPS_PER_QUARTER));
    int beat = metre.isCompound() ? 6 : Math.max(1, 16 / metre.denominator());
    double[] accents = new double[bar];
    for (int step = 0; step < bar; step++) {
      boolean half = 2 * step == bar && bar % (2 * beat) == 0;
      accents[step] = step % beat == 0 ? half ? 3 : 2 : step % 2 == 0 ? 1 : 0;
    }
    accents[0] = 4;
    return accents;
  }

  /** Pearson's correlation of sounding time and accents, with the bar so long before step 0. */
  private double fit(double[] accents, int before) {
    int bar = accents.length;
    double[] time = new double[bar];
    for (int step = 0; step < lengths.length; step++) {
      time[(step + before) % bar] += lengths[step];
    }
    double lastAccent = accents[(last + before) % bar] / accents[0];
    return correlation(time, accents) + LAST_WEIGHT * lastAccent;
  }

  private static double correlation(double[] xs, double[] ys) {
    double meanX = IntStream.range(0, xs.length).mapToDouble(i -> xs[i]).average().orElse(0);
    double meanY = IntStream.range(0, ys.length).mapToDouble(i -> ys[i]).average().orElse(0);
    double product = 0;
    double squaresX = 1e-9;
    double squaresY = 1e-9;
    for (int i = 0; i < xs.length; i++) {
      product += (xs[i] - meanX) * (ys[i] - meanY);
      squaresX += (xs[i] - meanX) * (xs[i] - meanX);
      squaresY += (ys[i] - meanY) * (ys[i] - meanY);
    }
    return product / Math.sqrt(squaresX * squaresY);
  }

  /** How like the rhythm is to itself so many steps later, 0 to 1. */
  private double likeness(int steps) {
    double product = 0;
    double squares = 1e-9;
    for (int i = 0; i < lengths.length; i++) {
      product += i + steps < lengths.length ? lengths[i] * lengths[i + steps] : 0;
      squares += lengths[i] * lengths[i];
    }
    return product / squares;
  }
}
