package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.NoteText;
import ritornello.score.TimeSignature;

/** What an attention may be, and examples of it. */
class AttentionPictureTest {
  static Melody melody(String notes) {
    return NoteText.parse(notes, TimeSignature.parse("4/4"), 4);
  }

  /** Lengths, rests and leaps as they come. */
  static Melody random(Random random, int bars, int lowest, int highest) {
    List<MelodyNote> notes = new ArrayList<>();
    for (int step = random.nextInt(12); step < 16 * bars; ) {
      int length = Math.min(1 + random.nextInt(4), 16 * bars - step);
      notes.add(new MelodyNote(step, length, lowest + random.nextInt(highest - lowest + 1)));
      step += length + (random.nextInt(4) == 0 ? random.nextInt(7) : 0);
    }
    List<Metre> metres = List.of(new Metre(0, TimeSignature.parse("4/4")));
    return new Melody(4, notes, metres, Optional.empty(), 16 * bars);
  }

  /** Rows that add up to between a half and 1; some weights are 0. */
  static double[][] randomWeights(Random random, Melody question, Melody answer) {
    double[][] weights = new double[answer.notes().size()][question.notes().size()];
    for (double[] row : weights) {
      Arrays.setAll(row, i -> random.nextInt(3) == 0 ? 0 : Math.pow(random.nextDouble(), 8));
      double sum = Math.max(1e-9, Arrays.stream(row).sum());
      double whole = 0.5 + 0.5 * random.nextDouble();
      Arrays.setAll(row, i -> row[i] / sum * whole);
    }
    return weights;
  }

  static AttentionPicture random(long seed, int questionBars, int answerBars) {
    Random random = new Random(seed);
    Melody question = random(random, questionBars, 55, 79);
    Melody answer = random(random, answerBars, 60, 76);
    return new AttentionPicture(
        "seed " + seed, question, answer, randomWeights(random, question, answer));
  }

  static AttentionPicture small() {
    double[][] weights = {{0.05, 0.9, 0, 0.05}, {0, 0, 0, 0}, {0.25, 0.125, 0.5, 0.001}};
    return new AttentionPicture("a & b", melody("C4 D4 E4 F#4"), melody("r:2 G4 A4 B4:4"), weights);
  }

  @Test
  void blackKeysAreFlatsInAKeyWithFlats() {
    Melody flat = melody("A#4").withKey(Optional.of(KeySignature.parse("F")));
    AttentionPicture picture =
        new AttentionPicture("", flat, melody("A#4"), new double[][] {{0.75}});
    assertThat(picture.svg()).contains("A#4 in bar 1 looked at Bb4 in bar 1: 75 %");
    assertThat(picture.text(true)).contains("A#4  █  Bb4 (bar 1) 75 %");
  }

  @Test
  void theLocaleMakesNoDifference() {
    Locale before = Locale.getDefault();
    String svg = small().svg();
    String text = small().text(true);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(small().svg()).isEqualTo(svg);
      assertThat(small().text(true)).isEqualTo(text);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theWeightsAreItsOwn() {
    double[][] weights = {{0.5, 0.25}};
    AttentionPicture picture = new AttentionPicture("", melody("C4 D4"), melody("G4"), weights);
    weights[0][0] = 0;
    picture.weights()[0][1] = 0;
    assertThat(picture.weights()).isDeepEqualTo(new double[][] {{0.5, 0.25}});
  }

  @Test
  void aLittleMoreThanOneIsRounding() {
    double[][] weights = {{1.0000001, 0.0000002}};
    AttentionPicture picture = new AttentionPicture("", melody("C4 D4"), melody("G4"), weights);
    assertThat(picture.svg()).contains("C4 in bar 1: 100 %").doesNotContain("rests");
  }

  @Test
  void whatDoesNotFitTheNotesIsRefused() {
    refused("r:4", "C4", new double[][] {{}}, "the question has no notes");
    refused("C4", "r:4", new double[][] {}, "the answer has no notes");
    refused(
        "C4",
        "C4 D4",
        new double[][] {{1}},
        "a row of weights for each note of the answer (2); it has 1");
    refused(
        "C4 D4",
        "C4 D4",
        new double[][] {{0, 1}, {1}},
        "row 2 of the attention needs a weight for each note of the question (2); it has 1");
    for (double wrong : new double[] {Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY}) {
      refused(
          "C4", "C4", new double[][] {{wrong}}, "row 1 of the attention has the weight " + wrong);
    }
    refused("C4 D4", "C4", new double[][] {{0.75, 0.75}}, "adds up to 1.5; it must be 1 at most");
  }

  private static void refused(String question, String answer, double[][] weights, String message) {
    assertThatThrownBy(() -> new AttentionPicture("", melody(question), melody(answer), weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
