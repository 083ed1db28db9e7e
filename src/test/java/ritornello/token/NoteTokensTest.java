package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.KeySignature;
import ritornello.score.KeySignatureChange;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** What is known of tokens is told of notes, and nothing gets lost on the way. */
class NoteTokensTest {
  private static final int SEEDS = 60;

  /** Each codec, alone, with words (some tokens are rare), and with controls as well. */
  static List<Codec> codecs() {
    List<Codec> codecs = new ArrayList<>();
    for (CodecSpec spec :
        List.of(
            new CodecSpec("melody", 4),
            new CodecSpec("melody", 12),
            CodecSpec.plain("performance", CodecSpec.NO_GRID),
            CodecSpec.plain("remi", 12),
            CodecSpec.plain("frames", 4))) {
      Codec codec = Codecs.of(spec);
      codecs.add(codec);
      codecs.add(withWords(codec));
      codecs.add(withControls(withWords(codec)));
    }
    return codecs;
  }

  private static Codec withControls(Codec codec) {
    return Codecs.withControls(codec, Controls.of(codec, new Pieces(List.of())));
  }

  private static Codec withWords(Codec codec) {
    List<int[]> pieces = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      if (codec.encode(RandomMusic.score(seed)) instanceof Encoding.Encoded encoded) {
        pieces.add(encoded.tokens());
      }
    }
    TokenSource source = new Pieces(pieces);
    Words words =
        WordLearner.learn(codec, source, OptionalInt.of(codec.vocabulary().size() + 30), 3);
    return Codecs.withWords(codec, words);
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

  private static List<Note> numbered(Score score) {
    return score.tracks().stream().flatMap(track -> track.notes().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theNotesAndTheRestAddUpToTheWhole(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Score score = RandomMusic.score(seed);
      if (codec.encode(score) instanceof Encoding.Encoded encoded) {
        NoteTokens tokens = codec.noteTokens(score);
        assertThat(tokens.tokens()).isEqualTo(encoded.tokens());
        double[] values =
            new SplittableRandom(seed).doubles(encoded.tokens().length, 0, 9).toArray();
        double[] sums = tokens.sums(values);
        assertThat(sums).hasSize(tokens.numbers().length + 1);
        assertThat(Arrays.stream(sums).sum())
            .isCloseTo(Arrays.stream(values).sum(), within(1e-9 * values.length));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void eachNoteOfTheTokensIsADifferentOneOfTheScore(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Score score = RandomMusic.score(seed);
      if (codec.encode(score) instanceof Encoding.Encoded) {
        int[] numbers = codec.noteTokens(score).numbers();
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(Arrays.stream(numbers).allMatch(n -> n >= 0 && n < score.noteCount())).isTrue();
        int[] characters = codec.characters().encode(score).orThrow();
        assertThat(numbers).hasSize(codec.characters().noteCount(characters));
      }
    }
  }

  /** Pitch by pitch: what is decoded has the notes of the score that are named, in this order. */
  @ParameterizedTest
  @MethodSource("codecs")
  void theNotesAreThoseThatAreDecoded(Codec codec) {
    Codec characters = codec.characters();
    for (int seed = 0; seed < SEEDS; seed++) {
      Score score = RandomMusic.score(seed);
      if (characters.encode(score) instanceof Encoding.Encoded encoded) {
        List<Note> all = numbered(score);
        List<Integer> named =
            Arrays.stream(characters.noteTokens(score).numbers())
                .mapToObj(number -> all.get(number).pitch())
                .sorted()
                .toList();
        Score decoded = characters.decode(encoded.tokens(), new Rendering("", 120, 0, 64));
        assertThat(numbered(decoded).stream().map(Note::pitch).sorted().toList())
            .as("seed %d", seed)
            .isEqualTo(named);
      }
    }
  }

  @Test
  void whatHasNoNotesHasNoTokens() {
    Score silence = new Score(480, List.of(), List.of(), List.of(), List.of(), List.of());
    for (Codec codec : codecs()) {
      assertThatThrownBy(() -> codec.noteTokens(silence))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no notes");
    }
  }

  private static Note quarter(int beat, int quarters, int pitch) {
    return new Note(480L * beat, 480L * quarters, pitch, 64);
  }

  private static Score score(List<Note> first, List<Note> second) {
    return new Score(
        480,
        List.of(),
        List.of(new TimeSignatureChange(0, new TimeSignature(4, 4))),
        List.of(new KeySignatureChange(0, KeySignature.parse("G"))),
        List.of(),
        List.of(new Track("melody", 0, first, List.of()), new Track("bass", 1, second, List.of())));
  }

  /** Each token's own place as its value, so that a sum tells which tokens there are. */
  private static String told(Codec codec, Score score) {
    NoteTokens tokens = codec.noteTokens(score);
    int[] ids = tokens.tokens();
    List<List<String>> names = new ArrayList<>();
    IntStream.rangeClosed(0, tokens.numbers().length).forEach(i -> names.add(new ArrayList<>()));
    for (int i = 0; i < ids.length; i++) {
      double[] one = new double[ids.length];
      one[i] = 1;
      double[] sums = tokens.sums(one);
      for (int note = 0; note < sums.length; note++) {
        if (sums[note] == 1) {
          names.get(note).add(codec.vocabulary().name(ids[i]));
        }
      }
    }
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                (i < tokens.numbers().length ? "" + tokens.numbers()[i] : "rest")
                    + ": "
                    + String.join(" ", names.get(i)))
        .collect(Collectors.joining("\n"));
  }

  private static final Score TWO_PARTS =
      score(List.of(quarter(1, 1, 67), quarter(2, 1, 71)), List.of(quarter(0, 4, 43)));

  @Test
  void toANoteOfAMelodyBelongAllStepsUpToTheNext() {
    assertThat(told(Codecs.of(new CodecSpec("melody", 4)), TWO_PARTS))
        .isEqualTo(
            """
            0: NOTE_60 HOLD HOLD HOLD
            1: NOTE_64 HOLD HOLD HOLD REST REST REST REST
            rest: METRE_4/4 KEY_+1 REST REST REST REST EOS""");
  }

  @Test
  void toANoteOfAPerformanceBelongsWhatLeadsToItsBeginningAndItsEnd() {
    assertThat(told(Codecs.of(CodecSpec.plain("performance", CodecSpec.NO_GRID)), TWO_PARTS))
        .isEqualTo(
            """
            2: VELOCITY_62 NOTE_ON_43 TIME_SHIFT_500 NOTE_OFF_43
            0: TIME_SHIFT_500 NOTE_ON_67 TIME_SHIFT_500 NOTE_OFF_67
            1: NOTE_ON_71 TIME_SHIFT_500 NOTE_OFF_71
            rest: EOS""");
  }

  @Test
  void toANoteOfRemiBelongsWhatLeadsToItButTheTempo() {
    assertThat(told(Codecs.of(CodecSpec.plain("remi", 4)), TWO_PARTS))
        .isEqualTo(
            """
            2: BAR_4/4 POSITION_0 VOICE_0 VELOCITY_62 PITCH_43 DURATION_16
            0: POSITION_4 PITCH_67 DURATION_4
            1: POSITION_8 PITCH_71 DURATION_4
            rest: TEMPO_120 EOS""");
  }

  @Test
  void toANoteOfFramesBelongsEachFrameInWhichItSounds() {
    assertThat(told(Codecs.of(CodecSpec.plain("frames", 1)), TWO_PARTS))
        .isEqualTo(
            """
            2: NOTE_43 NOTE_43 NOTE_43 NOTE_43
            0: NOTE_67
            1: NOTE_71
            rest: NEXT_FRAME NEXT_FRAME NEXT_FRAME NEXT_FRAME EOS""");
  }

  @Test
  void aWordIsSharedByTheNotesInIt() {
    Codec frames = Codecs.of(CodecSpec.plain("frames", 1));
    int low = frames.vocabulary().id("NOTE_43");
    int high = frames.vocabulary().id("NOTE_67");
    Words words = new Words(List.of(), List.of(new Words.Merge(low, high)));
    Codec codec = Codecs.withWords(frames, words);
    NoteTokens tokens = codec.noteTokens(TWO_PARTS);
    int word =
        IntStream.range(0, tokens.tokens().length)
            .filter(i -> codec.kind(tokens.tokens()[i]) == TokenKind.WORD)
            .findFirst()
            .orElseThrow();
    double[] values = new double[tokens.tokens().length];
    values[word] = 3;
    assertThat(tokens.sums(values)).containsExactly(1.5, 1.5, 0, 0);
  }

  @Test
  void theTokenThatSaysMostOfANoteIsOneOfItsOwn() {
    NoteTokens tokens = Codecs.of(CodecSpec.plain("remi", 4)).noteTokens(TWO_PARTS);
    double[] values = IntStream.range(0, tokens.tokens().length).mapToDouble(i -> i).toArray();
    // BAR POSITION TEMPO VOICE VELOCITY PITCH DURATION, POSITION PITCH DURATION, and so again.
    assertThat(tokens.largest(values)).containsExactly(6, 9, 12);
    values[1] = 100;
    values[2] = 200;
    values[7] = 50;
    assertThat(tokens.largest(values)).containsExactly(1, 7, 12);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void eachNoteHasATokenThatSaysMost(Codec codec) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Score score = RandomMusic.score(seed);
      if (codec.encode(score) instanceof Encoding.Encoded) {
        NoteTokens tokens = codec.noteTokens(score);
        int length = tokens.tokens().length;
        int[] largest = tokens.largest(new SplittableRandom(seed).doubles(length, 0, 9).toArray());
        assertThat(largest).hasSize(tokens.numbers().length);
        assertThat(Arrays.stream(largest).allMatch(at -> at >= 0 && at < length)).isTrue();
      }
    }
  }

  /** The name of a token tells its kind as well. */
  @ParameterizedTest
  @MethodSource("codecs")
  void eachTokenIsOfAKind(Codec codec) {
    for (int id = 0; id < codec.vocabulary().size(); id++) {
      String name = codec.vocabulary().name(id);
      String first = name.replaceFirst("_[^_]*$", "").toLowerCase(Locale.ROOT).replace('_', ' ');
      String kind = codec.kind(id).label();
      if (name.contains(" ")) {
        assertThat(kind).as(name).isEqualTo("word");
      } else {
        assertThat(kind)
            .as(name)
            .isEqualTo(
                switch (first) {
                  case "note", "note on", "again" -> "pitch";
                  case "time shift", "next" -> "time";
                  case "eos" -> "end";
                  case "unk" -> "unknown";
                  case "pad", "bos" -> "none";
                  default -> first;
                });
      }
    }
  }

  @Test
  void theMelodyIsFoundInItsOwnTrackWhateverElseIsThere() {
    List<Note> chords = Stream.of(48, 52, 55).map(p -> quarter(0, 4, p)).toList();
    Score score = score(chords, List.of(quarter(0, 1, 72), quarter(1, 1, 74)));
    Score renamed =
        new Score(
            480,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Track("chords", 0, score.tracks().get(0).notes(), List.of()),
                new Track("melody", 1, score.tracks().get(1).notes(), List.of())));
    Codec codec = Codecs.of(new CodecSpec("melody", 4));
    assertThat(codec.noteTokens(renamed).numbers()).containsExactly(3, 4);
    assertThat(codec.noteCount(codec.encode(renamed).orThrow())).isEqualTo(2);
  }
}
