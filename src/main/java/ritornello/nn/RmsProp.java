package ritornello.nn;

import java.util.List;

/**
 * RMSProp (Hinton, lecture 6e of "Neural Networks for Machine Learning", 2012), as
 * torch.optim.RMSprop: g ← g + λp; v ← αv + (1 − α)g²; p ← p − ηg / (√v + ε).
 *
 * @param squareDecay α
 * @param epsilon ε
 * @param weightDecay λ
 */
public record RmsProp(double squareDecay, double epsilon, double weightDecay) implements Optimiser {
  static final String NAME = "rmsprop";

  public RmsProp {
    Optimiser.checkShare("decay of squares", squareDecay);
    Optimiser.checkEpsilon(epsilon);
    Optimiser.checkDecay(weightDecay);
  }

  /** PyTorch's own values of α and ε. */
  public RmsProp(double weightDecay) {
    this(0.99, 1e-8, weightDecay);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> moments() {
    return List.of("rmsprop.square");
  }

  @Override
  public Move move(long number, double rate) {
    return (p, g, moments, decays) -> {
      if (decays && weightDecay > 0) {
        g.addScaled(weightDecay, p);
      }
      p.rmsProp(g, moments.apply(0), squareDecay, rate, epsilon);
    };
  }
}
