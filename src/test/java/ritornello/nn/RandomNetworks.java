package ritornello.nn;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import ritornello.nn.NetworkSpec.Answer;
import ritornello.nn.NetworkSpec.Attention;
import ritornello.nn.NetworkSpec.Deep;
import ritornello.nn.NetworkSpec.Encoder;
import ritornello.nn.NetworkSpec.Head;
import ritornello.nn.NetworkSpec.Pooling;
import ritornello.nn.NetworkSpec.Scoring;
import ritornello.nn.NetworkSpec.Variational;

/** Networks of any shape: of each cell as many as it takes until it had every option. */
final class RandomNetworks {
  private static final Set<String> OPTIONS =
      Set.of(
          "dropout",
          "bidirectional",
          "residual",
          "layer norm",
          "context",
          "masked input",
          "masked state",
          "one-hot",
          "encoder",
          "bidirectional encoder",
          "additive attention",
          "dot attention",
          "sigmoids",
          "last",
          "mean",
          "attention");

  private final SplittableRandom random;

  private RandomNetworks(SplittableRandom random) {
    this.random = random;
  }

  /** By what a test is to call them. */
  static Map<String, NetworkSpec> all(int[] inputs, int[] heardInputs, int outputs) {
    Map<String, NetworkSpec> all = new LinkedHashMap<>();
    for (CellSpec cell : CellSpec.all()) {
      RandomNetworks networks = new RandomNetworks(new SplittableRandom(cell.name().hashCode()));
      Set<String> missing = new HashSet<>(OPTIONS);
      while (!missing.isEmpty()) {
        NetworkSpec spec = networks.next(cell.name(), inputs, heardInputs, outputs);
        if (missing.removeAll(options(spec))) {
          all.put(name(spec), spec);
        }
      }
    }
    return all;
  }

  private static String name(NetworkSpec spec) {
    return "random %d×%d %s of %d: %s"
        .formatted(
            spec.layers(),
            spec.hidden(),
            spec.cell(),
            spec.embedding(),
            new TreeSet<>(options(spec)));
  }

  static Set<String> options(NetworkSpec spec) {
    Map<String, Boolean> options = new LinkedHashMap<>();
    options.put("dropout", spec.dropout() > 0);
    options.put("bidirectional", spec.isBidirectional());
    options.put("residual", spec.deepOrPlain().residual());
    options.put("layer norm", spec.deepOrPlain().layerNorm());
    options.put("context", spec.deepOrPlain().context() > 1);
    options.put("masked input", spec.variationalOrNone().input() > 0);
    options.put("masked state", spec.variationalOrNone().state() > 0);
    options.put("one-hot", spec.embedding() == 0);
    options.put("encoder", spec.encoder().isPresent());
    options.put("bidirectional encoder", spec.encoder().filter(Encoder::bidirectional).isPresent());
    for (Scoring scoring : Scoring.values()) {
      options.put(
          scoring.name().toLowerCase(Locale.ROOT) + " attention",
          spec.attention().filter(a -> a.scoring() == scoring).isPresent());
    }
    options.put("sigmoids", spec.headOrPlain().answer() == Answer.SIGMOIDS);
    options.put("last", spec.headOrPlain().pooling() == Pooling.LAST);
    options.put("mean", spec.headOrPlain().pooling() == Pooling.MEAN);
    options.put("attention", spec.headOrPlain().pooling() == Pooling.ATTENTION);
    options.values().removeIf(has -> !has);
    return options.keySet();
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** Two numbers are −1 and 1 when normalised, with a cliff where they are equal. */
  private boolean normalises(int hidden) {
    return hidden > 2 && oneIn(2);
  }

  private NetworkSpec next(String cell, int[] inputs, int[] heardInputs, int outputs) {
    boolean oneHot = oneIn(6);
    boolean encoder = !oneHot && oneIn(3);
    boolean attention = oneIn(2);
    boolean bidirectional = !encoder && !attention && oneIn(2);
    int embedding = oneHot ? 0 : random.nextInt(1, 4);
    int layers = random.nextInt(1, 4);
    int hidden = random.nextInt(2, 5);
    double dropout = oneIn(3) ? 0.3 : 0;
    int context = oneHot || oneIn(2) ? 1 : random.nextInt(2, 4);
    NetworkSpec spec =
        new NetworkSpec(inputs, embedding, cell, layers, hidden, outputs, dropout)
            .with(new Deep(bidirectional, oneIn(3), normalises(hidden), context));
    if (oneIn(3)) {
      spec = spec.with(new Variational(oneIn(3) ? 0 : 0.3, oneIn(3) ? 0 : 0.4));
    }
    if (encoder) {
      spec = spec.with(new Encoder(heardInputs, random.nextInt(1, 3), oneIn(2)));
    }
    if (attention) {
      Scoring scoring = oneIn(2) ? Scoring.DOT : Scoring.ADDITIVE;
      spec = spec.with(new Attention(scoring, encoder ? 0 : random.nextInt(1, 5)));
    }
    if (oneIn(2)) {
      Pooling[] all = Pooling.values();
      Answer answer = oneIn(2) ? Answer.SIGMOIDS : Answer.SOFTMAX;
      spec = spec.with(new Head(answer, all[random.nextInt(all.length)]));
    }
    return spec;
  }
}
