package ritornello.nn;

import java.util.List;

/**
 * Stochastic gradient descent with momentum, as torch.optim.SGD: g ← g + λp; v ← μv + g; p ← p −
 * ηv.
 *
 * @param momentum μ, 0 for none
 * @param weightDecay λ
 */
public record Sgd(double momentum, double weightDecay) implements Optimiser {
  static final String NAME = "sgd";

  public Sgd {
    Optimiser.checkShare("momentum", momentum);
    Optimiser.checkDecay(weightDecay);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> moments() {
    return List.of("sgd.velocity");
  }

  @Override
  public Move move(long number, double rate) {
    return (p, g, moments, decays) -> {
      Row velocity = moments.apply(0);
      if (decays && weightDecay > 0) {
        g.addScaled(weightDecay, p);
      }
      velocity.scale(momentum);
      velocity.add(g);
      p.addScaled(-rate, velocity);
    };
  }
}
