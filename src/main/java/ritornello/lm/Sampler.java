package ritornello.lm;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws a token from softmax(logits) over the tokens that are allowed. In this order, each on what
 * the one before has left, shares adding up to 1 again:
 *
 * <ol>
 *   <li>temperature: softmax(logits / temperature);
 *   <li>top-k: the k likeliest (Fan et al. 2018); of equals the lower numbers;
 *   <li>top-p: the fewest likeliest that together have a share of p (Holtzman et al. 2020);
 *   <li>min-p: those at least so many times as likely as the likeliest (Nguyen et al. 2024);
 *   <li>repetition penalty θ: pᶿ instead of p for what came lately (as Keskar et al. 2019 do with
 *       logits, but independent of what is added to all of them).
 * </ol>
 *
 * <p>None of them forbids the likeliest token, so that something is always left.
 *
 * @param temperature 0 takes the likeliest and asks for nothing else, 1 what the model believes,
 *     above 1 flattens; to 100
 * @param topK 1 or more
 * @param topP above 0, to 1 for all
 * @param minP 0 for all, to 1
 * @param repetitionPenalty 1 for none, above makes repetition rarer, to 100
 */
public record Sampler(
    double temperature, int topK, double topP, double minP, double repetitionPenalty) {
  /** A top-k that leaves all. */
  public static final int ALL = Integer.MAX_VALUE;

  public Sampler {
    check("temperature", temperature, 0, temperature >= 0, 100);
    if (topK < 1) {
      throw new IllegalArgumentException("top-k is " + topK + "; it must be 1 or more");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "top-p is " + topP + "; it must be above 0, and 1 at most");
    }
    check("min-p", minP, 0, minP >= 0, 1);
    check("repetition penalty", repetitionPenalty, 1, repetitionPenalty >= 1, 100);
  }

  private static void check(String name, double value, int least, boolean enough, int most) {
    if (!(enough && value <= most)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be from " + least + " to " + most);
    }
  }

  /** The same at another temperature. */
  public Sampler withTemperature(double other) {
    return new Sampler(other, topK, topP, minP, repetitionPenalty);
  }

  /** The same, but for a temperature below this one, which becomes it. */
  public Sampler atLeast(double leastTemperature) {
    return new Sampler(
        Math.max(temperature, leastTemperature), topK, topP, minP, repetitionPenalty);
  }

  /** Of all that are allowed. */
  public Sampler(double temperature) {
    this(temperature, ALL, 1, 0, 1);
  }

  /** As {@link #draw(float[], IntPredicate, IntPredicate, RandomGenerator)}, and nothing came. */
  public int draw(float[] logits, IntPredicate allowed, RandomGenerator random) {
    return draw(logits, allowed, token -> false, random);
  }

  /**
   * Draws one token.
   *
   * @param lately what came lately, and is punished
   * @throws IllegalStateException if no token is allowed, or a logit is not finite
   */
  public int draw(
      float[] logits, IntPredicate allowed, IntPredicate lately, RandomGenerator random) {
    int likeliest = likeliest(logits, allowed);
    if (temperature == 0) {
      return likeliest;
    }
    double[] weight = new double[logits.length];
    for (int token = 0; token < logits.length; token++) {
      if (allowed.test(token)) {
        weight[token] = Math.exp((logits[token] - logits[likeliest]) / temperature);
      }
    }
    leave(weight);
    punish(weight, lately);
    double left = random.nextDouble() * sum(weight);
    for (int token = 0; token < logits.length; token++) {
      left -= weight[token];
      if (left < 0 && weight[token] > 0) {
        return token;
      }
    }
    return likeliest; // rounding ate the last of the sum
  }

  /** Makes the weight of what is not likely enough 0. The likeliest has the weight 1. */
  private void leave(double[] weight) {
    if (topK < weight.length || topP < 1) {
      int[] order =
          IntStream.range(0, weight.length)
              .boxed()
              .sorted(Comparator.comparingDouble(token -> -weight[token]))
              .mapToInt(token -> token)
              .toArray();
      int kept = Math.min(topK, order.length);
      double enough = topP * IntStream.range(0, kept).mapToDouble(i -> weight[order[i]]).sum();
      double sum = 0;
      for (int i = 0; i < order.length; i++) {
        if (i >= kept || (topP < 1 && sum >= enough)) {
          weight[order[i]] = 0;
        }
        sum += weight[order[i]];
      }
    }
    for (int token = 0; minP > 0 && token < weight.length; token++) {
      weight[token] = weight[token] < minP ? 0 : weight[token];
    }
  }

  private void punish(double[] weight, IntPredicate lately) {
    if (repetitionPenalty == 1) {
      return;
    }
    double sum = sum(weight);
    for (int token = 0; token < weight.length; token++) {
      double share = weight[token] / sum;
      weight[token] = lately.test(token) ? Math.pow(share, repetitionPenalty) : share;
    }
  }

  private static double sum(double[] weight) {
    double sum = 0;
    for (double one : weight) {
      sum += one;
    }
    return sum;
  }

  /**
   * The likeliest token that is allowed; of equals the lowest number.
   *
   * @throws IllegalStateException if none is allowed, or a logit is not finite
   */
  static int likeliest(float[] logits, IntPredicate allowed) {
    int likeliest = -1;
    for (int token = 0; token < logits.length; token++) {
      if (allowed.test(token)) {
        if (!Float.isFinite(logits[token])) {
          throw new IllegalStateException(
              "the model gave a logit that is no number (token "
                  + token
                  + "); its weights are bad");
        }
        if (likeliest < 0 || logits[token] > logits[likeliest]) {
          likeliest = token;
        }
      }
    }
    if (likeliest < 0) {
      throw new IllegalStateException("no token is allowed to come next");
    }
    return likeliest;
  }
}
