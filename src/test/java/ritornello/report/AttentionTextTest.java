package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ritornello.report.AttentionPictureTest.melody;
import static ritornello.report.AttentionPictureTest.random;
import static ritornello.report.AttentionPictureTest.small;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.score.Melody;

/** What is said of attention in a terminal. */
class AttentionTextTest {
  @Test
  void inTheTerminalEachNoteOfTheAnswerHasALine() {
    assertThat(small().text(true))
        .isEqualTo(
            """
            bar 1  G4  ▁█▁▁  D4 (bar 1) 90 %, C4 (bar 1) 5 %, F#4 (bar 1) 5 %
            bar 1  A4  ▁▁▁▁  rests 100 %
            bar 2  B4  ▃▂▅▁  E4 (bar 1) 50 %, C4 (bar 1) 25 %, D4 (bar 1) 13 %
            """);
    assertThat(small().text(false).lines().map(line -> line.substring(11, 15)))
        .containsExactly("0900", "0000", "2150");
  }

  @Test
  void ofManyNotesEachBarHasASign() {
    Melody question = melody("C4:0.25 ".repeat(33) + "r:3 " + "D4:4");
    double[][] weights = new double[1][34];
    weights[0][15] = 0.25;
    weights[0][16] = 0.25;
    weights[0][31] = 0.25;
    AttentionPicture picture = new AttentionPicture("", question, melody("G4"), weights);
    assertThat(picture.text(false)).startsWith("bar 1  G4  590  C4 (bar 1) 25 %");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 4", "4, 12", "8, 8", "40, 2", "70, 1"})
  void linesAreAlignedAndNoneIsWiderThanTheTerminal(int questionBars, int answerBars) {
    AttentionPicture picture = random(10, questionBars, answerBars);
    for (boolean unicode : new boolean[] {true, false}) {
      List<String> lines = picture.text(unicode).lines().toList();
      assertThat(lines).hasSameSizeAs(picture.answer().notes());
      assertThat(lines).allMatch(line -> line.length() <= 80);
      assertThat(lines.stream().map(AttentionTextTest::signsEnd).distinct()).hasSize(1);
    }
  }

  /** Where the signs of a line end: before the last two spaces that stand together. */
  private static int signsEnd(String line) {
    return line.lastIndexOf("  ");
  }
}
