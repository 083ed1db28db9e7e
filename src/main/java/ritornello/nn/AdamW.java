package ritornello.nn;

import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization",
 * ICLR 2019, algorithm 2), as torch.optim.AdamW: p ← p − ηλp, then the step of {@link Adam} without
 * λ.
 *
 * @param meanDecay β1
 * @param squareDecay β2
 * @param epsilon ε
 * @param weightDecay λ
 */
public record AdamW(double meanDecay, double squareDecay, double epsilon, double weightDecay)
    implements Optimiser {
  static final String NAME = "adamw";

  public AdamW {
    Optimiser.checkShare("decay of means", meanDecay);
    Optimiser.checkShare("decay of squares", squareDecay);
    Optimiser.checkEpsilon(epsilon);
    Optimiser.checkDecay(weightDecay);
  }

  /** The values of β1, β2 and ε that Adam has. */
  public AdamW(double weightDecay) {
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
    Move adam = new Adam(meanDecay, squareDecay, epsilon, 0).move(number, rate);
    return (p, g, moments, decays) -> {
      if (decays) {
        p.scale(1 - rate * weightDecay);
      }
      adam.take(p, g, moments, decays);
    };
  }
}
