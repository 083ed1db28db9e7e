package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.Score;
import ritornello.token.Words.Merge;

class WordCodecTest {
  private static final Rendering PIANO = new Rendering("piano", 120, 0, 90);
  private static final int PIECES = 30;
  private static final int MOST_TOKENS_OF_A_BAR = 256;

  static Stream<Codec> codecs() {
    return Codecs.NAMES.stream().map(name -> Codecs.of(Codecs.usual(name, OptionalInt.empty())));
  }

  private record Pieces(List<int[]> pieces) implements TokenSource {
    @Override
    public Iterator<int[]> epoch(long epoch) {
      return pieces.stream().map(int[]::clone).iterator();
    }

    @Override
    public int count() {
      return pieces.size();
    }

    @Override
    public long tokens() {
      return pieces.stream().mapToLong(piece -> piece.length).sum();
    }
  }

  /** Random music has few phrases that come again, so each piece is there twice. */
  private static Pieces pieces(Codec codec, long firstSeed) {
    List<int[]> pieces = new ArrayList<>();
    for (long seed = firstSeed; seed < firstSeed + PIECES; seed++) {
      Score score = RandomMusic.score(seed);
      if (codec.encode(score) instanceof Encoding.Encoded encoded) {
        pieces.add(encoded.tokens());
        pieces.add(encoded.tokens());
      }
    }
    return new Pieces(pieces);
  }

  private static Codec learned(Codec codec, int more) {
    OptionalInt size = OptionalInt.of(codec.vocabulary().size() + more);
    return Codecs.withWords(codec, WordLearner.learn(codec, pieces(codec, 0), size, 0));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void joiningLosesNothing(Codec codec) {
    Codec words = learned(codec, 100);
    assertThat(words.vocabulary().size()).isEqualTo(codec.vocabulary().size() + 100);
    Pieces others = pieces(codec, 1000);
    long characters = 0;
    long joined = 0;
    for (Pieces some : List.of(pieces(codec, 0), others)) {
      for (int[] piece : some.pieces()) {
        int[] inWords = words.words(piece);
        assertThat(words.characters(inWords)).isEqualTo(piece);
        characters += piece.length;
        joined += inWords.length;
      }
    }
    assertThat(joined).isLessThan(characters);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PIECES; i++) {
      int[] ids = random.ints(200, 0, codec.vocabulary().size()).toArray();
      assertThat(words.characters(words.words(ids))).isEqualTo(ids);
      int[] wordIds = random.ints(200, 0, words.vocabulary().size()).toArray();
      assertThat(words.decode(wordIds, PIANO))
          .isEqualTo(codec.decode(words.characters(wordIds), PIANO));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void encodingIsThatOfTheCodecInFewerTokens(Codec codec) {
    Codec words = learned(codec, 60);
    for (long seed = 0; seed < PIECES; seed++) {
      Score score = RandomMusic.score(seed);
      assertThat(words.fidelity(score)).isEqualTo(codec.fidelity(score));
      if (!(words.encode(score) instanceof Encoding.Encoded encoded)) {
        continue;
      }
      int[] characters = ((Encoding.Encoded) codec.encode(score)).tokens();
      assertThat(words.characters(encoded.tokens())).isEqualTo(characters);
      assertThat(words.pitchRange(encoded.tokens())).isEqualTo(codec.pitchRange(characters));
      int[] range = codec.pitchRange(characters);
      int up = range.length == 0 ? 0 : 127 - range[1];
      assertThat(words.decode(words.transpose(encoded.tokens(), up), PIANO))
          .isEqualTo(codec.decode(codec.transpose(characters, up), PIANO));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theGrammarIsThatOfTheCharacters(Codec codec) {
    Codec words = learned(codec, 60);
    for (long seed = 0; seed < 10; seed++) {
      if (words.encode(RandomMusic.score(seed)) instanceof Encoding.Encoded encoded) {
        Context context = words.start();
        for (int word : encoded.tokens()) {
          assertThat(context.allows(word)).as(words.vocabulary().name(word)).isTrue();
          context.accept(word);
        }
      }
      SplittableRandom random = new SplittableRandom(seed);
      Context context = words.start();
      Context characters = codec.start();
      for (int i = 0; i < 100; i++) {
        Context here = context;
        int[] allowed =
            IntStream.range(0, words.vocabulary().size()).filter(w -> here.allows(w)).toArray();
        if (allowed.length == 0) {
          break;
        }
        int word = allowed[random.nextInt(allowed.length)];
        for (int character : words.characters(new int[] {word})) {
          assertThat(characters.allows(character)).isTrue();
          characters.accept(character);
        }
        context = context.copy();
        context.accept(word);
        assertThat(context.bars()).isEqualTo(characters.bars());
        assertThat(context.steps()).isEqualTo(characters.steps());
        assertThat(context.atBarLine()).isEqualTo(characters.atBarLine());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aWordEndsWhereABarIsComplete(Codec codec) {
    Codec words = learned(codec, 100);
    for (int[] piece : pieces(codec, 0).pieces()) {
      Context context = codec.start();
      for (int word : words.words(piece)) {
        int[] characters = words.characters(new int[] {word});
        int bars = context.bars();
        for (int i = 0; i < characters.length; i++) {
          assertThat(context.bars()).isEqualTo(bars);
          context.accept(characters[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theNetworkSeesTheWordBeforeAndWhereItStands(Codec codec) {
    Codec words = learned(codec, 50);
    int[] piece = pieces(codec, 0).pieces().get(0);
    int[] inputs = new int[words.inputSizes().length];
    int[] codecInputs = new int[inputs.length];
    Context context = words.start();
    Context characters = codec.start();
    for (int word : words.words(piece)) {
      context.accept(word);
      for (int character : words.characters(new int[] {word})) {
        characters.accept(character);
      }
      context.inputs(inputs);
      characters.inputs(codecInputs);
      assertThat(inputs[0]).isEqualTo(word);
      codecInputs[0] = word;
      assertThat(inputs).isEqualTo(codecInputs);
    }
  }

  /** Every pair counted anew for each merge. */
  private static List<Merge> plainly(Codec codec, List<int[]> pieces, int count) {
    List<List<Integer>> phrases = new ArrayList<>();
    for (int[] piece : pieces) {
      Context context = codec.start();
      List<Integer> phrase = new ArrayList<>();
      for (int token : piece) {
        int bars = context.bars();
        context.accept(token);
        phrase.add(token);
        if (context.bars() != bars || phrase.size() == MOST_TOKENS_OF_A_BAR) {
          phrases.add(phrase);
          phrase = new ArrayList<>();
        }
      }
      phrases.add(phrase);
    }
    List<Merge> merges = new ArrayList<>();
    for (int id = codec.vocabulary().size(); merges.size() < count; id++) {
      Map<List<Integer>, Integer> counts = new HashMap<>();
      for (List<Integer> phrase : phrases) {
        for (int i = 0; i + 1 < phrase.size(); i++) {
          if (phrase.get(i) > Vocabulary.UNK && phrase.get(i + 1) > Vocabulary.UNK) {
            counts.merge(phrase.subList(i, i + 2).stream().toList(), 1, Integer::sum);
          }
        }
      }
      List<Integer> best =
          counts.entrySet().stream()
              .min(
                  Comparator.<Map.Entry<List<Integer>, Integer>>comparingInt(
                          entry -> -entry.getValue())
                      .thenComparing(entry -> entry.getKey().get(0))
                      .thenComparing(entry -> entry.getKey().get(1)))
              .orElseThrow()
              .getKey();
      merges.add(new Merge(best.get(0), best.get(1)));
      for (List<Integer> phrase : phrases) {
        for (int i = 0; i + 1 < phrase.size(); i++) {
          if (phrase.subList(i, i + 2).equals(best)) {
            phrase.set(i, id);
            phrase.remove(i + 1);
          }
        }
      }
    }
    return merges;
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void thePairThatIsMostOftenThereIsMergedNext(Codec codec) {
    Pieces pieces = pieces(codec, 50);
    OptionalInt size = OptionalInt.of(codec.vocabulary().size() + 25);
    assertThat(WordLearner.learn(codec, pieces, size, 0).merges())
        .isEqualTo(plainly(codec, pieces.pieces(), 25));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void mergesAreMadeInTheOrderInWhichTheyWereLearned(Codec codec) {
    Codec words = learned(codec, 100);
    List<Merge> merges = words.spec().words().orElseThrow().merges();
    for (int[] piece : pieces(codec, 2000).pieces()) {
      List<Integer> expected = new ArrayList<>();
      List<Integer> phrase = new ArrayList<>();
      PhraseEnds ends = new PhraseEnds(codec);
      for (int i = 0; i < piece.length; i++) {
        phrase.add(piece[i]);
        if (ends.after(piece[i]) || i == piece.length - 1) {
          for (int j = 0; j < merges.size(); j++) {
            replace(phrase, List.of(merges.get(j).left(), merges.get(j).right()), j, codec);
          }
          expected.addAll(phrase);
          phrase.clear();
        }
      }
      assertThat(words.words(piece)).containsExactly(expected.toArray(Integer[]::new));
    }
  }

  private static void replace(List<Integer> phrase, List<Integer> pair, int merge, Codec codec) {
    for (int i = 0; i + 1 < phrase.size(); i++) {
      if (phrase.subList(i, i + 2).equals(pair)) {
        phrase.set(i, codec.vocabulary().size() + merge);
        phrase.remove(i + 1);
      }
    }
  }

  @Test
  void aBarOfVeryManyNotesTakesNoLongerThanManyBars() {
    Codec codec = learned(Codecs.of(CodecSpec.plain("remi", 12)), 50);
    String note = "PITCH_60 DURATION_1 ";
    String start = "BAR_4/4 POSITION_0 TEMPO_120 VOICE_0 VELOCITY_62 ";
    int[] bar =
        Arrays.stream((start + note.repeat(100_000)).split(" "))
            .mapToInt(codec.characters().vocabulary()::id)
            .toArray();
    assertThat(codec.characters(codec.words(bar))).isEqualTo(bar);
  }

  @Test
  void whatIsRareIsUnknown() {
    FramesCodec codec = new FramesCodec(CodecSpec.plain("frames", 4));
    int[] often = codec.tokens(List.of(new int[] {60}, new int[] {60, 64}, new int[] {64}));
    int[] seldom = codec.tokens(List.of(new int[] {60}, new int[] {60, 71}));
    Pieces pieces = new Pieces(List.of(often, often, seldom));
    Words words = WordLearner.learn(codec, pieces, OptionalInt.empty(), 2);
    Codec known = Codecs.withWords(codec, words);
    assertThat(known.vocabulary().names())
        .containsExactly("PAD", "BOS", "EOS", "UNK", "NOTE_60", "NOTE_64", "NEXT_FRAME");
    assertThat(Arrays.stream(known.words(seldom)).mapToObj(known.vocabulary()::name))
        .containsExactly("NOTE_60", "NEXT_FRAME", "NOTE_60", "UNK", "NEXT_FRAME", "EOS");
    Score score = codec.decode(seldom, PIANO);
    assertThat(known.fidelity(score).kept()).isEqualTo(1);
    assertThat(known.fidelity(score).notes()).isEqualTo(2);
    Context context = known.start();
    assertThat(context.allows(Vocabulary.UNK)).isFalse();
    assertThat(WordLearner.learn(codec, pieces, OptionalInt.empty(), 0)).isEqualTo(Words.NONE);
  }

  @Test
  void whereNothingKnownCanComeThePieceMayEnd() {
    Codec codec = Codecs.of(CodecSpec.plain("remi", 12));
    List<Integer> durations =
        IntStream.range(0, codec.vocabulary().size())
            .filter(id -> codec.vocabulary().name(id).startsWith("DURATION"))
            .boxed()
            .toList();
    Codec known = Codecs.withWords(codec, new Words(durations, List.of()));
    Context context = known.start();
    String start = "BAR_4/4 POSITION_0 TEMPO_120 VOICE_0 VELOCITY_62 PITCH_60";
    Arrays.stream(start.split(" ")).mapToInt(known.vocabulary()::id).forEach(context::accept);
    assertThat(IntStream.range(0, known.vocabulary().size()).filter(context::allows))
        .containsExactly(Vocabulary.EOS);
  }

  @Test
  void wordsOfAnotherCodecAreRefused() {
    Codec codec = Codecs.of(CodecSpec.plain("frames", 4));
    for (Words words :
        List.of(
            new Words(List.of(5000), List.of()),
            new Words(List.of(), List.of(new Merge(4, 5000))),
            new Words(List.of(), List.of(new Merge(Vocabulary.EOS, 4))),
            new Words(List.of(), List.of(new Merge(-1, 4))))) {
      assertThatThrownBy(() -> Codecs.withWords(codec, words))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Words(List.of(Vocabulary.EOS), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WordLearner.learn(codec, pieces(codec, 0), OptionalInt.of(100), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too small");
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aCodecWithWordsIsMadeAgainFromItsSpec(Codec codec) {
    Codec words = learned(codec, 20);
    Codec again = Codecs.of(words.spec());
    assertThat(again.vocabulary().sha256()).isEqualTo(words.vocabulary().sha256());
    assertThat(words.vocabulary().sha256()).isNotEqualTo(codec.vocabulary().sha256());
    assertThat(again.characters().spec()).isEqualTo(codec.spec());
    assertThat(codec.spec().words()).isEqualTo(Optional.empty());
  }
}
