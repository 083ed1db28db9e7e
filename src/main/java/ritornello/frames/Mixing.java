package ritornello.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How members become one model: those of a group answer together, see {@link Answers}; the
 * probabilities that the groups give to a frame are averaged.
 *
 * @param semitones how much higher each member sees what is scored, one pass for each
 */
record Mixing(List<Integer> semitones, List<Group> groups) {
  private static final int ROUNDS = 200;

  /**
   * Members of one view.
   *
   * @param members by number, from 0
   * @param factor see {@link Answers#nats}
   * @param weight share of the average; those of all groups add up to 1
   */
  record Group(List<Integer> members, double factor, double weight) {}

  /** All alike: chains of one order are a group, a network of whole frames is one by itself. */
  static Mixing even(List<Integer> semitones, List<View> views) {
    Map<Object, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < views.size(); i++) {
      members.computeIfAbsent(views.get(i).way(), way -> new ArrayList<>()).add(i);
    }
    double weight = 1.0 / members.size();
    return new Mixing(
        semitones, members.values().stream().map(group -> new Group(group, 1, weight)).toList());
  }

  /**
   * −ln of the mean probability of each frame.
   *
   * @param ofGroups for each group, of each frame of each sequence
   */
  double[][] mixed(List<double[][]> ofGroups) {
    double[][] first = ofGroups.get(0);
    double[][] mixed = new double[first.length][];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = new double[first[i].length];
      for (int t = 0; t < mixed[i].length; t++) {
        double[] parts = new double[groups.size()];
        for (int g = 0; g < parts.length; g++) {
          parts[g] = Math.log(groups.get(g).weight()) - ofGroups.get(g)[i][t];
        }
        mixed[i][t] = -logSum(parts);
      }
    }
    return mixed;
  }

  private static double logSum(double[] logarithms) {
    double largest = Arrays.stream(logarithms).max().orElseThrow();
    double sum = Arrays.stream(logarithms).map(x -> Math.exp(x - largest)).sum();
    return largest + Math.log(sum);
  }

  /** The same with these factors. */
  Mixing withFactors(List<Double> factors) {
    List<Group> changed = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      changed.add(new Group(groups.get(g).members(), factors.get(g), groups.get(g).weight()));
    }
    return new Mixing(semitones, changed);
  }

  /**
   * The same with the weights that make frames likeliest, by expectation and maximisation.
   *
   * @param ofGroups as for {@link #mixed}
   */
  Mixing withBestWeights(List<double[][]> ofGroups) {
    double[] weights = groups.stream().mapToDouble(Group::weight).toArray();
    for (int round = 0; round < ROUNDS && weights.length > 1; round++) {
      weights = better(weights, ofGroups);
    }
    List<Group> changed = new ArrayList<>();
    for (int g = 0; g < weights.length; g++) {
      changed.add(new Group(groups.get(g).members(), groups.get(g).factor(), weights[g]));
    }
    return new Mixing(semitones, changed);
  }

  private static double[] better(double[] weights, List<double[][]> ofGroups) {
    double[] sums = new double[weights.length];
    long frames = 0;
    for (int i = 0; i < ofGroups.get(0).length; i++) {
      for (int t = 0; t < ofGroups.get(0)[i].length; t++) {
        double[] parts = new double[weights.length];
        for (int g = 0; g < parts.length; g++) {
          parts[g] = Math.log(weights[g]) - ofGroups.get(g)[i][t];
        }
        double all = logSum(parts);
        for (int g = 0; g < parts.length; g++) {
          sums[g] += Math.exp(parts[g] - all);
        }
        frames++;
      }
    }
    double count = frames;
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }
}
