package ritornello.lm;

import java.util.List;

/**
 * How the learning rate goes through a training. It first rises in equal steps to the highest; what
 * comes then is what the schedules differ in.
 *
 * <p>None of them looks at a clock: options and seed alone say how a training goes, and where it is
 * stopped and resumed changes nothing. So a training that ends with its time, long before its last
 * epoch, ends at a rate that is still high, where the latest weights are noisier than they need to
 * be. What is kept then is the moving average of the weights, {@link Learning#average}: it is at
 * any moment about as good as if the rate had been let down for it (Polyak and Juditsky 1992;
 * Hägele et al. 2024, "Scaling Laws and Compute-Optimal Training Beyond Fixed Training Durations").
 */
public sealed interface Schedule permits Schedule.Constant, Schedule.Cosine, Schedule.Plateau {

  /** Steps that the rate rises for; 0 for none. */
  int warmUpSteps();

  /** The highest rate to the end. */
  record Constant(int warmUpSteps) implements Schedule {
    public Constant {
      checkWarmUp(warmUpSteps);
    }

    @Override
    public double rateAfterWarmUp(double highest, Moment moment) {
      return highest;
    }
  }

  /**
   * Along a cosine down at the end of the last epoch (Loshchilov and Hutter 2017, without
   * restarts).
   *
   * @param lastShare of the highest rate that is left at the end
   */
  record Cosine(int warmUpSteps, double lastShare) implements Schedule {
    /** As the first models were trained. */
    public static final Cosine USUAL = new Cosine(100, 0.05);

    public Cosine {
      checkWarmUp(warmUpSteps);
      if (!(lastShare >= 0 && lastShare <= 1)) {
        throw new IllegalArgumentException(
            "last share of the learning rate is " + lastShare + "; it must be from 0 to 1");
      }
    }

    @Override
    public double rateAfterWarmUp(double highest, Moment moment) {
      double cosine = 0.5 * (1 + Math.cos(Math.PI * moment.done()));
      return highest * (lastShare + (1 - lastShare) * cosine);
    }
  }

  /**
   * Half the rate each time that validation gets no better, as torch.optim's ReduceLROnPlateau with
   * a factor of 0.5, a threshold of 0 and a patience of {@code epochs} − 1.
   *
   * @param epochs measurements of validation in a row, without a better one, that halve it
   */
  record Plateau(int warmUpSteps, int epochs) implements Schedule {
    public Plateau {
      checkWarmUp(warmUpSteps);
      if (epochs < 1) {
        throw new IllegalArgumentException(
            "number of validations before the rate is halved is "
                + epochs
                + "; it must be 1 or more");
      }
    }

    @Override
    public double rateAfterWarmUp(double highest, Moment moment) {
      double rate = highest;
      double best = Double.POSITIVE_INFINITY;
      int worse = 0;
      for (double loss : moment.validationLosses()) {
        worse = loss < best ? 0 : worse + 1;
        best = Math.min(best, loss);
        if (worse == epochs) {
          rate /= 2;
          worse = 0;
        }
      }
      return rate;
    }
  }

  /**
   * How far a training is.
   *
   * @param step from 0
   * @param done share of the tokens of all epochs that were learned, 0 to 1
   * @param validationLosses measured so far
   */
  record Moment(long step, double done, List<Double> validationLosses) {}

  /** The rate of a step after those of the warm-up. */
  double rateAfterWarmUp(double highest, Moment moment);

  /** The rate of a step. */
  default double rate(double highest, Moment moment) {
    return moment.step() < warmUpSteps()
        ? highest * (moment.step() + 1) / warmUpSteps()
        : rateAfterWarmUp(highest, moment);
  }

  private static void checkWarmUp(int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException(
          "number of warm-up steps is " + steps + "; it must be 0 or more");
    }
  }
}
