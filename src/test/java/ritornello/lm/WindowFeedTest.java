package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.midi.MidiReader;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.nn.LearnerOptions;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Pace;
import ritornello.nn.Sgd;
import ritornello.nn.Window;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.Context;
import ritornello.token.Encoding;
import ritornello.token.Vocabulary;

/** What becomes of pieces on their way into a network. */
class WindowFeedTest {
  private static final Codec MELODY = Codecs.of(Codecs.usual("melody", OptionalInt.empty()));

  /** Notes which tokens are wanted from the network, and what it has seen of their piece before. */
  private static final class Watched {
    final List<Integer> wanted = new ArrayList<>();
    final Map<Integer, List<Integer>> seen = new HashMap<>();

    Codec codec() {
      return proxy(
          Codec.class, (name, arguments) -> name.equals("start") ? context() : new int[] {1 << 20});
    }

    private Context context() {
      List<Integer> accepted = new ArrayList<>();
      boolean[] shown = {false};
      return proxy(
          Context.class,
          (name, arguments) -> {
            if (name.equals("inputs")) {
              shown[0] = true;
              return null;
            }
            if (shown[0]) {
              wanted.add((Integer) arguments[0]);
              seen.put((Integer) arguments[0], List.copyOf(accepted));
            }
            shown[0] = false;
            accepted.add((Integer) arguments[0]);
            return null;
          });
    }

    private interface Answer {
      Object to(String method, Object... arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
  }

  /** Each token there is only once. */
  private static List<int[]> pieces(int count, Random random) {
    List<int[]> pieces = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < count; i++) {
      int length = 1 + random.nextInt(60);
      pieces.add(IntStream.range(next, next + length).toArray());
      next += length;
    }
    return pieces;
  }

  @ParameterizedTest(name = "whole {0}, passages of {1}, {2} rows")
  @CsvSource({
    "true, 100, 4",
    "true, 100, 1",
    "true, 17, 8",
    "true, 1, 3",
    "false, 100, 4",
    "false, 17, 64"
  })
  void everyTokenOfAnEpochIsATargetOnce(boolean whole, int passage, int rows) {
    List<int[]> pieces = pieces(137, new Random(1));
    Watched watched = new Watched();
    WindowFeed feed =
        new Batching(whole, passage)
            .feed(pieces.iterator(), Reading.of(watched.codec()), 16, rows, 5);
    int targets = 0;
    for (Optional<Window> next = feed.next(); next.isPresent(); next = feed.next()) {
      targets += next.get().targets();
      assertThat(next.get().rows()).isEqualTo(rows);
      assertThat(next.get().steps()).isLessThanOrEqualTo(whole ? passage : 16);
    }
    int[] all = pieces.stream().flatMapToInt(Arrays::stream).toArray();
    assertThat(watched.wanted)
        .containsExactlyInAnyOrderElementsOf(IntStream.of(all).boxed().toList());
    assertThat(targets).isEqualTo(all.length);
    for (int[] piece : pieces) {
      for (int i = 0; i < piece.length; i++) {
        List<Integer> before = watched.seen.get(piece[i]);
        assertThat(before).isEqualTo(IntStream.of(piece).limit(i).boxed().toList());
      }
    }
  }

  @Test
  void theSeedOfTheEpochOrdersTheBatches() {
    List<int[]> pieces = pieces(100, new Random(2));
    List<List<Integer>> orders = new ArrayList<>();
    for (long epoch : new long[] {0, 0, 1}) {
      Watched watched = new Watched();
      WindowFeed feed =
          new Batching(true, 100)
              .feed(
                  pieces.iterator(), Reading.of(watched.codec()), 100, 4, Batching.seed(1, epoch));
      int windows = 0;
      while (feed.next().isPresent()) {
        windows++;
      }
      assertThat(windows).isEqualTo(25);
      orders.add(watched.wanted);
    }
    assertThat(orders.get(1)).isEqualTo(orders.get(0));
    assertThat(orders.get(2)).isNotEqualTo(orders.get(0));
  }

  /** Share of the steps of all windows of an epoch that are nobody's. */
  private static double padding(Batching batching, Iterator<int[]> pieces, Codec codec, int rows) {
    WindowFeed feed = batching.feed(pieces, Reading.of(codec), 128, rows, 1);
    long steps = 0;
    long targets = 0;
    for (Optional<Window> next = feed.next(); next.isPresent(); next = feed.next()) {
      steps += (long) next.get().steps() * rows;
      targets += next.get().targets();
    }
    return 1 - (double) targets / steps;
  }

  @Test
  void littleIsPadding() {
    Random random = new Random(3);
    List<int[]> pieces = random.ints(1000, 50, 900).mapToObj(length -> new int[length]).toList();
    Codec codec = Codecs.of(Codecs.usual("performance", OptionalInt.empty()));
    Batching whole = new Batching(true, 1024);
    assertThat(padding(whole, pieces.iterator(), codec, 16)).isLessThan(0.08);
    assertThat(padding(Batching.AS_AT_FIRST, pieces.iterator(), codec, 16)).isLessThan(0.03);
    // One as long as a tenth of all: cut, it holds nobody up.
    List<int[]> oneIsLong = new ArrayList<>(pieces);
    oneIsLong.add(new int[50_000]);
    Batching carried = new Batching(false, Batching.USUAL_CARRIED);
    assertThat(padding(Batching.AS_AT_FIRST, oneIsLong.iterator(), codec, 16)).isGreaterThan(0.4);
    assertThat(padding(carried, oneIsLong.iterator(), codec, 16)).isLessThan(0.06);
    assertThat(padding(whole, oneIsLong.iterator(), codec, 16)).isLessThan(0.08);
  }

  @Test
  void littleIsPaddingInARealCollection() throws IOException {
    Path folder = Path.of("../shared/data/nottingham/melody");
    assumeTrue(Files.isDirectory(folder), "there is no ../shared/data");
    List<int[]> pieces = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mid")).sorted().toList()) {
        Encoding encoding = MELODY.encode(MidiReader.read(file).score());
        if (encoding instanceof Encoding.Encoded encoded) {
          pieces.add(encoded.tokens());
        }
      }
    }
    Batching whole = new Batching(true, 1024);
    assertThat(padding(whole, pieces.iterator(), MELODY, 32)).isLessThan(0.08);
  }

  private static List<int[]> tunes(int count, int longest) {
    Random random = new Random(7);
    List<int[]> tunes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = 2 + random.nextInt(longest - 1);
      int[] tune = random.ints(length, 4, MELODY.vocabulary().size()).toArray();
      tune[length - 1] = Vocabulary.EOS;
      tunes.add(tune);
    }
    return tunes;
  }

  private static Learner learner(int rows, int threads) {
    int[] sizes = MELODY.inputSizes();
    NetworkSpec network = new NetworkSpec(sizes, 5, "lstm", 2, 6, MELODY.vocabulary().size(), 0);
    LearnerOptions plain = LearnerOptions.by(new Sgd(0, 0));
    Learner learner = new Learner(network, Arithmetic.doubles(), rows, 40, 0, threads, plain);
    learner.initialise(3);
    return learner;
  }

  private static List<Window> windows(List<int[]> tunes, int rows) {
    WindowFeed feed =
        new Batching(true, 40).feed(tunes.iterator(), Reading.of(MELODY), 40, rows, 1);
    List<Window> windows = new ArrayList<>();
    for (Optional<Window> next = feed.next(); next.isPresent(); next = feed.next()) {
      windows.add(next.get());
    }
    return windows;
  }

  /** Downhill at rate 1, unclipped: the gradient of the mean loss. */
  private static double[] gradient(Learner learner, Window window) {
    double[] gradient = new double[learner.layout().size()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = learner.parameters().get(i);
    }
    learner.learn(window, new Pace(1, Double.POSITIVE_INFINITY), 1);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] -= learner.parameters().get(i);
    }
    return gradient;
  }

  @ParameterizedTest
  @CsvSource({"5, 1", "5, 2", "8, 2"})
  void aBatchOfPiecesIsLearnedAsTheSumOfEach(int rows, int threads) {
    List<int[]> tunes = tunes(5, 40);
    Window batch = windows(tunes, rows).get(0);
    double[] sum;
    double loss;
    try (Learner together = learner(rows, threads)) {
      loss = together.measure(batch);
      sum = gradient(together, batch);
    }
    int targets = batch.targets();
    for (Window alone : windows(tunes, 1)) {
      try (Learner single = learner(1, 1)) {
        loss -= single.measure(alone);
        double[] part = gradient(single, alone);
        for (int i = 0; i < sum.length; i++) {
          sum[i] -= part[i] * alone.targets() / targets;
        }
      }
    }
    assertThat(loss).isCloseTo(0, within(1e-9));
    assertThat(Arrays.stream(sum).map(Math::abs).max().orElseThrow()).isLessThan(1e-12);
  }

  @Test
  void carriedFromWindowToWindowItIsTheSameLoss() {
    List<int[]> tunes = tunes(9, 40);
    double whole = 0;
    double carried = 0;
    try (Learner learner = learner(4, 2)) {
      for (Window window : windows(tunes, 4)) {
        whole += learner.measure(window);
      }
      WindowFeed feed =
          new Batching(false, 100).feed(tunes.iterator(), Reading.of(MELODY), 7, 4, 0);
      for (Optional<Window> next = feed.next(); next.isPresent(); next = feed.next()) {
        carried += learner.measure(next.get());
      }
    }
    assertThat(carried).isCloseTo(whole, within(1e-9 * whole));
  }
}
