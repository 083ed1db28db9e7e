package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.report.PianoRoll.Style;
import ritornello.score.Melody;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;

class PianoRollTest {

  /** At 120 quarter notes a minute. */
  static Score score(String notes, String metre) {
    Melody melody = NoteText.parse(notes, TimeSignature.parse(metre), 4);
    return melody.toScore("melody", 120, 0, 80);
  }

  private static String roll(int columns, Style style, Score score) {
    return new PianoRoll(columns, style).text(score);
  }

  @Test
  void inUnicodeTwoPitchesShareALine() {
    assertThat(roll(80, Style.UNICODE, score("C4 D4:0.5 E4:0.5 c#4:2 r c4 c4 f4", "4/4")))
        .isEqualTo(
            """
                 1                2
             F4 │      ▄▄        │            ▀▀▀▀│
             D4 │    ▄▄          │                │
            C#4 │▄▄▄▄    ▀▀▀▀▀▀▀▀│    ▄▄▄ ▄▄▄▄    │
            """);
  }

  @Test
  void inAsciiEachPitchHasALine() {
    assertThat(roll(80, Style.ASCII, score("C4 D4 C4 C4", "4/4")))
        .isEqualTo(
            """
                 1
             D4 |    ####        |
                |                |
             C4 |####    ### ####|
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 24, 40, 60, 80, 120, 1000})
  void noLineIsWiderThanTheTerminalUnlessABarIs(int columns) {
    Score score = score(phrase(), "4/4");
    int widest = Math.max(columns, 4 + 1 + 16 + 1);
    assertThat(roll(columns, Style.UNICODE, score).lines())
        .allMatch(line -> line.length() <= Math.max(24, widest));
  }

  private static String phrase() {
    return IntStream.range(0, 48).mapToObj(i -> "C4").collect(Collectors.joining(" "));
  }

  @Test
  void aPickupStandsBeforeFourBars() {
    String notes = "r:3 " + phrase();
    List<String> headers =
        roll(100, Style.ASCII, score(notes, "4/4"))
            .lines()
            .filter(line -> !line.contains("|"))
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList();
    assertThat(headers).containsExactly("1 2 3 4 5", "6 7 8 9", "10 11 12 13");
  }

  @Test
  void withoutNotesThereIsNothing() {
    Score silent = new Score(480, List.of(), List.of(), List.of(), List.of(), List.of());
    assertThat(roll(80, Style.UNICODE, silent)).isEmpty();
  }

  @Test
  void theLocaleMakesNoDifference() {
    Locale before = Locale.getDefault();
    Score score = score("C4 D4 E4 F4", "4/4");
    String usual = PianoRollSvg.svg(score, "tune");
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(PianoRollSvg.svg(score, "tune")).isEqualTo(usual);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void wordsStandAboveTheirBarsAndGiveWayToThoseBeforeThem() {
    Score score = score("C4 D4 C4 C4 C4:4", "4/4");
    List<PianoRoll.Mark> marks =
        List.of(
            new PianoRoll.Mark(0, "C"),
            new PianoRoll.Mark(960, "F#m7b5"),
            new PianoRoll.Mark(1440, "G"),
            new PianoRoll.Mark(1920, "Am"));
    assertThat(new PianoRoll(80, Style.ASCII).text(score, marks).lines().limit(2))
        .containsExactly("     C       F#m7b5   Am", "     1                2");
  }
}
