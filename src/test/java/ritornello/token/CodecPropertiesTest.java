package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** What is true of every codec but the melody's, whose tests are its own. */
class CodecPropertiesTest {
  private static final Rendering PIANO = new Rendering("piano", 120, 0, 90);
  private static final int SEEDS = 40;

  /** Without these, what sounds comes to its end. */
  private static final Set<String> BEGINNINGS = Set.of("NOTE_ON", "VELOCITY", "POSITION", "BAR");

  static List<Codec> codecs() {
    return Stream.of(
            CodecSpec.plain("performance", CodecSpec.NO_GRID),
            CodecSpec.plain("remi", 4),
            CodecSpec.plain("remi", 12),
            CodecSpec.plain("frames", 1),
            CodecSpec.plain("frames", 4))
        .map(Codecs::of)
        .toList();
  }

  private static IntStream ids(Codec codec) {
    return IntStream.range(0, codec.vocabulary().size());
  }

  private static String names(Codec codec, int... tokens) {
    return Arrays.stream(tokens)
        .mapToObj(codec.vocabulary()::name)
        .collect(Collectors.joining(" "));
  }

  private static List<Note> notes(Score score) {
    return score.tracks().stream()
        .filter(track -> !track.isDrums())
        .map(Track::notes)
        .flatMap(Collection::stream)
        .toList();
  }

  /** Ids of which most make some sense, and some none. */
  private static int[] nonsense(Codec codec, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Context context = codec.start();
    int[] ids = new int[random.nextInt(400)];
    for (int i = 0; i < ids.length; i++) {
      boolean any = random.nextInt(4) == 0;
      ids[i] =
          any ? random.nextInt(codec.vocabulary().size()) : allowed(codec, context, random, false);
      if (ids[i] == Vocabulary.EOS && random.nextInt(5) > 0) {
        ids[i] = Vocabulary.PAD;
      }
      context.accept(ids[i]);
    }
    return ids;
  }

  /** One of the allowed tokens, each kind of them as likely as another; PAD where there is none. */
  private static int allowed(
      Codec codec, Context context, SplittableRandom random, boolean ending) {
    Map<String, List<Integer>> kinds =
        ids(codec)
            .filter(context::allows)
            .boxed()
            .collect(
                Collectors.groupingBy(
                    id -> codec.vocabulary().name(id).replaceFirst("_[^_]*$", ""),
                    TreeMap::new,
                    Collectors.toList()));
    if (kinds.isEmpty()) {
      return Vocabulary.PAD;
    }
    kinds.computeIfPresent(
        "EOS", (eos, only) -> kinds.size() == 1 || random.nextInt(10) == 0 ? only : null);
    if (ending && !BEGINNINGS.containsAll(kinds.keySet())) {
      kinds.keySet().removeAll(BEGINNINGS);
    }
    List<List<Integer>> lists = List.copyOf(kinds.values());
    List<Integer> kind = lists.get(random.nextInt(lists.size()));
    return kind.get(random.nextInt(kind.size()));
  }

  private static int[] walk(Codec codec, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Context context = codec.start();
    int[] tokens = new int[20_000];
    for (int count = 0; count < tokens.length; count++) {
      boolean end = count > 300 && context.allows(Vocabulary.EOS);
      tokens[count] = end ? Vocabulary.EOS : allowed(codec, context, random, count > 300);
      if (tokens[count] == Vocabulary.EOS) {
        return Arrays.copyOf(tokens, count + 1);
      }
      if (tokens[count] <= Vocabulary.UNK) {
        throw new AssertionError("a dead end: " + names(codec, Arrays.copyOf(tokens, count + 1)));
      }
      context.accept(tokens[count]);
    }
    throw new AssertionError("the grammar never comes to an end");
  }

  private static int[] encoded(Codec codec, Score score) {
    Encoding encoding = codec.encode(score);
    return encoding instanceof Encoding.Encoded some ? some.tokens() : new int[0];
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void anyIdsDecodeToMusicThatHasTokens(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Score score = codec.decode(nonsense(codec, seed), PIANO);
      int[] tokens = encoded(codec, score);
      assertThat(tokens.length > 0).isEqualTo(score.noteCount() > 0);
      assertThat(encoded(codec, codec.decode(tokens, PIANO))).isEqualTo(tokens);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void whatTheGrammarAllowsIsTheOneWayToWriteItsMusic(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[] walk = walk(codec, seed);
      assertThat(names(codec, encoded(codec, codec.decode(walk, PIANO))))
          .isEqualTo(names(codec, walk));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void whatIsEncodedFollowsTheGrammarToItsEnd(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Context context = codec.start();
      int[] tokens = encoded(codec, RandomMusic.score(seed));
      for (int i = 0; i < tokens.length; i++) {
        if (!context.allows(tokens[i])) {
          assertThat(names(codec, tokens[i]))
              .as(names(codec, Arrays.copyOf(tokens, i)))
              .isEqualTo("allowed");
        }
        context.accept(tokens[i]);
      }
      if (tokens.length > 0) {
        assertThat(tokens).endsWith(Vocabulary.EOS);
        assertThat(ids(codec)).noneMatch(context::allows);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void decodingLosesNothingMore(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Score score = RandomMusic.score(seed);
      int[] tokens = encoded(codec, score);
      Score decoded = codec.decode(tokens, PIANO);
      assertThat(encoded(codec, decoded)).isEqualTo(tokens);
      assertThat(decoded.noteCount()).isEqualTo(codec.fidelity(score).kept());
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theNetworkSeesTheTokenBefore(Codec codec) {
    int[] tokens = walk(codec, 1);
    int[] inputs = new int[codec.inputSizes().length];
    Context context = codec.start();
    context.inputs(inputs);
    assertThat(inputs[0]).isEqualTo(Vocabulary.BOS);
    for (int token : tokens) {
      context.accept(token);
      context.inputs(inputs);
      assertThat(inputs[0]).isEqualTo(token);
    }
    assertThat(codec.inputSizes()[0]).isEqualTo(codec.vocabulary().size());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aCopyGoesItsOwnWay(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[] ids = nonsense(codec, seed);
      Context context = codec.start();
      for (int i = 0; i < ids.length; i++) {
        context.accept(ids[i]);
        if (i == ids.length / 2) {
          Context copy = context.copy();
          assertThat(ids(codec).filter(copy::allows).toArray())
              .isEqualTo(ids(codec).filter(context::allows).toArray());
          int steps = context.steps();
          int bars = context.bars();
          int[] allowed = ids(codec).filter(context::allows).toArray();
          for (int other : nonsense(codec, seed + 1000L)) {
            copy.accept(other);
          }
          assertThat(context.steps()).isEqualTo(steps);
          assertThat(context.bars()).isEqualTo(bars);
          assertThat(ids(codec).filter(context::allows).toArray()).isEqualTo(allowed);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void transposingMovesAllPitchesButDrums(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[] tokens = encoded(codec, RandomMusic.score(seed));
      int[] range = codec.pitchRange(tokens);
      List<Note> before = notes(codec.decode(tokens, PIANO));
      assertThat(range.length == 0).isEqualTo(before.isEmpty());
      if (before.isEmpty()) {
        continue;
      }
      assertThat(range[0]).isEqualTo(before.stream().mapToInt(Note::pitch).min().getAsInt());
      assertThat(range[1]).isEqualTo(before.stream().mapToInt(Note::pitch).max().getAsInt());
      for (int semitones : new int[] {-range[0], 127 - range[1]}) {
        int[] moved = codec.transpose(tokens, semitones);
        assertThat(notes(codec.decode(moved, PIANO)))
            .containsExactlyElementsOf(before.stream().map(n -> up(n, semitones)).toList());
        assertThat(encoded(codec, codec.decode(moved, PIANO))).isEqualTo(moved);
      }
      assertThatThrownBy(() -> codec.transpose(tokens, 128 - range[1]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> codec.transpose(tokens, -1 - range[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Note up(Note note, int semitones) {
    return new Note(
        note.startTick(), note.lengthTicks(), note.pitch() + semitones, note.velocity());
  }

  private static double seconds(Score score) {
    return score.tempoMap().microsAt(score.endTick()) / 1e6;
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void stretchingChangesTheTimeAndNothingElse(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[] tokens = encoded(codec, RandomMusic.score(seed));
      if (tokens.length == 0) {
        continue;
      }
      assertThat(codec.stretch(tokens, 1)).isEqualTo(tokens);
      Score before = codec.decode(tokens, PIANO);
      for (double factor : new double[] {Math.pow(2, -1 / 12.0), Math.pow(2, 1 / 12.0)}) {
        int[] stretched = codec.stretch(tokens, factor);
        Score after = codec.decode(stretched, PIANO);
        assertThat(encoded(codec, after)).isEqualTo(stretched);
        assertThat(codec.pitchRange(stretched)).isEqualTo(codec.pitchRange(tokens));
        assertThat(codec.velocityRange(stretched)).isEqualTo(codec.velocityRange(tokens));
        // Silences of 10 seconds stay as long as they may be, and times are rounded.
        boolean fits = !Arrays.equals(stretched, tokens);
        assertThat(seconds(after))
            .isBetween(
                seconds(before) * Math.min(1, fits ? factor : 1) - 0.1,
                seconds(before) * Math.max(1, fits ? factor : 1) + 0.1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void louderMusicIsTheSameButForItsVelocities(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[] tokens = encoded(codec, RandomMusic.score(seed));
      int[] range = codec.velocityRange(tokens);
      if (range.length == 0) {
        assertThat(codec.louder(tokens, 3)).isEqualTo(tokens);
        continue;
      }
      int most = codec.velocities() - 1 - range[1];
      List<Note> before = notes(codec.decode(tokens, PIANO));
      for (int by : new int[] {-range[0], most}) {
        int[] moved = codec.louder(tokens, by);
        Score after = codec.decode(moved, PIANO);
        assertThat(encoded(codec, after)).isEqualTo(moved);
        assertThat(notes(after)).usingElementComparator(Note.ORDER).hasSameSizeAs(before);
        assertThat(notes(after).stream().mapToInt(Note::velocity).sum())
            .isEqualTo(before.stream().mapToInt(Note::velocity).sum() + 4 * by * before.size());
      }
      assertThatThrownBy(() -> codec.louder(tokens, most + 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aScoreWithoutNotesIsRejected(Codec codec) {
    Score silent = new Score(96, List.of(), List.of(), List.of(), List.of(), List.of());
    assertThat(codec.encode(silent)).isEqualTo(new Encoding.Rejected("no notes"));
    assertThat(codec.fidelity(silent).kept()).isZero();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aCodecIsMadeAgainFromItsSpec(Codec codec) {
    assertThat(Codecs.of(codec.spec()).vocabulary().sha256())
        .isEqualTo(codec.vocabulary().sha256());
    assertThat(Codecs.NAMES).contains(codec.spec().name());
    assertThat(Codecs.usual(codec.spec().name(), OptionalInt.empty()).name())
        .isEqualTo(codec.spec().name());
  }
}
