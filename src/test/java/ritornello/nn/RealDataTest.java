package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritornello.nn.Example.Wanted;
import ritornello.nn.NetworkSpec.Answer;
import ritornello.nn.NetworkSpec.Attention;
import ritornello.nn.NetworkSpec.Deep;
import ritornello.nn.NetworkSpec.Encoder;
import ritornello.nn.NetworkSpec.Head;
import ritornello.nn.NetworkSpec.Pooling;
import ritornello.nn.NetworkSpec.Scoring;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.token.Context;
import ritornello.token.MelodyCodec;

/**
 * Each shape of a network learns real music, and does better on what it never heard than a guess.
 */
class RealDataTest {
  private static final int BATCH = 16;

  // one answer a step, any number of notes

  private static Example frames(List<int[]> piece) {
    List<int[]> looked = new ArrayList<>(piece.subList(0, piece.size() - 1));
    looked.add(0, new int[0]);
    return new Example(looked, piece.stream().map(Wanted::of).toList());
  }

  /** Nats a frame of a guess that knows how often each key sounds. */
  private static double lossOfGuess(List<List<int[]>> learned, List<List<int[]>> asked) {
    double[] share = new double[RealMusic.KEYS];
    Arrays.fill(share, 0.5);
    learned.stream().flatMap(List::stream).flatMapToInt(Arrays::stream).forEach(k -> share[k]++);
    long frames = learned.stream().mapToLong(List::size).sum();
    double loss = 0;
    for (int[] frame : asked.stream().flatMap(List::stream).toList()) {
      for (int key = 0; key < share.length; key++) {
        int wanted = key;
        double p = share[key] / (frames + 1);
        loss -= Math.log(Arrays.stream(frame).anyMatch(k -> k == wanted) ? p : 1 - p);
      }
    }
    return loss / asked.stream().mapToInt(List::size).sum();
  }

  @Test
  void sigmoidsLearnChorales() throws IOException {
    List<List<int[]>> learned = RealMusic.chorales("train");
    List<List<int[]>> asked = RealMusic.chorales("valid");
    NetworkSpec spec =
        new NetworkSpec(new int[] {RealMusic.KEYS}, 48, "lstm", 1, 96, RealMusic.KEYS, 0)
            .with(new Head(Answer.SIGMOIDS, Pooling.STEP));
    try (Lesson lesson = new Lesson(spec, BATCH, 200, 0)) {
      lesson.learn(learned.stream().map(RealDataTest::frames).toList(), 12, 0.01);
      double loss = lesson.loss(asked.stream().map(RealDataTest::frames).toList());
      assertThat(loss).isLessThan(lossOfGuess(learned, asked) - 1.5);
    }
  }

  // one answer a sequence

  private static final int HEARD_TOKENS = 64;

  private static Example dance(Path file, int kind) {
    try {
      int[] tokens = RealMusic.melody(file);
      // Without the metre and the key, which would tell.
      int last = Math.min(HEARD_TOKENS + 1, tokens.length - 1);
      return new Example(
          IntStream.rangeClosed(2, last).mapToObj(t -> new int[] {tokens[t]}).toList(),
          IntStream.rangeClosed(2, last)
              .mapToObj(t -> t == last ? Wanted.of(kind) : Wanted.NOTHING)
              .toList());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Example> dances() throws IOException {
    Stream<Example> jigs = RealMusic.nottingham("melody", "jigs").stream().map(f -> dance(f, 0));
    Stream<Example> reels = RealMusic.nottingham("melody", "reels").stream().map(f -> dance(f, 1));
    Stream<Example> waltzes =
        RealMusic.nottingham("melody", "waltzes").stream().map(f -> dance(f, 2));
    return Stream.of(jigs, reels, waltzes).flatMap(kind -> kind).toList();
  }

  /** Each fourth is for asking. */
  private static List<Example> every(List<Example> all, boolean asked) {
    return IntStream.range(0, all.size())
        .filter(i -> (i % 4 == 3) == asked)
        .mapToObj(all::get)
        .toList();
  }

  /** The share of right answers of who always gives the most frequent one. */
  private static double shareOfMostFrequent(List<Example> asked) {
    List<Integer> wanted =
        asked.stream()
            .flatMap(example -> example.wanted().stream())
            .filter(Wanted::counts)
            .map(one -> one.outputs()[0])
            .toList();
    return wanted.stream()
            .collect(Collectors.groupingBy(one -> one, Collectors.counting()))
            .values()
            .stream()
            .mapToDouble(count -> count)
            .max()
            .orElseThrow()
        / wanted.size();
  }

  @ParameterizedTest
  @EnumSource(names = "STEP", mode = EnumSource.Mode.EXCLUDE)
  void oneAnswerTellsJigsFromReelsAndWaltzes(Pooling pooling) throws IOException {
    List<Example> all = dances();
    List<Example> asked = every(all, true);
    NetworkSpec spec =
        new NetworkSpec(new int[] {RealMusic.TOKENS}, 16, "gru", 1, 32, 3, 0)
            .with(new Deep(true, false, false, 1))
            .with(new Head(Answer.SOFTMAX, pooling));
    try (Lesson lesson = new Lesson(spec, BATCH, HEARD_TOKENS, 0)) {
      lesson.learn(every(all, false), 10, 0.01);
      assertThat(lesson.shareRight(asked)).isGreaterThan(shareOfMostFrequent(asked) + 0.25);
    }
  }

  // one answer a step, from what comes before and after

  private static final int SILENCE = 12;

  /** For each quarter note the pitch classes of the melody, and the lowest of the chord's. */
  private static Example accompanied(Score score) {
    int quarters = (int) Math.min(64, score.endTick() / score.ppq());
    List<int[]> looked = new ArrayList<>();
    List<Wanted> wanted = new ArrayList<>();
    for (int quarter = 0; quarter < quarters; quarter++) {
      int[] classes =
          RealMusic.sounding(score, 0, quarter).stream()
              .mapToInt(note -> note.pitch() % 12)
              .distinct()
              .toArray();
      looked.add(classes.length == 0 ? new int[] {SILENCE} : classes);
      wanted.add(
          RealMusic.sounding(score, 1, quarter).stream()
              .min((a, b) -> a.pitch() - b.pitch())
              .map(Note::pitch)
              .map(pitch -> Wanted.of(pitch % 12))
              .orElse(Wanted.NOTHING));
    }
    return new Example(looked, wanted);
  }

  @Test
  void anAnswerAStepFindsTheRootsOfChords() throws IOException {
    List<Example> all =
        RealMusic.accompanied("jigs").stream().map(RealDataTest::accompanied).toList();
    List<Example> asked = every(all, true);
    NetworkSpec spec =
        new NetworkSpec(new int[] {SILENCE + 1}, 16, "lstm", 2, 48, 12, 0)
            .with(new Deep(true, false, false, 1));
    try (Lesson lesson = new Lesson(spec, BATCH, 64, 0)) {
      lesson.learn(every(all, false), 20, 0.01);
      assertThat(lesson.shareRight(asked)).isGreaterThan(shareOfMostFrequent(asked) + 0.2);
    }
  }

  // an answer of another length

  private static final int PHRASE = 32;
  private static final int BOS = RealMusic.TOKENS;

  /** A phrase is heard, and the one after it answered. */
  private static List<Example> phrases(List<int[]> tunes) {
    List<Example> phrases = new ArrayList<>();
    for (int[] tune : tunes) {
      for (int at = 2; at + 2 * PHRASE <= tune.length; at += PHRASE) {
        List<Integer> heard = IntStream.range(at, at + PHRASE).mapToObj(t -> tune[t]).toList();
        int first = at + PHRASE;
        phrases.add(
            new Example(
                heard,
                IntStream.range(0, PHRASE / 2)
                    .mapToObj(t -> new int[] {t == 0 ? BOS : tune[first + t - 1]})
                    .toList(),
                IntStream.range(0, PHRASE / 2).mapToObj(t -> Wanted.of(tune[first + t])).toList()));
      }
    }
    return phrases;
  }

  /** Each answer after the phrase that another was an answer to. */
  private static List<Example> mistaken(List<Example> phrases) {
    return IntStream.range(0, phrases.size())
        .mapToObj(
            i ->
                new Example(
                    phrases.get((i + phrases.size() / 2) % phrases.size()).heard(),
                    phrases.get(i).looked(),
                    phrases.get(i).wanted()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerFitsThePhraseThatWasHeard(Scoring scoring) throws IOException {
    List<int[]> tunes = RealMusic.corpus();
    List<Example> learned = phrases(tunes.subList(0, tunes.size() * 3 / 4));
    List<Example> asked = phrases(tunes.subList(tunes.size() * 3 / 4, tunes.size()));
    NetworkSpec spec =
        new NetworkSpec(new int[] {BOS + 1}, 24, "gru", 1, 64, RealMusic.TOKENS, 0)
            .with(new Encoder(new int[] {BOS + 1}, 1, true))
            .with(new Attention(scoring, 0));
    try (Lesson lesson = new Lesson(spec, BATCH, PHRASE / 2, PHRASE)) {
      lesson.learn(learned, 8, 0.01);
      assertThat(lesson.loss(asked)).isLessThan(lesson.loss(mistaken(asked)) - 0.05);
      float[] weights = lesson.attention(asked.get(0), PHRASE / 4);
      assertThat(weights).hasSize(PHRASE);
      double sum = IntStream.range(0, PHRASE).mapToDouble(i -> weights[i]).sum();
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  // by heart

  private static Example byHeart(int[] tune) {
    MelodyCodec codec = RealMusic.CODEC;
    Context context = codec.start();
    List<int[]> looked = new ArrayList<>();
    for (int token : tune) {
      int[] inputs = new int[codec.inputSizes().length];
      context.inputs(inputs);
      looked.add(inputs);
      context.accept(token);
    }
    return new Example(looked, Arrays.stream(tune).mapToObj(token -> Wanted.of(token)).toList());
  }

  /**
   * Which of the tunes comes, nobody can know before it began: ln 20 nats a tune. A token that is
   * known by heart takes next to none.
   *
   * @param most tokens of a tune
   * @param nearly nats a token that it may lack to perfect knowledge
   */
  private static void knowsByHeart(int most, int hidden, int batch, int rounds, double nearly)
      throws IOException {
    List<Example> tunes =
        RealMusic.corpus().stream()
            .limit(20)
            .map(tune -> byHeart(Arrays.copyOf(tune, Math.min(most, tune.length))))
            .toList();
    int tokens = tunes.stream().mapToInt(Example::steps).sum();
    int longest = tunes.stream().mapToInt(Example::steps).max().orElseThrow();
    NetworkSpec spec =
        new NetworkSpec(RealMusic.CODEC.inputSizes(), 32, "lstm", 2, hidden, RealMusic.TOKENS, 0);
    try (Lesson lesson = new Lesson(spec, batch, longest, 0)) {
      lesson.learn(tunes, rounds, 0.01);
      double unknowable = tunes.size() * Math.log(tunes.size()) / tokens;
      assertThat(lesson.loss(tunes)).isLessThan(unknowable + nearly);
    }
  }

  @Test
  void beginningsOfTwentyTunesAreKnownByHeart() throws IOException {
    knowsByHeart(32, 96, 5, 240, 0.03);
  }

  @Test
  @Tag("slow")
  void twentyTunesAreKnownByHeart() throws IOException {
    knowsByHeart(Integer.MAX_VALUE, 128, 10, 300, 0.01);
  }
}
