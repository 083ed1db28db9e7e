package ritornello.classify;

import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression: softmax(W z + b), where z are features less their mean, by their
 * standard deviation. W is found by Nesterov's accelerated gradient (1983) on the mean of −ln p
 * plus λ/2 · |W|², which has one minimum; the same pieces give the same model.
 */
public final class LinearModel {
  /** Strengths to choose from. */
  private static final double[] STRENGTHS = {1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003};

  private static final int MOST_STEPS = 1500;

  /** Where no slope is steeper, the minimum is found. */
  private static final double FLAT = 1e-6;

  private static final double LEAST_DEVIATION = 1e-9;

  private final int labels;
  private final double[] mean;
  private final double[] deviation;
  private final double strength;
  private double[][] weights; // (labels, features + 1), the bias last

  /**
   * A piece in numbers.
   *
   * @param features always as many
   * @param label number of its label, from 0
   */
  public record Example(double[] features, int label) {}

  private LinearModel(List<Example> training, int labels, double strength) {
    this.labels = labels;
    this.strength = strength;
    int size = training.get(0).features().length;
    mean = new double[size];
    deviation = new double[size];
    for (int i = 0; i < size; i++) {
      int feature = i;
      mean[i] = training.stream().mapToDouble(e -> e.features()[feature]).average().orElseThrow();
      double variance =
          training.stream()
              .mapToDouble(e -> Math.pow(e.features()[feature] - mean[feature], 2))
              .average()
              .orElseThrow();
      deviation[i] = Math.sqrt(variance);
    }
    weights = new double[labels][size + 1];
    fit(training);
  }

  /** Of the strengths λ, the one with which it finds the validation pieces likeliest. */
  public static LinearModel best(List<Example> training, List<Example> validation, int labels) {
    LinearModel best = new LinearModel(training, labels, STRENGTHS[0]);
    for (int i = 1; i < STRENGTHS.length; i++) {
      LinearModel other = new LinearModel(training, labels, STRENGTHS[i]);
      best = other.loss(validation) < best.loss(validation) ? other : best;
    }
    return best;
  }

  /** λ. */
  public double strength() {
    return strength;
  }

  private double[] standardised(double[] features) {
    double[] z = new double[features.length + 1];
    for (int i = 0; i < features.length; i++) {
      z[i] = deviation[i] < LEAST_DEVIATION ? 0 : (features[i] - mean[i]) / deviation[i];
    }
    z[features.length] = 1;
    return z;
  }

  private void fit(List<Example> training) {
    double[][] inputs =
        training.stream().map(e -> standardised(e.features())).toArray(double[][]::new);
    int[] wanted = training.stream().mapToInt(Example::label).toArray();
    // The curvature of −ln softmax is at most half of the mean of |z|².
    double curvature =
        0.5 * Arrays.stream(inputs).mapToDouble(LinearModel::squares).average().orElseThrow()
            + strength;
    double[][] before = copy(weights);
    for (int step = 0; step < MOST_STEPS; step++) {
      double momentum = step / (step + 3.0);
      double[][] ahead = new double[labels][];
      for (int label = 0; label < labels; label++) {
        ahead[label] = ahead(weights[label], before[label], momentum);
      }
      double[][] slope = gradient(ahead, inputs, wanted);
      if (steepest(slope) < FLAT) {
        return;
      }
      before = weights;
      weights = ahead;
      for (int label = 0; label < labels; label++) {
        for (int i = 0; i < slope[label].length; i++) {
          weights[label][i] -= slope[label][i] / curvature;
        }
      }
    }
  }

  private static double steepest(double[][] slope) {
    return Arrays.stream(slope).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
  }

  private static double[] ahead(double[] now, double[] before, double momentum) {
    double[] ahead = new double[now.length];
    Arrays.setAll(ahead, i -> now[i] + momentum * (now[i] - before[i]));
    return ahead;
  }

  private double[][] gradient(double[][] at, double[][] inputs, int[] wanted) {
    int size = at[0].length;
    double[][] gradient = new double[labels][size];
    for (int n = 0; n < inputs.length; n++) {
      double[] p = probabilities(at, inputs[n]);
      p[wanted[n]] -= 1;
      for (int label = 0; label < labels; label++) {
        for (int i = 0; i < size; i++) {
          gradient[label][i] += p[label] * inputs[n][i] / inputs.length;
        }
      }
    }
    for (int label = 0; label < labels; label++) {
      for (int i = 0; i < size - 1; i++) {
        gradient[label][i] += strength * at[label][i];
      }
    }
    return gradient;
  }

  private static double[] probabilities(double[][] weights, double[] z) {
    double[] logits = Arrays.stream(weights).mapToDouble(row -> dot(row, z)).toArray();
    double most = Arrays.stream(logits).max().orElseThrow();
    double[] p = Arrays.stream(logits).map(logit -> Math.exp(logit - most)).toArray();
    double all = Arrays.stream(p).sum();
    return Arrays.stream(p).map(share -> share / all).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double squares(double[] z) {
    return dot(z, z);
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** Of the labels, in their order. */
  public double[] probabilities(double[] features) {
    return probabilities(weights, standardised(features));
  }

  /** The number of the likeliest label; of equal ones the first. */
  public int label(double[] features) {
    double[] p = probabilities(features);
    int best = 0;
    for (int i = 1; i < p.length; i++) {
      best = p[i] > p[best] ? i : best;
    }
    return best;
  }

  /** Mean −ln p, in nats. */
  double loss(List<Example> examples) {
    return examples.stream()
        .mapToDouble(e -> -Math.log(Math.max(1e-30, probabilities(e.features())[e.label()])))
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
