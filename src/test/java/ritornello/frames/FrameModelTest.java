package ritornello.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;

/** Probabilities of frames are probabilities. */
class FrameModelTest {
  private static final double NEVER = -10_000;

  private static Map<String, float[]> parameters(NetworkSpec network, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> parameters = new HashMap<>();
    for (Layout.Parameter parameter : new Layout(network).parameters()) {
      float[] values = new float[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      parameters.put(parameter.name(), values);
    }
    return parameters;
  }

  /** Random weights; no key sounds but these. */
  private static FrameModel.Part part(View view, String cell, long seed, int... keys) {
    NetworkSpec network =
        view.network(new Shape(cell, 2, 5, 3, 0.1, Optional.empty(), Optional.empty()));
    Map<String, float[]> parameters = parameters(network, seed);
    float[] bias = parameters.get("output.bias");
    for (int key = 0; key < FrameSequence.KEYS; key++) {
      int wanted = key;
      if (IntStream.of(keys).noneMatch(k -> k == wanted)) {
        bias[view.way() == View.Way.DESCENDING ? FrameSequence.KEYS - 1 - key : key] =
            (float) NEVER;
      }
    }
    return new FrameModel.Part(view, network, parameters);
  }

  private static List<FrameSequence> endings(FrameSequence beginning, int... keys) {
    List<FrameSequence> all = new ArrayList<>();
    for (int set = 0; set < 1 << keys.length; set++) {
      List<int[]> frames = new ArrayList<>();
      for (int t = 0; t < beginning.length(); t++) {
        frames.add(pitches(beginning.frame(t)));
      }
      int chosen = set;
      frames.add(
          pitches(
              IntStream.range(0, keys.length)
                  .filter(i -> (chosen & 1 << i) != 0)
                  .map(i -> keys[i])
                  .toArray()));
      all.add(FrameSequence.ofPitches(frames));
    }
    return all;
  }

  private static int[] pitches(int[] keys) {
    return Arrays.stream(keys).map(key -> key + FrameSequence.LOWEST_PITCH).toArray();
  }

  private static double sumOfLast(FrameModel model, List<FrameSequence> endings) {
    return Arrays.stream(model.nats(endings, 2))
        .mapToDouble(nats -> Math.exp(-nats[nats.length - 1]))
        .sum();
  }

  private static Mixing alone(double factor, List<Integer> semitones) {
    return new Mixing(semitones, List.of(new Mixing.Group(List.of(0), factor, 1)));
  }

  @ParameterizedTest
  @EnumSource(View.Way.class)
  void ofANetworkTheyAddUpToOne(View.Way way) {
    int[] keys = {30, 31, 34, 40, 43, 46};
    FrameModel.Part part = part(ViewTest.view(way), "lstm", 1, keys);
    FrameModel model = new FrameModel("m", List.of(part), alone(1, List.of(0)), 1);
    FrameSequence beginning = ViewTest.random(new SplittableRandom(5), 7, 51, 67);
    List<FrameSequence> endings = endings(beginning, keys);
    assertThat(sumOfLast(model, endings)).isCloseTo(1, within(1e-5));
    double[] likelihoods =
        Arrays.stream(model.nats(endings, 2)).mapToDouble(nats -> nats[nats.length - 1]).toArray();
    assertThat(Arrays.stream(likelihoods).distinct().count()).isEqualTo(endings.size());
    assertThat(sumOfLast(model, endings(FrameSequence.ofPitches(List.of()), keys)))
        .isCloseTo(1, within(1e-5));
  }

  /** Also where what is seen higher comes in again at the bottom of the piano. */
  @ParameterizedTest
  @CsvSource({"0.7, 40", "1.3, 40", "1.3, 0", "1.3, 84"})
  void ofManyNetworksThatSeeItInManyKeysTheyAddUpToOne(double factor, int lowest) {
    int[] keys = IntStream.range(lowest, lowest + 4).toArray();
    int[] seen =
        IntStream.range(lowest - 1, lowest + 5)
            .map(key -> Math.floorMod(key, FrameSequence.KEYS))
            .toArray();
    List<FrameModel.Part> parts =
        List.of(
            part(ViewTest.view(View.Way.ASCENDING), "lstm", 1, seen),
            part(ViewTest.view(View.Way.ASCENDING), "gru", 2, seen),
            part(ViewTest.view(View.Way.DESCENDING), "lstm", 3, seen),
            part(ViewTest.view(View.Way.SIGMOIDS), "rnn", 4, seen));
    Mixing mixing =
        new Mixing(
            List.of(-1, 0, 1),
            List.of(
                new Mixing.Group(List.of(0, 1), factor, 0.5),
                new Mixing.Group(List.of(2), 2 - factor, 0.3),
                new Mixing.Group(List.of(3), factor, 0.2)));
    FrameModel model = new FrameModel("m", parts, mixing, 4);
    int pitch = lowest + FrameSequence.LOWEST_PITCH;
    FrameSequence beginning = ViewTest.random(new SplittableRandom(6), 9, pitch, pitch + 3);
    assertThat(sumOfLast(model, endings(beginning, keys))).isCloseTo(1, within(1e-5));
  }

  @Test
  void membersThatAreTheSameAreAsOne() {
    int[] all = IntStream.range(0, FrameSequence.KEYS).toArray();
    FrameModel.Part part = part(ViewTest.view(View.Way.ASCENDING), "lstm", 1, all);
    List<FrameSequence> pieces =
        List.of(
            ViewTest.random(new SplittableRandom(7), 12, 30, 90),
            ViewTest.random(new SplittableRandom(8), 5, 30, 90));
    FrameModel one = new FrameModel("m", List.of(part), alone(1, List.of(0)), 1);
    List<View> views = List.of(part.view(), part.view());
    FrameModel two = new FrameModel("m", List.of(part, part), Mixing.even(List.of(0), views), 2);
    double[][] expected = one.nats(pieces, 2);
    double[][] nats = two.nats(pieces, 1);
    for (int i = 0; i < expected.length; i++) {
      assertThat(nats[i]).containsExactly(expected[i], within(1e-4));
    }
  }

  /** The sums of a plain RNN, written out in double precision. */
  @Test
  void sigmoidsAreThoseOfAPlainRecomputation() {
    View view = new View(View.Way.SIGMOIDS, List.of(1), false, false, List.of(), List.of());
    NetworkSpec network =
        view.network(new Shape("rnn", 1, 6, 0, 0, Optional.empty(), Optional.empty()));
    Map<String, float[]> parameters = parameters(network, 9);
    FrameModel model =
        new FrameModel(
            "m", List.of(new FrameModel.Part(view, network, parameters)), alone(1, List.of(0)), 1);
    FrameSequence first = ViewTest.random(new SplittableRandom(10), 150, 40, 80);
    FrameSequence second = ViewTest.random(new SplittableRandom(11), 3, 40, 80);
    double[][] nats = model.nats(List.of(first, second), 2);
    assertThat(nats[0]).containsExactly(recomputed(parameters, first), within(1e-3));
    assertThat(nats[1]).containsExactly(recomputed(parameters, second), within(1e-3));
    FrameFigures figures = model.figures(List.of(first, second), 2);
    double sum = Arrays.stream(nats).flatMapToDouble(Arrays::stream).sum();
    double later = sum - nats[0][0] - nats[1][0];
    assertThat(figures.frames()).isEqualTo(153);
    assertThat(figures.sequences()).isEqualTo(2);
    assertThat(figures.natsPerFrame()).isCloseTo(sum / 153, within(1e-9));
    assertThat(figures.natsPerFrameWithoutFirst()).isCloseTo(later / 151, within(1e-9));
    double ofSecond = (nats[1][1] + nats[1][2]) / 2;
    double ofFirst = (Arrays.stream(nats[0]).sum() - nats[0][0]) / 149;
    assertThat(figures.meanOfSequencesWithoutFirst())
        .isCloseTo((ofFirst + ofSecond) / 2, within(1e-9));
  }

  private static double[] recomputed(Map<String, float[]> parameters, FrameSequence piece) {
    int hidden = 6;
    float[] in = parameters.get("layer.0.input.weight");
    float[] recurrent = parameters.get("layer.0.recurrent.weight");
    float[] bias = parameters.get("layer.0.bias");
    float[] out = parameters.get("output.weight");
    float[] outBias = parameters.get("output.bias");
    double[] state = new double[hidden];
    double[] nats = new double[piece.length()];
    for (int t = 0; t < nats.length; t++) {
      double[] next = new double[hidden];
      for (int h = 0; h < hidden; h++) {
        double z = bias[h];
        for (int before = 0; before < hidden; before++) {
          z += state[before] * recurrent[before * hidden + h];
        }
        for (int key : t == 0 ? new int[0] : piece.frame(t - 1)) {
          z += in[key * hidden + h];
        }
        next[h] = Math.tanh(z);
      }
      state = next;
      for (int key = 0; key < FrameSequence.KEYS; key++) {
        double logit = outBias[key];
        for (int h = 0; h < hidden; h++) {
          logit += state[h] * out[h * FrameSequence.KEYS + key];
        }
        double p = 1 / (1 + Math.exp(-logit));
        boolean sounds = Arrays.binarySearch(piece.frame(t), key) >= 0;
        nats[t] -= Math.log(sounds ? p : 1 - p);
      }
    }
    return nats;
  }

  @Test
  void theMixingThatIsFittedIsAsGoodAsAnyOther() {
    int[] all = IntStream.range(0, FrameSequence.KEYS).toArray();
    List<FrameModel.Part> parts =
        List.of(
            part(ViewTest.view(View.Way.ASCENDING), "lstm", 1, all),
            part(ViewTest.view(View.Way.DESCENDING), "gru", 2, all));
    List<View> views = parts.stream().map(FrameModel.Part::view).toList();
    List<FrameSequence> pieces = List.of(ViewTest.random(new SplittableRandom(12), 40, 50, 60));
    FrameModel even = new FrameModel("m", parts, Mixing.even(List.of(0), views), 2);
    Mixing fitted = even.fitted(pieces, 2).mixing();
    double best = even.with(fitted).figures(pieces, 2).natsPerFrame();
    assertThat(best).isLessThan(even.figures(pieces, 2).natsPerFrame());
    for (double more : new double[] {-0.1, 0.1}) {
      Mixing.Group a = fitted.groups().get(0);
      Mixing.Group b = fitted.groups().get(1);
      double share = Math.max(0, Math.min(1, a.weight() + more));
      Mixing moved =
          new Mixing(
              List.of(0),
              List.of(
                  new Mixing.Group(a.members(), a.factor(), share),
                  new Mixing.Group(b.members(), b.factor(), 1 - share)));
      assertThat(even.with(moved).figures(pieces, 2).natsPerFrame())
          .isGreaterThanOrEqualTo(best - 1e-6);
    }
  }
}
