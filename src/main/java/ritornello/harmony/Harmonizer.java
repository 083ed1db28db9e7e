package ritornello.harmony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Reader;
import ritornello.score.Harmony;
import ritornello.score.KeySignature;
import ritornello.score.Melody;

/**
 * Puts chords under melodies: a network reads the whole melody from both sides and says how likely
 * each chord is on each beat; of all progressions the likeliest is taken, in which chords also
 * follow each other as they usually do. Immutable; doesn't load ND4J.
 */
public final class Harmonizer {
  private final String name;
  private final Labels labels;
  private final NetworkSpec network;
  private final Map<String, float[]> parameters;
  private final Map<Per, Smoothing> smoothing;

  Harmonizer(
      String name,
      Labels labels,
      NetworkSpec network,
      Map<String, float[]> parameters,
      Map<Per, Smoothing> smoothing) {
    this.name = name;
    this.labels = labels;
    this.network = network;
    this.parameters = Map.copyOf(parameters);
    this.smoothing = Map.copyOf(smoothing);
  }

  /** What the model is called. */
  public String name() {
    return name;
  }

  /** The qualities of chords that it knows, as they follow a root: empty for major. */
  public List<String> qualities() {
    return labels.qualities();
  }

  /** How many numbers the network has. */
  public long parameterCount() {
    return parameters.values().stream().mapToLong(values -> values.length).sum();
  }

  Labels labels() {
    return labels;
  }

  NetworkSpec network() {
    return network;
  }

  Map<String, float[]> parameters() {
    return parameters;
  }

  Smoothing smoothing(Per per) {
    return smoothing.get(per);
  }

  /**
   * Harmonises a melody.
   *
   * @param melody in a key, or in that which fits it best
   * @param per how often the chord may change
   * @return the chords, spelled in the key; none where it is better to have none
   */
  public Harmony harmonize(Melody melody, Per per) {
    KeySignature key = HarmonizedTune.key(melody);
    List<Beat> beats = Beat.of(melody);
    int[] path = beats.isEmpty() ? new int[0] : labels(melody, key, per, smoothing.get(per));
    List<Harmony.Span> spans = new ArrayList<>();
    for (int i = 0; i < path.length; i++) {
      Beat beat = beats.get(i);
      labels
          .chord(path[i], key)
          .ifPresent(chord -> spans.add(new Harmony.Span(beat.startStep(), beat.steps(), chord)));
    }
    return new Harmony(melody.stepsPerQuarter(), spans).joined();
  }

  /** What it says as often as asked for, as others do for comparison. */
  ChordTagger tagger(Per per) {
    return (melody, key) -> labels(melody, key, per, smoothing.get(per));
  }

  /** What the network alone says of each beat. */
  ChordTagger unsmoothed() {
    return (melody, key) -> labels(melody, key, Per.BEAT, smoothing.get(Per.BEAT).with(0));
  }

  private int[] labels(Melody melody, KeySignature key, Per per, Smoothing rules) {
    return path(logs(melody, key), per.spans(Beat.of(melody)), rules);
  }

  /**
   * The best labels.
   *
   * @param logs (beats, L)
   * @param spans of each beat its number
   */
  static int[] path(double[][] logs, int[] spans, Smoothing rules) {
    double[][] sums = new double[spans[spans.length - 1] + 1][rules.steps().length];
    for (int i = 0; i < spans.length; i++) {
      for (int label = 0; label < logs[i].length; label++) {
        sums[spans[i]][label] += logs[i][label];
      }
    }
    int[] path = rules.path(sums);
    return Arrays.stream(spans).map(span -> path[span]).toArray();
  }

  /** Log-probabilities of the labels of each beat, (beats, L). */
  double[][] logs(Melody melody, KeySignature key) {
    float[][] answers = reader().read(BeatInputs.of(melody, key)).probabilities();
    return Stream.of(answers).map(Harmonizer::logs).toArray(double[][]::new);
  }

  private static double[] logs(float[] probabilities) {
    double[] logs = new double[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(Math.max(probabilities[i], Float.MIN_NORMAL));
    }
    return logs;
  }

  private Reader reader() {
    return new Reader(network, parameters);
  }
}
