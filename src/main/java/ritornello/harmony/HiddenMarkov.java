package ritornello.harmony;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import ritornello.score.KeySignature;
import ritornello.score.Melody;

/**
 * A hidden Markov model of first order: chords follow each other by how often they did, and each
 * brings forth the degrees of its beat independently, by how much of its beats they took. Decoded
 * by {@link Viterbi}. As for harmonising in Simon, Morris and Basu (2008), "MySong".
 */
final class HiddenMarkov implements ChordTagger {
  /** How many whole beats of each degree are added to what was counted. */
  private static final double SMOOTHING = 0.1;

  private final double[][] steps; // (L, L)
  private final double[] alone; // (L), log
  private final double[][] brings; // (L, 12), log
  private final double strength;

  private HiddenMarkov(double[][] steps, double[] alone, double[][] brings, double strength) {
    this.steps = steps;
    this.alone = alone;
    this.brings = brings;
    this.strength = strength;
  }

  /**
   * Learns by counting.
   *
   * @param validation by which it is chosen how many degrees a beat counts for
   */
  static HiddenMarkov learn(
      List<HarmonizedTune> training, List<HarmonizedTune> validation, Labels labels) {
    List<int[]> wanted = training.stream().map(tune -> Targets.of(tune, labels)).toList();
    double[][] steps = Progressions.learn(wanted, labels.count());
    double[] alone =
        Arrays.stream(Progressions.shares(wanted, labels.count())).map(Math::log).toArray();
    double[][] brings = brings(training, wanted, labels.count());
    return DoubleStream.of(1, 1.5, 2, 3, 4, 6, 8)
        .mapToObj(strength -> new HiddenMarkov(steps, alone, brings, strength))
        .max(Comparator.comparingLong(model -> Accuracy.of(model, labels, validation).both()))
        .orElseThrow();
  }

  private static double[][] brings(List<HarmonizedTune> tunes, List<int[]> wanted, int labels) {
    double[][] sums = new double[labels][HeardBeat.DEGREES];
    for (double[] row : sums) {
      Arrays.fill(row, SMOOTHING);
    }
    for (int i = 0; i < tunes.size(); i++) {
      List<HeardBeat> heard = HeardBeat.of(tunes.get(i).melody(), tunes.get(i).key());
      for (int t = 0; t < heard.size(); t++) {
        int label = wanted.get(i)[t];
        for (int d = 0; label != Progressions.UNKNOWN && d < HeardBeat.DEGREES; d++) {
          sums[label][d] += heard.get(t).shares()[d];
        }
      }
    }
    for (double[] row : sums) {
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, d -> Math.log(row[d] / sum));
    }
    return sums;
  }

  @Override
  public int[] labels(Melody melody, KeySignature key) {
    List<HeardBeat> heard = HeardBeat.of(melody, key);
    double[][] scores = new double[heard.size()][steps.length];
    for (int t = 0; t < scores.length; t++) {
      for (int label = 0; label < steps.length; label++) {
        scores[t][label] = (t == 0 ? alone[label] : 0) + score(label, heard.get(t).shares());
      }
    }
    return Viterbi.best(scores, steps, 1);
  }

  private double score(int label, double[] shares) {
    double score = 0;
    for (int degree = 0; degree < shares.length; degree++) {
      score += strength * shares[degree] * brings[label][degree];
    }
    return score;
  }
}
