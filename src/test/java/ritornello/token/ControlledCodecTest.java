package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** Every codec with controls, alone and with words. */
class ControlledCodecTest {
  private static final Rendering PIANO = new Rendering("piano", 120, 0, 90);
  private static final int SEEDS = 25;

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

  private static Pieces pieces(Codec codec) {
    List<int[]> pieces = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      if (codec.encode(RandomMusic.score(seed)) instanceof Encoding.Encoded encoded) {
        pieces.add(encoded.tokens());
      }
    }
    return new Pieces(pieces);
  }

  /** What is controlled, and the same with controls. */
  private record Pair(Codec music, ControlledCodec controlled) {
    static Pair of(Codec music) {
      Controls controls = Controls.of(music, pieces(music.characters()));
      return new Pair(music, Codecs.withControls(music, controls));
    }

    @Override
    public String toString() {
      return music.spec().name() + (music.spec().words().isPresent() ? " with words" : "");
    }

    IntStream ids() {
      return IntStream.range(0, controlled.vocabulary().size());
    }

    String names(int... tokens) {
      return String.join(
          " ", Arrays.stream(tokens).mapToObj(id -> controlled.vocabulary().name(id)).toList());
    }

    int[] header(Score score) {
      return new int[] {token(score, Control.DENSITY), token(score, Control.REGISTER)};
    }

    /** The bin of a register as it is written in a key. */
    int written(int register, int key) {
      int shift = music.shift(key).orElseThrow();
      return Control.REGISTER.bin(Control.REGISTER.middle(register) - shift);
    }

    int token(Score score, Control control) {
      int bin =
          pitched(score).isEmpty() ? Control.NONE : control.bin(measured(score, control, music));
      return controlled.token(control, bin);
    }
  }

  private static final List<Pair> CODECS = make();

  static List<Pair> codecs() {
    return CODECS;
  }

  private static List<Pair> make() {
    List<Pair> codecs = new ArrayList<>();
    for (String name : Codecs.NAMES) {
      Codec codec = codec(name);
      OptionalInt size = OptionalInt.of(codec.vocabulary().size() + 30);
      Words words = WordLearner.learn(codec, pieces(codec), size, 0);
      codecs.add(Pair.of(codec));
      codecs.add(Pair.of(Codecs.withWords(codec, words)));
    }
    return codecs;
  }

  private static Codec codec(String name) {
    return Codecs.of(Codecs.usual(name, OptionalInt.empty()));
  }

  private static List<Note> pitched(Score score) {
    return score.tracks().stream()
        .filter(track -> !track.isDrums())
        .map(Track::notes)
        .flatMap(List::stream)
        .toList();
  }

  /** Reckoned in another way than the codec does. */
  private static double measured(Score score, Control control, Codec codec) {
    double pitches = 0;
    long first = Long.MAX_VALUE;
    long last = 0;
    List<Note> notes = pitched(score);
    for (Note note : notes) {
      pitches += note.pitch();
      first = Math.min(first, note.startTick());
      last = Math.max(last, note.endTick());
    }
    // A performance has 500 ticks a quarter note, of which there are two in a second.
    double unit = codec.spec().name().equals("performance") ? 1000 : score.ppq();
    return control == Control.REGISTER
        ? pitches / notes.size()
        : notes.size() * unit / (last - first);
  }

  private static int[] joined(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }

  private static Optional<int[]> tokens(Codec codec, Score score) {
    return codec.encode(score) instanceof Encoding.Encoded encoded
        ? Optional.of(encoded.tokens())
        : Optional.empty();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aPieceBeginsWithWhatItIsLikeAndThenIsWhatItWas(Pair pair) {
    int found = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Score score = RandomMusic.score(seed);
      Optional<int[]> music = tokens(pair.music(), score);
      assertThat(tokens(pair.controlled(), score).isPresent()).isEqualTo(music.isPresent());
      if (music.isPresent()) {
        found++;
        Score kept = pair.music().decode(music.get(), PIANO);
        int[] all = tokens(pair.controlled(), score).get();
        assertThat(pair.names(all)).isEqualTo(pair.names(joined(pair.header(kept), music.get())));
        assertThat(pair.controlled().decode(all, PIANO)).isEqualTo(kept);
        assertThat(pair.controlled().fidelity(score)).isEqualTo(pair.music().fidelity(score));
      }
    }
    assertThat(found).isGreaterThan(SEEDS / 2);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void charactersHaveNoControlsAndWordsHave(Pair pair) {
    for (int[] characters : pieces(pair.music().characters()).pieces()) {
      int[] all = pair.controlled().words(characters);
      assertThat(pair.controlled().characters(all)).isEqualTo(characters);
      assertThat(Arrays.copyOfRange(all, 2, all.length)).isEqualTo(pair.music().words(characters));
      assertThat(pair.controlled().noteCount(all))
          .isEqualTo(pair.music().characters().noteCount(characters));
    }
    assertThat(pair.controlled().characters().spec()).isEqualTo(pair.music().characters().spec());
    assertThat(pair.controlled().words(new int[0])).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theGrammarIsThatOfTheMusicAfterBothControls(Pair pair) {
    for (long seed = 0; seed < 5; seed++) {
      Optional<int[]> tokens = tokens(pair.controlled(), RandomMusic.score(seed));
      if (tokens.isEmpty()) {
        continue;
      }
      Context context = pair.controlled().start();
      Context music = pair.music().start();
      for (int i = 0; i < tokens.get().length; i++) {
        int token = tokens.get()[i];
        assertThat(context.allows(token)).as(pair.names(token)).isTrue();
        int[] allowed = pair.ids().filter(context::allows).toArray();
        if (i < 2) {
          Control control = i == 0 ? Control.DENSITY : Control.REGISTER;
          assertThat(IntStream.of(allowed)).allMatch(id -> pair.controlled().tells(control, id));
        } else {
          assertThat(allowed)
              .isEqualTo(
                  IntStream.range(0, pair.music().vocabulary().size())
                      .filter(music::allows)
                      .toArray());
          assertThat(context.onsets(token)).isEqualTo(music.onsets(token));
          music.accept(token);
        }
        context.accept(token);
        assertThat(context.steps()).isEqualTo(music.steps());
        assertThat(context.bars()).isEqualTo(music.bars());
        assertThat(context.pickupBars()).isEqualTo(music.pickupBars());
        assertThat(context.atBarLine()).isEqualTo(music.atBarLine());
      }
      assertThat(pair.ids()).noneMatch(context::allows);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void whatHasNoNotesHasNeitherDensityNorRegister(Pair pair) {
    Context context = pair.controlled().start();
    assertThat(pair.ids().filter(context::allows)).hasSize(Control.DENSITY.bins());
    Context silent = context.copy();
    silent.accept(pair.controlled().token(Control.DENSITY, Control.NONE));
    assertThat(pair.ids().filter(silent::allows))
        .containsExactly(pair.controlled().token(Control.REGISTER, Control.NONE));
    context.accept(pair.controlled().token(Control.DENSITY, 1));
    assertThat(pair.ids().filter(context::allows))
        .hasSize(Control.REGISTER.bins() - 1)
        .doesNotContain(pair.controlled().token(Control.REGISTER, Control.NONE));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void anyIdsMeanTheMusicThatIsAmongThem(Pair pair) {
    int[] sizes = pair.controlled().inputSizes();
    int[] inputs = new int[sizes.length];
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] ids = random.ints(300, 0, pair.controlled().vocabulary().size()).toArray();
      int[] music =
          Arrays.stream(ids).filter(id -> id < pair.music().vocabulary().size()).toArray();
      assertThat(pair.controlled().decode(ids, PIANO)).isEqualTo(pair.music().decode(music, PIANO));
      assertThat(pair.controlled().pitchRange(ids)).isEqualTo(pair.music().pitchRange(music));
      Context context = pair.controlled().start();
      for (int id : ids) {
        context.accept(id);
        context.inputs(inputs);
        for (int i = 0; i < sizes.length; i++) {
          assertThat(inputs[i]).isBetween(0, sizes[i] - 1);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theNetworkSeesBothControlsAtEachStep(Pair pair) {
    int[] sizes = pair.controlled().inputSizes();
    int[] ofMusic = pair.music().inputSizes();
    assertThat(sizes).hasSize(ofMusic.length + 2);
    assertThat(sizes[0]).isEqualTo(pair.controlled().vocabulary().size());
    int[] inputs = new int[sizes.length];
    int[] musicInputs = new int[ofMusic.length];
    int density = 5;
    int register = 12;
    Context context = pair.controlled().start();
    Context music = pair.music().start();
    context.inputs(inputs);
    assertThat(inputs).startsWith(Vocabulary.BOS).endsWith(0, 0);
    context.accept(pair.controlled().token(Control.DENSITY, density));
    context.inputs(inputs);
    assertThat(inputs).endsWith(1 + density, 0);
    context.accept(pair.controlled().token(Control.REGISTER, register));
    int last = pair.controlled().token(Control.REGISTER, register);
    int seen = register;
    for (int token : pieces(pair.music()).pieces().get(0)) {
      context.inputs(inputs);
      music.inputs(musicInputs);
      musicInputs[0] = last;
      assertThat(inputs).startsWith(musicInputs).endsWith(1 + density, 1 + seen);
      context.accept(token);
      seen = pair.music().shift(token).isPresent() ? pair.written(register, token) : seen;
      music.accept(token);
      last = token;
    }
  }

  /** C5 in G major is written as F4, for the tonic is always written as C. */
  @Test
  void theRegisterOfAMelodyIsSeenAsItIsWritten() {
    Pair melody = Pair.of(codec("melody"));
    Context context = melody.controlled().start();
    int[] inputs = new int[melody.controlled().inputSizes().length];
    context.accept(melody.controlled().token(Control.DENSITY, 8));
    context.accept(melody.controlled().token(Control.REGISTER, Control.REGISTER.bin(72)));
    context.accept(melody.controlled().vocabulary().id("METRE_4/4"));
    context.inputs(inputs);
    assertThat(inputs).endsWith(1 + Control.REGISTER.bin(72));
    context.accept(melody.controlled().vocabulary().id("KEY_+1"));
    context.inputs(inputs);
    int inG = 1 + Control.REGISTER.bin(65);
    assertThat(inputs).endsWith(inG);
    Context copy = context.copy();
    copy.accept(melody.controlled().vocabulary().id("NOTE_60"));
    copy.accept(melody.controlled().vocabulary().id("KEY_0"));
    copy.inputs(inputs);
    assertThat(inputs).endsWith(inG);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aControlOutOfPlaceMeansNothing(Pair pair) {
    ControlledCodec codec = pair.controlled();
    int[] inputs = new int[codec.inputSizes().length];
    int first = codec.token(Control.DENSITY, 3);
    int second = codec.token(Control.DENSITY, 4);
    int register = codec.token(Control.REGISTER, 9);
    int[] music = pieces(pair.music()).pieces().get(0);
    Map<int[], List<Integer>> told =
        Map.of(
            new int[] {first, second, register}, List.of(4, 10),
            new int[] {register, first}, List.of(0, 10),
            new int[] {first, music[0], register}, List.of(4, 0),
            new int[] {music[0], first, register}, List.of(0, 0),
            new int[] {Vocabulary.PAD, first, Vocabulary.BOS, register, second}, List.of(4, 10));
    told.forEach(
        (tokens, bins) -> {
          Context context = codec.start();
          Arrays.stream(tokens).forEach(context::accept);
          context.inputs(inputs);
          assertThat(inputs[inputs.length - 2]).as(pair.names(tokens)).isEqualTo(bins.get(0));
          assertThat(inputs[inputs.length - 1]).as(pair.names(tokens)).isEqualTo(bins.get(1));
        });
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aCopyGoesItsOwnWay(Pair pair) {
    Context context = pair.controlled().start();
    context.accept(pair.controlled().token(Control.DENSITY, 3));
    Context copy = context.copy();
    copy.accept(pair.controlled().token(Control.REGISTER, 9));
    int[] inputs = new int[pair.controlled().inputSizes().length];
    context.inputs(inputs);
    assertThat(inputs).endsWith(4, 0);
    copy.inputs(inputs);
    assertThat(inputs).endsWith(4, 10);
    assertThat(pair.ids().filter(context::allows))
        .allMatch(id -> pair.controlled().tells(Control.REGISTER, id));
    assertThat(pair.ids().filter(copy::allows).toArray())
        .isEqualTo(pair.ids().filter(pair.music().start()::allows).toArray());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void movedMusicIsToldAnew(Pair pair) {
    int changed = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Optional<int[]> tokens = tokens(pair.controlled(), RandomMusic.score(seed));
      int[] range = tokens.map(pair.controlled()::pitchRange).orElse(new int[0]);
      if (range.length == 0) {
        continue;
      }
      for (int semitones : new int[] {-range[0], 127 - range[1]}) {
        int[] moved = pair.controlled().transpose(tokens.get(), semitones);
        Score score = pair.controlled().decode(moved, PIANO);
        assertThat(moved).startsWith(pair.header(score));
        assertThat(moved[0]).isEqualTo(tokens.get()[0]);
        assertThat(pair.controlled().measured(Control.REGISTER, moved).orElseThrow())
            .isCloseTo(
                pair.controlled().measured(Control.REGISTER, tokens.get()).orElseThrow()
                    + semitones,
                within(1e-9));
      }
      for (double factor : new double[] {0.5, 2}) {
        int[] stretched = pair.controlled().stretch(tokens.get(), factor);
        assertThat(stretched).startsWith(pair.header(pair.controlled().decode(stretched, PIANO)));
        changed += stretched[0] == tokens.get()[0] ? 0 : 1;
      }
      int[] velocities = pair.controlled().velocityRange(tokens.get());
      int least = velocities.length == 0 ? 0 : -velocities[0];
      assertThat(pair.controlled().louder(tokens.get(), least))
          .isEqualTo(
              joined(
                  Arrays.copyOf(tokens.get(), 2),
                  pair.music()
                      .louder(Arrays.copyOfRange(tokens.get(), 2, tokens.get().length), least)));
    }
    // Only time in seconds passes otherwise at another tempo.
    assertThat(changed > 0).isEqualTo(pair.controlled().countsSeconds());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aSeedTellsWhatIsAskedAndElseWhatItsNotesAreLike(Pair pair) {
    int[] piece = pieces(pair.music().characters()).pieces().get(0);
    int[] notes = Arrays.copyOf(piece, piece.length - 1);
    int[] music = pair.music().words(notes);
    ControlledCodec codec = pair.controlled();
    int[] like = codec.words(notes);
    assertThat(codec.seed(notes, Map.of())).isEqualTo(like);
    int dense = codec.token(Control.DENSITY, 20);
    int low = codec.token(Control.REGISTER, 2);
    assertThat(codec.seed(notes, Map.of(Control.DENSITY, 20)))
        .isEqualTo(joined(new int[] {dense, like[1]}, music));
    assertThat(codec.seed(notes, Map.of(Control.DENSITY, 20, Control.REGISTER, 2)))
        .isEqualTo(joined(new int[] {dense, low}, music));
    assertThat(codec.seed(new int[0], Map.of())).containsExactly(-1, -1);
    assertThat(codec.seed(new int[0], Map.of(Control.REGISTER, 2)))
        .containsExactly(ControlledCodec.OPEN, low);
    assertThatThrownBy(() -> codec.seed(notes, Map.of(Control.DENSITY, 23)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("23");
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void onlyWhatIsAskedIsKeptTo(Pair pair) {
    ControlledCodec codec = pair.controlled();
    int low = codec.token(Control.REGISTER, 2);
    assertThat(pair.ids().filter(codec.keeping(Map.of(Control.REGISTER, 2)).negate()))
        .hasSize(Control.REGISTER.bins() - 1)
        .doesNotContain(low)
        .allMatch(id -> codec.tells(Control.REGISTER, id));
    assertThat(pair.ids().allMatch(codec.keeping(Map.of()))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void itIsMadeAgainFromItsSpec(Pair pair) {
    Codec again = Codecs.of(pair.controlled().spec());
    assertThat(again).isInstanceOf(ControlledCodec.class);
    assertThat(again.spec()).isEqualTo(pair.controlled().spec());
    assertThat(again.vocabulary().names()).isEqualTo(pair.controlled().vocabulary().names());
    assertThat(again.inputSizes()).isEqualTo(pair.controlled().inputSizes());
    assertThat(again.vocabulary().names()).startsWith(pair.music().vocabulary().name(0));
    assertThat(again.vocabulary().names().subList(0, pair.music().vocabulary().size()))
        .isEqualTo(pair.music().vocabulary().names());
    assertThat(again.characters().spec().controls()).isEmpty();
    assertThatThrownBy(() -> Codecs.withControls(again, pair.controlled().controls()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void thePiecesOfACollectionAreCounted(Pair pair) {
    Controls controls = pair.controlled().controls();
    int[][] counts = new int[2][23];
    for (int[] piece : pieces(pair.music()).pieces()) {
      int[] header = pair.header(pair.music().decode(piece, PIANO));
      counts[0][header[0] - pair.music().vocabulary().size()]++;
      counts[1][header[1] - pair.music().vocabulary().size() - 23]++;
    }
    assertThat(controls.densities()).isEqualTo(IntStream.of(counts[0]).boxed().toList());
    assertThat(controls.registers()).isEqualTo(IntStream.of(counts[1]).boxed().toList());
  }

  @Test
  void drumsHaveNeitherDensityNorRegister() {
    Pair remi = Pair.of(codec("remi"));
    Track drums = new Track("", Track.DRUM_CHANNEL, List.of(new Note(0, 96, 36, 90)), List.of());
    Score score = new Score(96, List.of(), List.of(), List.of(), List.of(), List.of(drums));
    assertThat(remi.names(tokens(remi.controlled(), score).orElseThrow()))
        .startsWith("DENSITY_NONE REGISTER_NONE BAR_4/4");
    int[] beginning = {remi.music().vocabulary().id("BAR_4/4")};
    int[] intro = Arrays.copyOfRange(tokens(remi.music(), score).orElseThrow(), 0, 5);
    for (int[] open : List.of(beginning, intro)) {
      assertThat(remi.controlled().words(open)).isEqualTo(open);
      assertThat(remi.controlled().seed(open, Map.of()))
          .isEqualTo(joined(new int[] {ControlledCodec.OPEN, ControlledCodec.OPEN}, open));
    }
    Track piano = new Track("", 0, List.of(new Note(960, 192, 61, 90)), List.of());
    Score both = new Score(96, List.of(), List.of(), List.of(), List.of(), List.of(drums, piano));
    assertThat(remi.names(tokens(remi.controlled(), both).orElseThrow()))
        .startsWith("DENSITY_0.5 REGISTER_60 BAR_4/4");
  }

  /** Models are kept: an id must mean the same for ever. */
  @Test
  void theControlsNeverChange() {
    Pair melody = Pair.of(codec("melody"));
    List<String> names = melody.controlled().vocabulary().names();
    assertThat(String.join(" ", names.subList(191, 191 + 23)))
        .isEqualTo(
            "DENSITY_NONE DENSITY_0.25 DENSITY_0.31 DENSITY_0.4 DENSITY_0.5 DENSITY_0.63"
                + " DENSITY_0.79 DENSITY_1 DENSITY_1.26 DENSITY_1.59 DENSITY_2 DENSITY_2.52"
                + " DENSITY_3.17 DENSITY_4 DENSITY_5.04 DENSITY_6.35 DENSITY_8 DENSITY_10.08"
                + " DENSITY_12.7 DENSITY_16 DENSITY_20.16 DENSITY_25.4 DENSITY_32");
    assertThat(names.subList(214, names.size()))
        .hasSize(23)
        .startsWith("REGISTER_NONE", "REGISTER_24", "REGISTER_28")
        .endsWith("REGISTER_104", "REGISTER_108");
    assertThat(melody.controlled().kind(191)).isEqualTo(TokenKind.DENSITY);
    assertThat(melody.controlled().kind(214)).isEqualTo(TokenKind.REGISTER);
    assertThat(melody.controlled().kind(190)).isEqualTo(melody.music().kind(190));
  }

  @Test
  void aValueIsInTheBinWhoseMiddleIsNearest() {
    for (Control control : Control.values()) {
      for (int bin = 1; bin < control.bins(); bin++) {
        assertThat(control.bin(control.middle(bin))).isEqualTo(bin);
        assertThat(bin == 1 || control.middle(bin) > control.middle(bin - 1)).isTrue();
      }
      assertThat(control.bin(0)).isEqualTo(1);
      assertThat(control.bin(1e9)).isEqualTo(control.bins() - 1);
      for (double wrong : new double[] {-1, Double.NaN}) {
        assertThatThrownBy(() -> control.bin(wrong)).isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThat(Control.DENSITY.number(Control.DENSITY.bin(1.12))).isEqualTo("1");
    assertThat(Control.DENSITY.number(Control.DENSITY.bin(1.13))).isEqualTo("1.26");
    assertThat(Control.REGISTER.number(Control.REGISTER.bin(61.9))).isEqualTo("60");
    assertThat(Control.REGISTER.number(Control.REGISTER.bin(62))).isEqualTo("64");
  }

  private static Controls counted(Map<Integer, Integer> densities) {
    List<Integer> counts = new ArrayList<>(Collections.nCopies(Control.DENSITY.bins(), 0));
    densities.forEach(counts::set);
    return new Controls(counts, Collections.nCopies(Control.REGISTER.bins(), 0));
  }

  @Test
  void lowMiddleAndHighAreThoseOfTheCollection() {
    Controls controls = counted(Map.of(Control.NONE, 100, 4, 2, 7, 2, 8, 2));
    assertThat(controls.bin(Control.DENSITY, Controls.Level.LOW)).isEqualTo(4);
    assertThat(controls.bin(Control.DENSITY, Controls.Level.MIDDLE)).isEqualTo(7);
    assertThat(controls.bin(Control.DENSITY, Controls.Level.HIGH)).isEqualTo(8);
    assertThat(controls.nearestKnown(Control.DENSITY, 1)).isEqualTo(4);
    assertThat(controls.nearestKnown(Control.DENSITY, 5)).isEqualTo(4);
    assertThat(controls.nearestKnown(Control.DENSITY, 7)).isEqualTo(7);
    assertThat(controls.nearestKnown(Control.DENSITY, 22)).isEqualTo(8);
    Controls even = counted(Map.of(5, 3, 6, 3));
    assertThat(even.bin(Control.DENSITY, Controls.Level.MIDDLE)).isEqualTo(5);
    Controls none = counted(Map.of());
    assertThat(none.bin(Control.DENSITY, Controls.Level.HIGH)).isEqualTo(1);
    assertThat(none.nearestKnown(Control.DENSITY, 9)).isEqualTo(9);
  }

  @Test
  void countsOfOtherBinsAreRefused() {
    List<Integer> right = Collections.nCopies(Control.REGISTER.bins(), 1);
    assertThatThrownBy(() -> new Controls(List.of(1), right))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DENSITY");
    assertThatThrownBy(() -> new Controls(right, Collections.nCopies(right.size(), -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("REGISTER");
  }

  /** Collections are known again by it. */
  @Test
  void aSpecWithoutControlsReadsAsItDidBeforeThereWereAny() {
    assertThat(new CodecSpec("melody", 4))
        .hasToString(
            "CodecSpec[name=melody, stepsPerQuarter=4, positions=true, lookbackBars=[1, 2, 4, 8],"
                + " words=Optional.empty]");
    assertThat(Pair.of(codec("melody")).controlled().spec().toString()).contains("controls");
  }
}
