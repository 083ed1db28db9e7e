package ritornello.nn;

import java.util.List;

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1), as
 * torch.optim.Adam: g ← g + λp; m ← β1 m + (1 − β1)g; v ← β2 v + (1 − β2)g²; p ← p − η m̂ / (√v̂ +
 * ε), with m̂ = m / (1 − β1ⁿ) and v̂ = v / (1 − β2ⁿ) at the n-th step.
 *
 * @param meanDecay β1
 * @param squareDecay β2
 * @param epsilon ε
 * @param weightDecay λ, of the gradient; {@link AdamW} has one that is not divided by √v̂
 */
public record Adam(double meanDecay, double squareDecay, double epsilon, double weightDecay)
    implements Optimiser {
  static final String NAME = "adam";

  /** The paper's own values. */
  public static final Adam DEFAULT = new Adam(0);

  public Adam {
    Optimiser.checkShare("decay of means", meanDecay);
    Optimiser.checkShare("decay of squares", squareDecay);
    Optimiser.checkEpsilon(epsilon);
    Optimiser.checkDecay(weightDecay);
  }

  /** The paper's own values of β1, β2 and ε. */
  public Adam(double weightDecay) {
    this(0.9, 0.999, 1e-8, weightDecay);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> moments() {
    return List.of("adam.mean", "adam.square");
  }

  @Override
  public Move move(long number, double rate) {
    Step step = step(number, rate);
    return (p, g, moments, decays) -> {
      if (decays && weightDecay > 0) {
        g.addScaled(weightDecay, p);
      }
      p.adam(g, moments.apply(0), moments.apply(1), step);
    };
  }

  /** The constants of one step, with the corrections of both moments worked in. */
  record Step(double meanDecay, double squareDecay, double rate, double epsilon) {}

  /**
   * @param number of the step, from 1
   */
  Step step(long number, double rate) {
    double mean = 1 - Math.pow(meanDecay, (double) number);
    double square = Math.sqrt(1 - Math.pow(squareDecay, (double) number));
    return new Step(meanDecay, squareDecay, rate * square / mean, epsilon * square);
  }
}
