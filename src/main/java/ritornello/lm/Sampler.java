package ritornello.lm;

import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Draws a token from softmax(logits / temperature) over the tokens that are allowed.
 *
 * @param temperature 0 takes the likeliest, 1 what the model believes, above 1 flattens
 */
public record Sampler(double temperature) {

  public Sampler {
    if (!(temperature >= 0 && temperature <= 100)) {
      throw new IllegalArgumentException(
          "temperature is " + temperature + "; it must be from 0 to 100");
    }
  }

  /**
   * Draws one token.
   *
   * @throws IllegalStateException if no token is allowed, or a logit is not finite
   */
  public int draw(float[] logits, IntPredicate allowed, RandomGenerator random) {
    int likeliest = likeliest(logits, allowed);
    if (temperature == 0) {
      return likeliest;
    }
    double[] weight = new double[logits.length];
    double sum = 0;
    for (int token = 0; token < logits.length; token++) {
      if (allowed.test(token)) {
        weight[token] = Math.exp((logits[token] - logits[likeliest]) / temperature);
        sum += weight[token];
      }
    }
    double left = random.nextDouble() * sum;
    for (int token = 0; token < logits.length; token++) {
      left -= weight[token];
      if (left < 0 && weight[token] > 0) {
        return token;
      }
    }
    return likeliest; // rounding ate the last of the sum
  }

  private static int likeliest(float[] logits, IntPredicate allowed) {
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
