package ritornello.harmony;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import ritornello.nn.NetworkSpec;

/**
 * Learns how chords usually follow each other, and chooses how much that counts beside the network:
 * as much as makes most chords of the validation tunes right.
 */
final class SmoothingChoice {
  private static final double[] WEIGHTS = {0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1};

  /** Without tunes to choose it by. */
  private static final double USUAL_WEIGHT = 0.2;

  private final Labels labels;
  private final List<HarmonizedTune> training;
  private final List<HarmonizedTune> validation;

  /**
   * What the network says of a tune.
   *
   * @param logs (beats, L), log-probabilities
   */
  private record Answered(HarmonizedTune tune, double[][] logs) {}

  SmoothingChoice(Labels labels, List<HarmonizedTune> training, List<HarmonizedTune> validation) {
    this.labels = labels;
    this.training = training;
    this.validation = validation;
  }

  /**
   * The network with what it was chosen to go with.
   *
   * @param weights of the network, by name
   */
  Harmonizer model(String name, NetworkSpec network, Map<String, float[]> weights) {
    Map<Per, Smoothing> smoothing = new EnumMap<>(Per.class);
    for (Per per : Per.values()) {
      smoothing.put(per, new Smoothing(progressions(per), USUAL_WEIGHT));
    }
    Harmonizer alone = new Harmonizer(name, labels, network, weights, smoothing);
    List<Answered> answered =
        validation.stream()
            .map(tune -> new Answered(tune, alone.logs(tune.melody(), tune.key())))
            .toList();
    if (!answered.isEmpty()) {
      smoothing.replaceAll((per, rules) -> best(answered, per, rules));
    }
    return new Harmonizer(name, labels, network, weights, smoothing);
  }

  private double[][] progressions(Per per) {
    List<int[]> sequences = training.stream().map(tune -> sequence(tune, per)).toList();
    return Progressions.learn(sequences, labels.count());
  }

  private int[] sequence(HarmonizedTune tune, Per per) {
    int[] beats = Targets.of(tune, labels);
    return per == Per.BEAT ? beats : Bars.labels(Beat.of(tune.melody()), beats);
  }

  /** Of equally good weights the least. */
  private Smoothing best(List<Answered> answered, Per per, Smoothing rules) {
    return DoubleStream.of(WEIGHTS)
        .mapToObj(rules::with)
        .reduce((a, b) -> right(answered, per, a) >= right(answered, per, b) ? a : b)
        .orElseThrow();
  }

  private long right(List<Answered> answered, Per per, Smoothing rules) {
    return answered.stream().mapToLong(one -> accuracy(one, per, rules).both()).sum();
  }

  private Accuracy accuracy(Answered answered, Per per, Smoothing rules) {
    int[] spans = per.spans(Beat.of(answered.tune().melody()));
    int[] path = Harmonizer.path(answered.logs(), spans, rules);
    return Accuracy.of((melody, key) -> path, labels, List.of(answered.tune()));
  }
}
