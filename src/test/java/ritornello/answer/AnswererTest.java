package ritornello.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.lm.BeamSearch;
import ritornello.lm.Sampler;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.score.Bar;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.NoteText;
import ritornello.score.Scale;
import ritornello.score.TimeSignature;
import ritornello.store.ModelDirectory;
import ritornello.task.Constraint;
import ritornello.task.UnsatisfiableException;
import ritornello.token.MelodyCodec;

/** Whatever a model has learned, its answers are whole bars that keep to what was wished. */
class AnswererTest {
  private static final MelodyCodec CODEC = EchoTunes.codec().ofPhrases();
  private static final Answerer RANDOM = random(11);

  @TempDir private Path folder;

  private static Answerer random(long seed) {
    NetworkSpec network = EchoTunes.options(1, 0, 1).network(CODEC);
    Map<String, float[]> parameters = new HashMap<>();
    Random random = new Random(seed);
    for (Layout.Parameter parameter : new Layout(network).parameters()) {
      float[] numbers = new float[parameter.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (0.4 * random.nextGaussian());
      }
      parameters.put(parameter.name(), numbers);
    }
    return new Answerer("random", CODEC, network, parameters, 70);
  }

  private static Melody melody(String notes, String metre) {
    return NoteText.parse(notes, TimeSignature.parse(metre), 4)
        .withKey(Optional.of(KeySignature.parse("D")));
  }

  private static Answer answer(Melody question, Wish wish, List<Constraint> constraints, long seed)
      throws UnsatisfiableException {
    return RANDOM.answer(
        RANDOM.question(question),
        wish,
        new Answerer.Choice(new Sampler(1), Optional.empty(), constraints, seed));
  }

  @ParameterizedTest
  @CsvSource({"4/4, 4, 1", "3/4, 3, 2", "6/8, 5, 3", "2/2, 8, 4", "9/8, 1, 5", "5/4, 2, 6"})
  void anAnswerHasAsManyBarsOfTheMetreAsAreWished(String metre, int bars, long seed)
      throws UnsatisfiableException {
    Answer answer =
        answer(
            melody("D4 E4 F#4 A4 ".repeat(4), metre), new Wish(Kind.REPLY, bars), List.of(), seed);
    Melody melody = answer.melody();
    assertThat(melody.bars()).hasSize(bars);
    assertThat(melody.bars())
        .extracting(Bar::timeSignature)
        .containsOnly(TimeSignature.parse(metre));
    assertThat(melody.lengthSteps()).isEqualTo(melody.bars().get(bars - 1).endStep());
    assertThat(answer.nats()).isPositive();
  }

  @Test
  void attentionIsAShareOfTheQuestionForEachNote() throws UnsatisfiableException {
    Melody question = melody("D4 r E4 F#4:2 r A4 B4", "4/4");
    Answer answer = answer(question, new Wish(Kind.VARIATION, 4), List.of(), 3);
    assertThat(answer.attention()).hasDimensions(answer.melody().notes().size(), 5);
    for (double[] row : answer.attention()) {
      assertThat(Arrays.stream(row)).allMatch(weight -> weight >= 0);
      assertThat(Arrays.stream(row).sum()).isBetween(0.0, 1.00001);
    }
  }

  @Test
  void theSameSeedGivesTheSameAnswer() throws UnsatisfiableException {
    Melody question = melody("D4 E4 F#4 A4", "4/4");
    Wish wish = new Wish(Kind.REPLY, 2);
    Melody one = answer(question, wish, List.of(), 5).melody();
    assertThat(answer(question, wish, List.of(), 5).melody()).isEqualTo(one);
    assertThat(answer(question, wish, List.of(), 6).melody()).isNotEqualTo(one);
  }

  @Test
  void constraintsAreKeptWhereverTheQuestionIsHeard() throws UnsatisfiableException {
    Scale scale = Scale.parse("D pentatonic");
    List<Constraint> constraints =
        List.of(
            new Constraint.InScale(Optional.of(scale)),
            new Constraint.InRange(38, 57),
            new Constraint.EndsOnTonic(Optional.of(2)));
    for (long seed = 0; seed < 10; seed++) {
      Answer answer =
          answer(melody("D2 E2 F#2 A2", "4/4"), new Wish(Kind.REPLY, 2), constraints, seed);
      List<MelodyNote> notes = answer.melody().notes();
      assertThat(notes).allMatch(n -> n.pitch() >= 38 && n.pitch() <= 57);
      assertThat(notes).allMatch(note -> scale.has(note.pitch()));
      assertThat(notes.get(notes.size() - 1).pitch() % 12).isEqualTo(2);
      assertThat(answer.constraintNats()).isPositive();
    }
  }

  /** Whatever is drawn, and however narrow the choice: here between two notes on one beat. */
  @Test
  void anAnswerIsNotTheQuestionAgain() throws UnsatisfiableException {
    List<Constraint> narrow =
        List.of(
            new Constraint.InScale(Optional.of(Scale.parse("D E"))),
            new Constraint.InRange(62, 64),
            new Constraint.OnGrid(1));
    Melody question = melody("r:3 A4 D4:4", "4/4");
    for (long seed = 0; seed < 20; seed++) {
      List<MelodyNote> notes =
          answer(question, new Wish(Kind.VARIATION, 1), narrow, seed).melody().notes();
      assertThat(notes.stream().map(note -> note.startStep() + " " + note.pitch()).toList())
          .isNotEqualTo(List.of("0 62"));
    }
  }

  @Test
  void whatCannotBeIsSaid() {
    List<Constraint> impossible =
        List.of(
            new Constraint.InScale(Optional.of(Scale.parse("D E"))),
            new Constraint.EndsOnTonic(Optional.of(5)));
    Melody question = melody("D4", "4/4");
    assertThatThrownBy(() -> answer(question, new Wish(Kind.REPLY, 1), impossible, 1))
        .isInstanceOfAny(UnsatisfiableException.class, IllegalArgumentException.class);
    assertThatThrownBy(() -> RANDOM.question(melody("r:4", "4/4")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no notes");
    assertThatThrownBy(() -> new Wish(Kind.REPLY, 9)).hasMessageContaining("from 1 to 8");
  }

  @Test
  void aQuestionOfVeryLowAndVeryHighNotesIsAnsweredInRange() throws UnsatisfiableException {
    for (String notes : List.of("C-1 C-1 C-1 G9", "G9 F9 G9 F9", "C-1 D-1 C-1 D-1")) {
      Question question = RANDOM.question(melody(notes, "4/4"));
      assertThat(question.melody().notes()).hasSize(4);
      for (long seed = 0; seed < 5; seed++) {
        Melody answer =
            answer(melody(notes, "4/4"), new Wish(Kind.REPLY, 2), List.of(), seed).melody();
        assertThat(answer.notes()).isNotEmpty();
        assertThat(answer.bars()).hasSize(2);
      }
    }
  }

  @Test
  void aRangeIsKeptOrRefusedHoweverFarTheQuestionIsHeard() throws UnsatisfiableException {
    Melody low = melody("D1 E1 F#1 A1", "4/4");
    Wish wish = new Wish(Kind.REPLY, 2);
    for (long seed = 0; seed < 5; seed++) {
      Answer answer = answer(low, wish, List.of(new Constraint.InRange(24, 40)), seed);
      assertThat(answer.melody().notes()).allMatch(n -> n.pitch() >= 24 && n.pitch() <= 40);
    }
    assertThatThrownBy(() -> answer(low, wish, List.of(new Constraint.InRange(120, 127)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too far from the question");
  }

  @Test
  void ofTheLastStretchWithNotesIsHeardWhatItsMetreIs() {
    Melody odd = melody("D4 E4 F#4 A4", "9/4");
    assertThatThrownBy(() -> RANDOM.question(odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("knows no 9/4");
    Melody tied =
        new Melody(
            4,
            List.of(new MelodyNote(0, 4, 62), new MelodyNote(4, 40, 64)),
            List.of(new Metre(0, TimeSignature.COMMON), new Metre(32, TimeSignature.parse("3/4"))),
            Optional.empty(),
            44);
    Question question = RANDOM.question(tied);
    assertThat(question.bars()).isEqualTo(2);
    assertThat(question.melody().firstTimeSignature()).isEqualTo(TimeSignature.COMMON);
    Question pickup = RANDOM.question(melody("r:3 D4", "4/4"));
    assertThat(pickup.bars()).isEqualTo(1);
  }

  @Test
  void ofALongQuestionTheLastEightBarsAreHeard() {
    Question question = RANDOM.question(melody("r:3 A4 " + "D4:4 E4:4 ".repeat(6), "4/4"));
    assertThat(question.bars()).isEqualTo(8);
    assertThat(question.melody().bars()).hasSize(8);
    assertThat(question.melody().notes()).hasSize(8);
    Question whole = RANDOM.question(melody("r:3 A4 " + "D4:4 E4:4 ".repeat(4), "4/4"));
    assertThat(whole.bars()).isEqualTo(8);
    assertThat(whole.melody().bars()).hasSize(9);
    assertThat(whole.melody().notes()).hasSize(9);
  }

  @Test
  void aWiderBeamFindsNothingLessLikelyThanTheLikeliestStep() throws UnsatisfiableException {
    Question question = RANDOM.question(melody("D4 E4 F#4 A4", "4/4"));
    double before = Double.POSITIVE_INFINITY;
    for (int width : new int[] {1, 64}) {
      double nats =
          RANDOM
              .answer(
                  question,
                  new Wish(Kind.REPLY, 1),
                  new Answerer.Choice(
                      new Sampler(1), Optional.of(new BeamSearch(width, 1)), List.of(), 1))
              .nats();
      assertThat(nats).isLessThanOrEqualTo(before + 1e-6);
      before = nats;
    }
  }

  /** How it was trained is not what this is about. */
  record Training(String how) {}

  @Test
  void whatIsStoredAnswersTheSame() throws IOException, UnsatisfiableException {
    ModelDirectory directory = ModelDirectory.create(folder.resolve("random"));
    AnswererFiles.writeBeginning(RANDOM, directory);
    AnswererFiles.write(RANDOM, new Training("not"), directory);
    Answerer loaded = AnswererFiles.load(ModelDirectory.open(folder.resolve("random")));
    assertThat(loaded.name()).isEqualTo("random");
    assertThat(loaded.parameterCount()).isEqualTo(RANDOM.parameterCount());
    Melody question = melody("r D4 E4 F#4 A2 A2 A2 B2", "4/4");
    Answerer.Choice choice = new Answerer.Choice(new Sampler(1), Optional.empty(), List.of(), 9);
    Wish wish = new Wish(Kind.VARIATION, 3);
    assertThat(loaded.answer(loaded.question(question), wish, choice))
        .usingRecursiveComparison()
        .isEqualTo(RANDOM.answer(RANDOM.question(question), wish, choice));
  }

  @ParameterizedTest
  @CsvSource({
    "config.json, answerer, generator, of kind generator",
    "vocabulary.json, '\"usualPitch\"', '\"unusualPitch\"', unusualPitch",
    "vocabulary.json, ' 191,', ' 190,', another version of Ritornello"
  })
  void whatIsSomethingElseIsRefused(String file, String from, String to, String message)
      throws IOException {
    ModelDirectory directory = ModelDirectory.create(folder.resolve("other"));
    AnswererFiles.writeBeginning(RANDOM, directory);
    AnswererFiles.write(RANDOM, new Training("not"), directory);
    Path changed = folder.resolve("other").resolve(file);
    String text = Files.readString(changed);
    assertThat(text).contains(from);
    Files.writeString(changed, text.replace(from, to));
    assertThatThrownBy(() -> AnswererFiles.load(ModelDirectory.open(folder.resolve("other"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}
