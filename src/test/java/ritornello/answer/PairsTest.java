package ritornello.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.NoteText;
import ritornello.score.TimeSignature;
import ritornello.token.MelodyCodec;
import ritornello.token.TokenKind;
import ritornello.token.Vocabulary;

/** Questions and answers are found in tunes as they stand there. */
class PairsTest {
  private static final MelodyCodec CODEC = EchoTunes.codec().ofPhrases();

  private static int[] tokens(String notes, String metre) {
    Melody melody =
        NoteText.parse(notes, TimeSignature.parse(metre), 4)
            .withKey(Optional.of(KeySignature.parse("C")));
    return CODEC.encode(melody);
  }

  private static Tune tune(String notes, String metre) {
    return Tune.of(CODEC, tokens(notes, metre)).get(0);
  }

  private static String text(int[] tokens) {
    return NoteText.format(CODEC.decodeMelody(tokens));
  }

  /** As {@link #text} writes it. */
  private static String text(String notes) {
    return text(tokens(notes, "4/4"));
  }

  private static String bars(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int bar = from; bar < to; bar++) {
      text.append("C4 D4 ").append("CDEFGAB".charAt(bar % 7)).append("4 A4 ");
    }
    return text.toString();
  }

  @Test
  void aPhraseIsAnsweredByTheOneAfterIt() {
    Tune tune = tune("C4 D4 E4 F4 G4:4 A4 B4 c5 B4 C4:4 E4:2 E4:2 F4:4", "4/4");
    List<Pair> pairs = new Pairs(CODEC).replies(tune, 2);
    assertThat(pairs).hasSize(2);
    assertThat(text(pairs.get(0).question())).isEqualTo(text("C4 D4 E4 F4 G4:4"));
    assertThat(text(pairs.get(0).answer())).isEqualTo(text("A4 B4 C5 B4 C4:4"));
    assertThat(text(pairs.get(1).question())).isEqualTo(text("A4 B4 C5 B4 C4:4"));
    assertThat(text(pairs.get(1).answer())).isEqualTo(text("E4:2 E4:2 F4:4"));
    assertThat(pairs.get(0).wish()).isEqualTo(new Wish(Kind.REPLY, 2));
  }

  @ParameterizedTest
  @CsvSource({"r:3 G4, true", "r:2 G4:2, true", "r:1 G4:3, false", "G4:4, false"})
  void aBarIsAPickupIfItsFirstHalfIsSilent(String first, boolean pickup) {
    Tune tune = tune(first + " " + bars(0, 4), "4/4");
    assertThat(tune.pickup()).isEqualTo(pickup);
    assertThat(tune.bars()).isEqualTo(pickup ? 4 : 5);
    Pair pair = new Pairs(CODEC).replies(tune, 2).get(0);
    int questionBars = (pair.question().length - Pair.HEADER) / 16;
    assertThat(questionBars).isEqualTo(pickup ? 3 : 2);
    assertThat(pair.answer()).hasSize(Pair.HEADER + 32);
  }

  /** Also if it begins with half a bar of rest, which is a pickup only at the very beginning. */
  @Test
  void whatSaysTheSameAgainIsNoReply() {
    String again = "r:2 C4 D4 E4 F4 G4:2 ";
    Tune tune = tune(bars(0, 2) + again + again + bars(2, 4), "4/4");
    List<Pair> pairs = new Pairs(CODEC).replies(tune, 2);
    assertThat(pairs).hasSize(2);
    assertThat(pairs).noneMatch(pair -> Arrays.equals(pair.question(), pair.answer()));
    Tune withPickup = tune("r:3 G4 " + bars(0, 2) + bars(0, 2), "4/4");
    assertThat(new Pairs(CODEC).replies(withPickup, 2)).isEmpty();
  }

  @Test
  void aPhraseThatComesAgainWithChangesIsAVariation() {
    String plain = "C4 D4 E4 F4 G4:4 ";
    String varied = "C4 D4 E4:0.5 D4:0.5 F4 G4:4 ";
    String other = "A4:2 F4:2 D4:4 ";
    Tune tune = tune(plain + other + varied + plain, "4/4");
    List<Pair> pairs = new Pairs(CODEC).variations(tune, 2);
    String there = text(plain) + " then " + text(varied);
    String back = text(varied) + " then " + text(plain);
    assertThat(pairs.stream().map(p -> text(p.question()) + " then " + text(p.answer())))
        .containsExactlyInAnyOrder(there, back, back, there);
    assertThat(pairs).allMatch(pair -> pair.wish().kind() == Kind.VARIATION);
  }

  @Test
  void whatBeginsWithATiedNoteIsNoPhrase() {
    Tune tune = tune(bars(0, 1) + "C4 D4 E4 F4:3 G4 A4 " + "E4 F4 G4 A4 B4:4", "4/4");
    assertThat(new Pairs(CODEC).replies(tune, 2)).isEmpty();
    assertThat(new Pairs(CODEC).replies(tune, 1)).hasSize(2);
  }

  @Test
  void whereTheMetreChangesAnotherTuneBegins() {
    int[] three = tokens("C4 D4 E4 F4:3", "3/4");
    int[] four = tokens(bars(0, 2), "4/4");
    int[] both =
        IntStream.concat(
                Arrays.stream(three).filter(token -> token != Vocabulary.EOS),
                IntStream.concat(IntStream.of(four[0]), Arrays.stream(four).skip(Pair.HEADER)))
            .toArray();
    List<Tune> tunes = Tune.of(CODEC, both);
    assertThat(tunes).extracting(Tune::barSteps).containsExactly(12, 16);
    assertThat(tunes).extracting(Tune::bars).containsExactly(2, 2);
    assertThat(tunes).allMatch(tune -> tune.key() == three[1]);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsDrawnIsWholeAndAsLongAsIsWished(long seed) {
    List<Tune> tunes =
        List.of(
            tune("r:3.5 G4:0.5 " + bars(0, 17), "4/4"),
            tune("C4:3 D4:3 E4:3 F4:1 E4:2 " + "C4:3 ".repeat(5), "3/4"),
            tune("C4:2", "2/4"));
    Pairs pairs = new Pairs(CODEC);
    List<List<Pair>> variations = tunes.stream().map(tune -> pairs.variations(tune, 2)).toList();
    List<Pair> drawn = new Drawing(CODEC, 2000).draw(tunes, variations, new SplittableRandom(seed));
    assertThat(drawn.size()).isGreaterThan(1000);
    for (Pair pair : drawn) {
      int barSteps = HeardSteps.barSteps(CODEC, pair.answer());
      assertThat(pair.answer()).hasSize(Pair.HEADER + pair.wish().bars() * barSteps);
      assertThat((pair.question().length - Pair.HEADER) % barSteps).isZero();
      assertThat(pairs.isUsable(pair)).isTrue();
    }
    assertThat(drawn).extracting(pair -> pair.wish().kind()).contains(Kind.values());
    assertThat(drawn.stream().map(pair -> pair.wish().bars()).distinct()).contains(1, 2, 3, 4, 8);
    assertThat(new Drawing(CODEC, 2000).draw(tunes, variations, new SplittableRandom(seed)))
        .usingRecursiveComparison()
        .isEqualTo(drawn);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void thinningOnlyLeavesNotesOut(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      text.append(random.nextInt(5) == 0 ? "r" : "CDEFGAB".charAt(random.nextInt(7)) + "4");
      text.append(":0.5 ");
    }
    int[] phrase = tune(text.toString(), "4/4").bars(0, 4);
    int[] thinned = new Thinning(CODEC).thin(phrase, 16, random);
    assertThat(thinned).hasSameSizeAs(phrase);
    boolean sounding = false;
    for (int i = 0; i < phrase.length; i++) {
      TokenKind kind = CODEC.kind(phrase[i]);
      if (thinned[i] != phrase[i]) {
        assertThat(kind).isEqualTo(TokenKind.PITCH);
        assertThat(CODEC.kind(thinned[i])).isEqualTo(TokenKind.HOLD);
        assertThat(sounding).isTrue();
      }
      sounding = kind == TokenKind.PITCH || (kind == TokenKind.HOLD && sounding);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4/4", "3/4", "6/8", "2/4", "9/8"})
  void eachStepIsHeardWithItsPlace(String metre) {
    Tune tune = tune("r:4 " + "C4 ".repeat(60), metre);
    int[] sizes = HeardSteps.inputSizes(CODEC);
    Wish wish = new Wish(Kind.VARIATION, 8);
    for (int bars = 1; bars <= 8; bars++) {
      int[] question = tune.bars(0, bars);
      List<int[]> heard = HeardSteps.of(CODEC, question, false, wish);
      assertThat(heard).hasSize(bars * tune.barSteps());
      for (int step = 0; step < heard.size(); step++) {
        int[] inputs = heard.get(step);
        for (int i = 0; i < sizes.length; i++) {
          assertThat(inputs[i]).isBetween(0, sizes[i] - 1);
        }
        assertThat(inputs[0]).isEqualTo(question[Pair.HEADER + step]);
        assertThat(inputs[1]).isEqualTo(step % tune.barSteps());
        assertThat(inputs[3]).isEqualTo(bars - 1 - step / tune.barSteps());
      }
    }
  }
}
