package ritornello.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.lm.BeamSearch;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.score.ChordProgression;
import ritornello.score.Note;
import ritornello.score.Scale;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.score.TimeSignature;
import ritornello.score.Track;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.Context;
import ritornello.token.FramesCodec;
import ritornello.token.MelodyCodec;
import ritornello.token.PerformanceCodec;
import ritornello.token.RemiCodec;
import ritornello.token.Rendering;
import ritornello.token.Vocabulary;

/**
 * What keeps to a constraint is looked at in the notes that come out, not in the tokens; the model
 * believes at random.
 */
class ConstraintsTest {
  private static final Scale SCALE = Scale.parse("D dorian");
  private static final ChordProgression CHORDS = ChordProgression.parse("Dm7 G7 | Cmaj7 | A7");
  private static final int[] NO_SEED = {};
  private static final int DRUM_CHANNEL = 9;

  private static final Constraint IN_SCALE = new Constraint.InScale(Optional.of(SCALE));
  private static final Constraint IN_RANGE = new Constraint.InRange(55, 72);
  private static final Constraint POLYPHONY = new Constraint.MaxPolyphony(2);
  private static final Constraint EIGHTHS = new Constraint.OnGrid(8);
  private static final Constraint NO_REPEAT = new Constraint.NoRepeatedBar();
  private static final Constraint ON_CHORDS = new Constraint.OnChords(CHORDS);
  private static final Constraint TONIC = new Constraint.EndsOnTonic(Optional.of(2));

  /** Bars that the pieces of a test have, or may have. */
  private static Constraint exactly(int bars) {
    return new Constraint.ExactBars(bars);
  }

  static Codec codec(String name) {
    return Codecs.of(Codecs.usual(name, OptionalInt.empty()));
  }

  /** Untrained, and of strong opinions. */
  static LanguageModel model(Codec codec, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = codec.vocabulary().size();
    NetworkSpec network = new NetworkSpec(codec.inputSizes(), 4, "gru", 1, 8, size, 0);
    Map<String, float[]> weights = new HashMap<>();
    for (Layout.Parameter parameter : new Layout(network).parameters()) {
      float[] values = new float[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      weights.put(parameter.name(), values);
    }
    return new LanguageModel("random", codec, network, weights);
  }

  private static Request request(int bars, Constraint... constraints) {
    return new Request(NO_SEED, bars, List.of(constraints), Optional.empty());
  }

  static List<String> names() {
    return Codecs.NAMES;
  }

  static Stream<Arguments> constraintsOfCodecs() {
    List<Constraint> any = List.of(IN_SCALE, IN_RANGE, POLYPHONY);
    List<Constraint> ofBars = List.of(EIGHTHS, NO_REPEAT, ON_CHORDS, TONIC, exactly(12));
    Stream<Arguments> all =
        Codecs.NAMES.stream()
            .flatMap(name -> any.stream().map(constraint -> Arguments.of(name, constraint)));
    Stream<Arguments> inBars =
        Stream.of(MelodyCodec.NAME, RemiCodec.NAME, FramesCodec.NAME)
            .flatMap(name -> ofBars.stream().map(constraint -> Arguments.of(name, constraint)));
    return Stream.concat(all, inBars);
  }

  @ParameterizedTest
  @MethodSource("constraintsOfCodecs")
  void eachIsKeptByMusicOfEachCodecThatItMakesSenseFor(String name, Constraint constraint)
      throws UnsatisfiableException {
    Codec codec = codec(name);
    for (long seed = 0; seed < 4; seed++) {
      Generator generator = new Generator(model(codec, seed), new Sampler(1));
      Generator.Generated made = generator.generate(request(12, constraint), seed);
      check(codec, made.tokens(), constraint);
      assertThat(made.nats()).hasSize(2).doesNotContain(Double.NaN);
      assertThat(made.nats()[1]).isEqualTo(made.nats()[0]).isNotNegative();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void allTogetherAreKept(String name) throws UnsatisfiableException {
    Codec codec = codec(name);
    boolean inBars = !name.equals(PerformanceCodec.NAME);
    List<Constraint> all =
        inBars
            ? List.of(
                IN_SCALE, IN_RANGE, POLYPHONY, EIGHTHS, NO_REPEAT, ON_CHORDS, TONIC, exactly(8))
            : List.of(IN_SCALE, IN_RANGE, POLYPHONY);
    for (long seed = 0; seed < 4; seed++) {
      Generator generator = new Generator(model(codec, seed), new Sampler(1));
      Generator.Generated made =
          generator.generate(new Request(NO_SEED, 8, all, Optional.empty()), seed);
      all.forEach(constraint -> check(codec, made.tokens(), constraint));
      double each =
          Stream.of(made.nats()[0], made.nats()[1]).mapToDouble(n -> n).max().getAsDouble();
      assertThat(made.nats()[all.size()]).isGreaterThanOrEqualTo(each);
    }
  }

  @Test
  void noneIsBrokenInTenThousandBars() throws UnsatisfiableException {
    Codec codec = codec(MelodyCodec.NAME);
    Generator generator = new Generator(model(codec, 1), new Sampler(1));
    List<Constraint> all =
        List.of(IN_SCALE, IN_RANGE, EIGHTHS, NO_REPEAT, ON_CHORDS, TONIC, exactly(100));
    for (int piece = 0; piece < 100; piece++) {
      Generator.Generated made =
          generator.generate(new Request(NO_SEED, 100, all, Optional.empty()), piece);
      all.forEach(constraint -> check(codec, made.tokens(), constraint));
    }
  }

  @Test
  void aBeamKeepsThemToo() throws UnsatisfiableException {
    Codec codec = codec(MelodyCodec.NAME);
    Constraint[] all = {IN_SCALE, IN_RANGE, EIGHTHS, NO_REPEAT, exactly(4)};
    Generator generator = new Generator(model(codec, 3), new Sampler(1));
    Generator.Generated made = generator.likeliest(request(4, all), new BeamSearch(6, 1));
    Stream.of(all).forEach(constraint -> check(codec, made.tokens(), constraint));
    assertThat(made.nats()).hasSize(all.length + 1);
  }

  @Test
  void theLikeliestTokenEachTimeKeepsThemToo() throws UnsatisfiableException {
    Codec codec = codec(MelodyCodec.NAME);
    for (long seed = 0; seed < 10; seed++) {
      Generator generator = new Generator(model(codec, seed), new Sampler(0));
      Generator.Generated made = generator.generate(request(6, NO_REPEAT, TONIC, IN_SCALE), seed);
      check(codec, made.tokens(), NO_REPEAT);
      check(codec, made.tokens(), TONIC);
    }
  }

  @Test
  void theScaleOfTheKeyIsThatOfTheSignatureThatCame() throws UnsatisfiableException {
    MelodyCodec codec = (MelodyCodec) codec(MelodyCodec.NAME);
    Constraint ofKey = new Constraint.InScale(Optional.empty());
    Constraint ends = new Constraint.EndsOnTonic(Optional.empty());
    for (long seed = 0; seed < 20; seed++) {
      Generator generator = new Generator(model(codec, seed), new Sampler(1));
      int[] tokens = generator.generate(request(4, ofKey, ends), seed).tokens();
      Scale scale = Scale.of(codec.decodeMelody(tokens).key().orElseThrow());
      List<Note> notes = notes(codec, tokens);
      assertThat(notes).allMatch(note -> scale.has(note.pitch()));
      int last = Math.floorMod(notes.get(notes.size() - 1).pitch() - scale.tonic(), 12);
      assertThat(last).isIn(0, 9);
    }
  }

  @Test
  void withoutConstraintsNothingChanges() throws UnsatisfiableException {
    Codec codec = codec(RemiCodec.NAME);
    Generator generator = new Generator(model(codec, 5), new Sampler(1));
    Constraint nothing = new Constraint.InRange(0, 127);
    for (long seed = 0; seed < 3; seed++) {
      Generator.Generated free = generator.generate(new Request(NO_SEED, 4), seed);
      Generator.Generated kept = generator.generate(request(4, nothing), seed);
      assertThat(kept.tokens()).isEqualTo(free.tokens());
      assertThat(kept.nats()).containsOnly(0);
    }
  }

  /** Half of the pitches believed equally likely: ln 2 nats for each note. */
  @Test
  void theCostIsTheShareThatIsLeft() throws UnsatisfiableException {
    Codec codec = codec(FramesCodec.NAME);
    LanguageModel random = model(codec, 1);
    Map<String, float[]> even = new HashMap<>();
    random.parameters().forEach((name, values) -> even.put(name, new float[values.length]));
    Generator generator =
        new Generator(new LanguageModel("even", codec, random.network(), even), new Sampler(1));
    Constraint onlyTwo = new Constraint.InRange(60, 61);
    Generator.Generated made = generator.generate(request(1, onlyTwo), 3);
    double expected = 0;
    Context context = codec.start();
    for (int i = 0; i < made.tokens().length - 1; i++) {
      int grammatical = 0;
      int kept = 0;
      for (int token = 0; token < codec.vocabulary().size(); token++) {
        boolean allowed = context.allows(token);
        grammatical += allowed ? 1 : 0;
        kept +=
            allowed
                    && context.onsets(token).stream()
                        .allMatch(onset -> onset.pitch() == 60 || onset.pitch() == 61)
                ? 1
                : 0;
      }
      expected += Math.log((double) grammatical / kept);
      context.accept(made.tokens()[i]);
    }
    assertThat(made.nats()[0]).isCloseTo(expected, within(1e-4));
  }

  @Test
  void setsThatLeaveNoPitchSaySo() {
    Codec codec = codec(MelodyCodec.NAME);
    Generator generator = new Generator(model(codec, 1), new Sampler(1));
    assertThatThrownBy(
            () -> generator.generate(request(4, IN_SCALE, new Constraint.InRange(61, 61)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no pitch")
        .hasMessageContaining("D dorian")
        .hasMessageContaining("C#4");
    Constraint fSharp = new Constraint.InScale(Optional.of(Scale.parse("F# pentatonic")));
    assertThatThrownBy(() -> generator.generate(request(4, fSharp, ON_CHORDS), 1))
        .hasMessageContaining("no note of");
    assertThatThrownBy(() -> generator.generate(request(4, fSharp, TONIC), 1))
        .hasMessageContaining("no tonic");
  }

  /** One pitch, and the whole note the only place: the second bar can only be like the first. */
  @Test
  void whatLeavesNoTokenOnTheWaySaysWhereAndWhat() {
    Codec codec = codec(MelodyCodec.NAME);
    Generator generator = new Generator(model(codec, 1), new Sampler(1));
    Request request =
        request(8, new Constraint.InRange(60, 60), new Constraint.OnGrid(1), NO_REPEAT, exactly(8));
    assertThatThrownBy(() -> generator.generate(request, 1))
        .isInstanceOf(UnsatisfiableException.class)
        .hasMessageContaining("in bar ")
        .hasMessageContaining("no repeated bar")
        .hasMessageContaining("grid 1/1");
  }

  @Test
  void whatMakesNoSenseForACodecIsRefused() {
    Generator generator = new Generator(model(codec(PerformanceCodec.NAME), 1), new Sampler(1));
    for (Constraint constraint : List.of(EIGHTHS, NO_REPEAT, ON_CHORDS, TONIC, exactly(4))) {
      assertThatThrownBy(() -> generator.generate(request(4, constraint), 1))
          .hasMessageContaining("needs music in bars");
    }
    assertThatThrownBy(
            () -> generator.generate(request(4, new Constraint.InScale(Optional.empty())), 1))
        .hasMessageContaining("needs a key");
  }

  private static void check(Codec codec, int[] tokens, Constraint constraint) {
    if (constraint == IN_SCALE) {
      assertThat(notes(codec, tokens)).allMatch(note -> SCALE.has(note.pitch()));
    } else if (constraint == IN_RANGE) {
      assertThat(notes(codec, tokens)).allMatch(note -> note.pitch() >= 55 && note.pitch() <= 72);
    } else if (constraint == POLYPHONY) {
      checkPolyphony(notes(codec, tokens));
    } else if (constraint == TONIC) {
      assertThat(lowestOfLast(notes(codec, tokens)) % 12).isEqualTo(2);
    } else if (constraint instanceof Constraint.ExactBars exact) {
      assertThat(bars(codec, tokens)).isEqualTo(exact.bars());
    } else if (constraint == NO_REPEAT) {
      checkRepeats(codec, tokens);
    } else {
      checkPlaces(codec, tokens, constraint);
    }
  }

  private static Score score(Codec codec, int[] tokens) {
    return codec.decode(tokens, new Rendering("test", 120, 0, 80));
  }

  private static List<Note> notes(Codec codec, int[] tokens) {
    return notes(score(codec, tokens), channel -> channel != DRUM_CHANNEL);
  }

  private static List<Note> notes(Score score, Predicate<Integer> ofChannel) {
    return score.tracks().stream()
        .filter(track -> ofChannel.test(track.channel()))
        .map(Track::notes)
        .flatMap(List::stream)
        .sorted(Note.ORDER)
        .toList();
  }

  private static void checkPolyphony(List<Note> notes) {
    for (Note note : notes) {
      long sounding =
          notes.stream()
              .filter(other -> other.startTick() <= note.startTick())
              .filter(other -> other.endTick() > note.startTick())
              .count();
      assertThat(sounding).isLessThanOrEqualTo(2);
    }
  }

  private static int lowestOfLast(List<Note> notes) {
    long last = notes.get(notes.size() - 1).startTick();
    return notes.stream()
        .filter(note -> note.startTick() == last)
        .min(Comparator.comparingInt(Note::pitch))
        .orElseThrow()
        .pitch();
  }

  private static int bars(Codec codec, int[] tokens) {
    Context context = codec.start();
    int bars = 0;
    for (int token : tokens) {
      bars = context.placeAfter(token).orElseThrow().bar();
      if (token == Vocabulary.EOS) {
        break;
      }
      context.accept(token);
    }
    return Math.max(bars, Generator.fullBars(context));
  }

  /** In a melody a pickup bar begins the score; it is no bar to be repeated. */
  private static int pickups(Codec codec, int[] tokens) {
    Context context = codec.start();
    for (int token : tokens) {
      context.accept(token);
    }
    return context.pickupBars();
  }

  private static void checkRepeats(Codec codec, int[] tokens) {
    Score score = score(codec, tokens);
    ScoreBars bars = ScoreBars.of(score);
    Map<Long, List<Note>> ofBar = new HashMap<>();
    for (Note note : notes(codec, tokens)) {
      ofBar.computeIfAbsent(bars.barAt(note.startTick()), bar -> new ArrayList<>()).add(note);
    }
    Set<List<String>> seen = new HashSet<>();
    int last = pickups(codec, tokens) + bars(codec, tokens);
    for (long bar = pickups(codec, tokens); bar < last; bar++) {
      long start = bars.startTick(bar);
      List<String> places =
          ofBar.getOrDefault(bar, List.of()).stream()
              .map(note -> (note.startTick() - start) + " " + note.pitch())
              .toList();
      assertThat(seen.add(places)).as("bar %d is new: %s", bar, places).isTrue();
    }
  }

  private static void checkPlaces(Codec codec, int[] tokens, Constraint constraint) {
    Score score = score(codec, tokens);
    ScoreBars bars = ScoreBars.of(score);
    int pickups = pickups(codec, tokens);
    boolean grid = constraint == EIGHTHS;
    for (Note note : notes(score, channel -> grid || channel != DRUM_CHANNEL)) {
      long bar = bars.barAt(note.startTick());
      long place = note.startTick() - bars.startTick(bar);
      if (grid) {
        assertThat(2 * place % score.ppq()).isZero();
      } else if (bar >= pickups) {
        long length = bars.startTick(bar + 1) - bars.startTick(bar);
        int chords = CHORDS.ofBar((int) bar - pickups).size();
        boolean strong =
            place == 0 || (chords == 2 && 2 * place == length) || isSecondHalf(score, bar, place);
        assertThat(
                !strong
                    || CHORDS.at((int) bar - pickups, (int) place, (int) length).has(note.pitch()))
            .isTrue();
      }
    }
  }

  /** The third beat of 4/4, the fourth eighth of 6/8. */
  private static boolean isSecondHalf(Score score, long bar, long place) {
    ScoreBars bars = ScoreBars.of(score);
    long start = bars.startTick(bar);
    TimeSignature metre =
        score.timeSignatures().stream()
            .filter(change -> change.tick() <= start)
            .reduce((first, second) -> second)
            .map(change -> change.timeSignature())
            .orElse(TimeSignature.COMMON);
    boolean halves = metre.equals(TimeSignature.COMMON) || metre.equals(new TimeSignature(6, 8));
    return halves && 2 * place == bars.startTick(bar + 1) - start;
  }
}
