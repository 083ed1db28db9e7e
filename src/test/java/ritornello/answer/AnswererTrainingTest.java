package ritornello.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ritornello.answer.AnswererTraining.Epoch;
import ritornello.lm.BeamSearch;
import ritornello.lm.DivergedException;
import ritornello.lm.Sampler;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.task.UnsatisfiableException;

/** What there is to learn of an answer is learned, by looking at the question. */
class AnswererTrainingTest {
  private static final List<Epoch> EPOCHS = new ArrayList<>();
  private static Answerer trained;

  @BeforeAll
  static void train() throws IOException {
    trained = train(EchoTunes.options(6, 0.2, 1), EPOCHS);
  }

  private static Answerer train(AnswererOptions options, List<Epoch> epochs) throws IOException {
    return train(200, options, epochs);
  }

  private static Answerer train(int tunes, AnswererOptions options, List<Epoch> epochs)
      throws IOException {
    List<Answerer> best = new ArrayList<>();
    AnswererTraining.train(
        "echo",
        EchoTunes.tokens(0, tunes),
        EchoTunes.tokens(1000, 1020),
        options,
        (epoch, better) -> {
          epochs.add(epoch);
          better.ifPresent(best::add);
        });
    return best.get(best.size() - 1);
  }

  @Test
  void itIsTheQuestionThatTellsTheAnswer() {
    List<int[]> unknown = EchoTunes.tokens(2000, 2040);
    AnswererFigures figures = AnswererFigures.of(trained, Optional.empty(), unknown, row -> {});
    AnswererFigures.Row row = figures.rows().get(0);
    assertThat(row.kind()).isEqualTo(Kind.REPLY);
    assertThat(row.bars()).isEqualTo(EchoTunes.BARS);
    assertThat(row.pairs()).isEqualTo(40);
    assertThat(row.tokens()).isEqualTo(40L * EchoTunes.BARS * EchoTunes.BAR_STEPS);
    assertThat(row.heard()).isLessThan(0.1);
    // Eighth notes of six pitches: half of the tokens cost ln 6, where nothing is known.
    assertThat(row.another().orElseThrow()).isGreaterThan(0.8);
    assertThat(row.shuffled().orElseThrow()).isGreaterThan(row.heard() + 0.3);
    assertThat(row.primed()).isEmpty();
  }

  @Test
  void theEpochsGetBetterAndTheBestIsKept() {
    assertThat(EPOCHS).extracting(Epoch::number).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(EPOCHS.get(5).loss()).isLessThan(EPOCHS.get(0).loss() / 2);
  }

  private static Answer answer(long number, Sampler sampler, Optional<BeamSearch> beam)
      throws UnsatisfiableException {
    return trained.answer(
        trained.question(EchoTunes.phrase(number)),
        new Wish(Kind.REPLY, EchoTunes.BARS),
        new Answerer.Choice(sampler, beam, List.of(), 7));
  }

  @Test
  void greedilyDrawnOrByABeamItSaysWhatFollows() throws UnsatisfiableException {
    for (long number = 3000; number < 3005; number++) {
      List<MelodyNote> wanted = EchoTunes.reply(number);
      Answer greedy = answer(number, new Sampler(0), Optional.empty());
      assertThat(greedy.melody().notes()).isEqualTo(wanted);
      Answer beam = answer(number, new Sampler(1), Optional.of(new BeamSearch(4, 1)));
      assertThat(beam.melody().notes()).isEqualTo(wanted);
      assertThat(beam.nats()).isLessThanOrEqualTo(greedy.nats() + 1e-9);
      Answer drawn = answer(number, new Sampler(0.5), Optional.empty());
      assertThat(drawn.melody().notes()).isEqualTo(wanted);
    }
  }

  @Test
  void eachNoteLooksAtTheOneThatItFollowsFrom() throws UnsatisfiableException {
    int right = 0;
    int all = 0;
    for (long number = 4000; number < 4010; number++) {
      double[][] attention = answer(number, new Sampler(0), Optional.empty()).attention();
      for (int note = 0; note < attention.length; note++) {
        double most = Arrays.stream(attention[note]).max().orElseThrow();
        all++;
        right += attention[note][note] == most ? 1 : 0;
      }
    }
    assertThat(right).isGreaterThan(all * 3 / 4);
  }

  @Test
  void theSameSeedGivesTheSameWeights() throws IOException {
    Map<String, float[]> one = few(3).parameters();
    Map<String, float[]> two = few(3).parameters();
    Map<String, float[]> other = few(4).parameters();
    assertThat(two.keySet()).isEqualTo(one.keySet());
    one.forEach((name, numbers) -> assertThat(two.get(name)).isEqualTo(numbers));
    assertThat(one.values()).noneMatch(n -> other.values().stream().anyMatch(o -> same(n, o)));
  }

  /** One that has learned a little. */
  private static Answerer few(long seed) throws IOException {
    return train(20, EchoTunes.options(2, 0.5, seed).withFewestPairs(100), new ArrayList<>());
  }

  private static boolean same(float[] one, float[] other) {
    return !isAllAlike(one) && Arrays.equals(one, other);
  }

  private static boolean isAllAlike(float[] numbers) {
    for (float number : numbers) {
      if (number != numbers[0]) {
        return false;
      }
    }
    return true;
  }

  @Test
  void whatIsNoNumberAnyMoreIsNotGoneOnWith() {
    AnswererOptions good = EchoTunes.options(3, 0, 1);
    AnswererOptions wild =
        new AnswererOptions(
            "rnn-relu",
            2,
            good.encoderLayers(),
            good.hidden(),
            good.embedding(),
            good.scoring(),
            0,
            0,
            0,
            0,
            1,
            3,
            100,
            16,
            1,
            1);
    assertThatThrownBy(() -> train(wild, new ArrayList<>()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("--learning-rate");
  }

  @Test
  void withoutAPhraseThatFollowsAnotherThereIsNothingToLearn() {
    List<int[]> silent = List.of(new int[] {2});
    assertThatThrownBy(
            () ->
                AnswererTraining.train(
                    "none", silent, List.of(), EchoTunes.options(1, 0, 1), (e, b) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to learn from");
  }

  @Test
  void aQuestionInAnotherKeyAndOctaveGetsTheAnswerThere() throws UnsatisfiableException {
    Melody phrase = EchoTunes.phrase(5000);
    for (int semitones : new int[] {-24, -5, 3, 12}) {
      Melody elsewhere =
          new Melody(
              4,
              moved(phrase.notes(), semitones),
              phrase.metres(),
              phrase.key().map(key -> key.transpose(semitones)),
              phrase.lengthSteps());
      Answer answer =
          trained.answer(
              trained.question(elsewhere),
              new Wish(Kind.REPLY, EchoTunes.BARS),
              new Answerer.Choice(new Sampler(0), Optional.empty(), List.of(), 1));
      assertThat(answer.melody().notes()).isEqualTo(moved(EchoTunes.reply(5000), semitones));
    }
  }

  private static List<MelodyNote> moved(List<MelodyNote> notes, int semitones) {
    return notes.stream()
        .map(n -> new MelodyNote(n.startStep(), n.lengthSteps(), n.pitch() + semitones))
        .toList();
  }
}
