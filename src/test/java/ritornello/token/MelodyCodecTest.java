package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.Score;
import ritornello.score.TimeSignature;

class MelodyCodecTest {
  private static final Rendering PIANO = new Rendering("melody", 120, 0, 90);
  private static final TimeSignature COMMON = TimeSignature.COMMON;

  private final MelodyCodec codec = codec(4);

  private static MelodyCodec codec(int stepsPerQuarter) {
    return new MelodyCodec(new CodecSpec("melody", stepsPerQuarter));
  }

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  private static Melody melody(TimeSignature metre, int length, MelodyNote... notes) {
    return new Melody(
        4,
        List.of(notes),
        List.of(new Metre(0, metre)),
        Optional.of(new KeySignature(2, false)),
        length);
  }

  private String names(int... tokens) {
    return String.join(
        " ", Arrays.stream(tokens).mapToObj(id -> codec.vocabulary().name(id)).toList());
  }

  private int[] ids(String names) {
    return Arrays.stream(names.split(" ")).mapToInt(codec.vocabulary()::id).toArray();
  }

  /** But for that, both are the same. */
  @Test
  void aPhraseThatBeginsWithARestHasNoPickup() {
    Melody melody = melody(new TimeSignature(2, 4), 16, note(3, 2, 62), note(8, 8, 66));
    int[] tokens = codec.encode(melody);
    MelodyCodec phrases = codec.ofPhrases();
    assertThat(phrases.encode(melody)).isEqualTo(tokens);
    assertThat(phrases.decodeMelody(tokens)).isEqualTo(codec.decodeMelody(tokens));
    Context piece = codec.start();
    Context phrase = phrases.start();
    for (int i = 0; i < 3; i++) {
      piece.accept(tokens[i]);
      phrase.accept(tokens[i]);
    }
    assertThat(piece.pickupBars()).isEqualTo(1);
    assertThat(phrase.pickupBars()).isZero();
    assertThat(phrase.copy().place().orElseThrow().bar()).isZero();
    assertThat(piece.place().orElseThrow().bar()).isEqualTo(-1);
  }

  @Test
  void aMelodyReadsAsWordsForItsSteps() {
    Melody melody = melody(new TimeSignature(2, 4), 5, note(0, 2, 62), note(3, 2, 66));
    assertThat(names(codec.encode(melody)))
        .isEqualTo("METRE_2/4 KEY_+2 NOTE_60 HOLD REST NOTE_64 HOLD REST REST REST EOS");
    assertThat(names(codec.encodeSeed(melody)))
        .isEqualTo("METRE_2/4 KEY_+2 NOTE_60 HOLD REST NOTE_64 HOLD");
  }

  private static MelodyNote note(int start, int length, int pitch) {
    return new MelodyNote(start, length, pitch);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void decodingGivesBackTheMelody(int seed) {
    for (int stepsPerQuarter : new int[] {4, 12}) {
      Melody melody = RandomMelodies.whole(new SplittableRandom(seed), stepsPerQuarter);
      MelodyCodec grid = codec(stepsPerQuarter);
      assertThat(grid.decodeMelody(grid.encode(melody))).isEqualTo(melody);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsEncodedFollowsTheGrammarButForAnUnknownKey(int seed) {
    Melody melody = RandomMelodies.whole(new SplittableRandom(seed), 4);
    Context context = codec.start();
    int[] tokens = codec.encode(melody);
    for (int i = 0; i < tokens.length; i++) {
      boolean unknownKey = i == 1 && tokens[i] == Vocabulary.UNK;
      assertThat(context.allows(tokens[i]))
          .as("token %d of %s", i, names(tokens))
          .isEqualTo(!unknownKey);
      context.accept(tokens[i]);
    }
    assertThat(context.steps()).isEqualTo(melody.lengthSteps());
    assertThat(context.bars()).isEqualTo(melody.bars().size());
    assertThat(IntStream.range(0, MelodyTokens.SIZE)).noneMatch(context::allows);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatTheGrammarAllowsIsTheOneWayToWriteItsMelody(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Context context = codec.start();
    List<Integer> tokens = new ArrayList<>();
    while (tokens.isEmpty() || tokens.get(tokens.size() - 1) != Vocabulary.EOS) {
      int[] allowed = IntStream.range(0, MelodyTokens.SIZE).filter(context::allows).toArray();
      assertThat(allowed).doesNotContain(Vocabulary.PAD, Vocabulary.BOS, Vocabulary.UNK);
      boolean end = tokens.size() > 60 && context.allows(Vocabulary.EOS);
      int token = end ? Vocabulary.EOS : allowed[random.nextInt(allowed.length)];
      tokens.add(token);
      context.accept(token);
    }
    int[] sequence = tokens.stream().mapToInt(id -> id).toArray();
    assertThat(codec.encode(codec.decodeMelody(sequence))).containsExactly(sequence);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatTheGrammarForbidsIsNoWayToWriteAMelody(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] tokens = codec.encode(RandomMelodies.whole(random, 4));
    int at = random.nextInt(tokens.length);
    int[] changed = tokens.clone();
    changed[at] = random.nextInt(MelodyTokens.SIZE);
    boolean followsGrammar = followsGrammar(changed);
    if (followsGrammar) {
      assertThat(codec.encode(codec.decodeMelody(changed))).containsExactly(changed);
    } else if (changed[1] != Vocabulary.UNK && codec.pitchRange(changed).length > 0) {
      assertThat(codec.encode(codec.decodeMelody(changed))).isNotEqualTo(changed);
    }
  }

  private boolean followsGrammar(int[] tokens) {
    Context context = codec.start();
    for (int token : tokens) {
      if (!context.allows(token)) {
        return false;
      }
      context.accept(token);
    }
    return tokens[tokens.length - 1] == Vocabulary.EOS;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyIdsAreAMelodyAndAScore(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] ids = RandomMelodies.ids(random, random.nextInt(300));
    Melody melody = codec.decodeMelody(ids);
    Score score = codec.decode(ids, PIANO);
    assertThat(score.noteCount()).isEqualTo(melody.notes().size());
    assertThat(codec.decodeMelody(codec.encode(melody)).notes()).isEqualTo(melody.notes());

    Context context = codec.start();
    int[] sizes = codec.inputSizes();
    int[] inputs = new int[sizes.length];
    for (int id : ids) {
      context.accept(id);
      context.inputs(inputs);
      assertThat(inputs[0]).isEqualTo(id);
      for (int i = 0; i < sizes.length; i++) {
        assertThat(inputs[i]).isBetween(0, sizes[i] - 1);
      }
    }
    assertThat(context.steps()).isEqualTo(melody.lengthSteps());
  }

  @Test
  void nonsenseHasOneReading() {
    Melody melody =
        codec.decodeMelody(ids("HOLD NOTE_60 METRE_3/4 PAD KEY_+1 UNK HOLD BOS REST EOS NOTE_61"));
    assertThat(melody.notes()).containsExactly(note(1, 2, 60));
    assertThat(melody.metres()).containsExactly(new Metre(0, COMMON));
    assertThat(melody.key()).isEmpty();
    assertThat(melody.lengthSteps()).isEqualTo(4);
    assertThat(codec.decodeMelody(new int[0]).notes()).isEmpty();
  }

  @Test
  void aMetreWithoutATokenIsWrittenAsShorterBars() {
    assertThat(metresOf(new TimeSignature(18, 8))).containsExactly(new TimeSignature(9, 8));
    assertThat(metresOf(new TimeSignature(17, 8)))
        .containsExactly(new TimeSignature(8, 4), new TimeSignature(1, 8));
    assertThat(metresOf(new TimeSignature(1, 1))).containsExactly(new TimeSignature(4, 4));
    assertThatThrownBy(() -> metresOf(new TimeSignature(5, 64)))
        .hasMessageContaining("5/64")
        .hasMessageContaining("sixteenth");
  }

  private List<TimeSignature> metresOf(TimeSignature metre) {
    int bar = Melody.stepsPerBar(metre, 12);
    Melody melody =
        new Melody(
            12, List.of(note(0, bar, 60)), List.of(new Metre(0, metre)), Optional.empty(), bar);
    Melody decoded = codec(12).decodeMelody(codec(12).encode(melody));
    assertThat(decoded.notes()).isEqualTo(melody.notes());
    assertThat(decoded.lengthSteps()).isEqualTo(bar);
    return decoded.metres().stream().map(Metre::timeSignature).toList();
  }

  @Test
  void everyMetreOfAScoreCanBeEncoded() {
    for (int numerator = 1; numerator <= 255; numerator++) {
      for (int denominator = 1; denominator <= 16; denominator *= 2) {
        TimeSignature metre = new TimeSignature(numerator, denominator);
        int bar = Melody.stepsPerBar(metre, 4);
        Melody melody = melody(metre, bar, note(0, bar, 60));
        assertThat(codec.decodeMelody(codec.encode(melody)).lengthSteps()).isEqualTo(bar);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void transposingMovesNotesAndKey(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Melody melody = RandomMelodies.whole(random, 4);
    int[] tokens = codec.encode(melody);
    int[] range = codec.pitchRange(tokens);
    if (range.length == 0) {
      return;
    }
    int semitones = random.nextInt(-range[0], 128 - range[1]);
    Melody moved = codec.decodeMelody(codec.transpose(tokens, semitones));
    assertThat(moved.notes())
        .isEqualTo(
            melody.notes().stream()
                .map(n -> note(n.startStep(), n.lengthSteps(), n.pitch() + semitones))
                .toList());
    assertThat(moved.metres()).isEqualTo(melody.metres());
    assertThat(moved.key().map(KeySignature::tonic))
        .isEqualTo(melody.key().map(key -> Math.floorMod(key.tonic() + semitones, 12)));
    assertThatThrownBy(() -> codec.transpose(tokens, 128 - range[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec.transpose(tokens, -range[0] - 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPieceReadsTheSameInEveryKeyButForTheKey(int seed) {
    Melody melody = RandomMelodies.whole(new SplittableRandom(seed), 4);
    int[] range = codec.pitchRange(codec.encode(melody));
    Assumptions.assumeTrue(melody.key().isPresent() && range.length > 0);
    int[] low = codec.transpose(codec.encode(melody), -range[0]);
    int[] first = key(low, "C");
    for (int semitones = 1; semitones <= Math.min(11, 127 - range[1] + range[0]); semitones++) {
      int[] moved = key(codec.transpose(low, semitones), "C");
      int[] octaves = IntStream.range(0, moved.length).map(i -> moved[i] - first[i]).toArray();
      assertThat(Arrays.stream(octaves).filter(o -> o != 0).map(o -> Math.floorMod(o, 128)))
          .allMatch(octave -> octave == 12);
    }
  }

  private int[] key(int[] tokens, String key) {
    int[] changed = tokens.clone();
    changed[1] = MelodyTokens.ofKey(KeySignature.parse(key));
    return changed;
  }

  @Test
  void transposingByNothingChangesNothing() {
    int[] tokens = ids("METRE_4/4 KEY_-6 NOTE_60 HOLD");
    assertThat(codec.transpose(tokens, 0)).containsExactly(tokens);
    assertThat(names(codec.transpose(tokens, 12))).isEqualTo("METRE_4/4 KEY_-6 NOTE_72 HOLD");
  }

  @Test
  void pitchRangeIsThatOfTheSoundingNotes() {
    assertThat(codec.pitchRange(ids("METRE_4/4 NOTE_64 NOTE_60 EOS NOTE_99")))
        .containsExactly(60, 64);
    assertThat(codec.pitchRange(ids("METRE_4/4 REST EOS"))).isEmpty();
  }

  @Test
  void aPrefixSaysWhatIsChosen() {
    Optional<TimeSignature> jig = Optional.of(new TimeSignature(6, 8));
    Optional<KeySignature> d = Optional.of(KeySignature.parse("D"));
    assertThat(names(codec.prefix(jig, d))).isEqualTo("METRE_6/8 KEY_+2");
    assertThat(names(codec.prefix(jig, Optional.empty()))).isEqualTo("METRE_6/8");
    assertThat(names(codec.prefix(Optional.empty(), d))).isEqualTo("METRE_4/4 KEY_+2");
    assertThat(codec.prefix(Optional.empty(), Optional.empty())).isEmpty();
    assertThatThrownBy(() -> codec.prefix(Optional.of(new TimeSignature(19, 8)), d))
        .hasMessageContaining("19/8")
        .hasMessageContaining("6/8");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 8, 24})
  void otherGridsAreRefused(int stepsPerQuarter) {
    assertThatThrownBy(() -> codec(stepsPerQuarter)).hasMessageContaining("4 (sixteenth notes)");
  }

  @Test
  void aMelodyOnAnotherGridIsRefused() {
    assertThatThrownBy(() -> codec(12).encode(melody(COMMON, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void codecsAreChosenByName() {
    CodecSpec spec = new CodecSpec("melody", 12, false, List.of(1));
    assertThat(Codecs.of(spec).spec()).isEqualTo(spec);
    assertThat(Codecs.of(spec).inputSizes()).containsExactly(MelodyTokens.SIZE, MelodyTokens.SIZE);
    assertThatThrownBy(() -> Codecs.of(new CodecSpec("humming", 4)))
        .hasMessageContaining("'humming'")
        .hasMessageContaining("melody");
  }

  /** Models are kept: an id must mean the same for ever. */
  @Test
  void theVocabularyNeverChanges() {
    assertThat(codec.vocabulary().size()).isEqualTo(191);
    assertThat(codec.vocabulary().sha256())
        .isEqualTo("96d0c397644b5c69983089a1234a862f8de809beff995f0de771cb5989c13f00");
    assertThat(codec.vocabulary().names())
        .contains("METRE_6/8", "METRE_3/2", "KEY_-7", "KEY_0", "KEY_+7", "NOTE_0", "NOTE_127");
  }
}
