package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static ritornello.report.AttentionPictureTest.melody;
import static ritornello.report.AttentionPictureTest.random;
import static ritornello.report.AttentionPictureTest.small;
import static ritornello.report.PianoRollSvgTest.elements;
import static ritornello.report.PianoRollSvgTest.number;
import static ritornello.report.PianoRollSvgTest.parsed;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import ritornello.score.Melody;

/** The picture is read as a program that draws it reads it, and looked at for what it shows. */
class AttentionDrawingTest {
  private static final String QUESTION_COLOUR = "#2563eb";
  private static final String ANSWER_COLOUR = "#d97706";

  private static List<Element> told(Document document, String part) {
    return elements(document, "rect").stream()
        .filter(rect -> rect.getTextContent().contains(part))
        .toList();
  }

  private static List<Element> coloured(Document document, String colour) {
    return elements(document, "rect").stream()
        .filter(rect -> rect.getAttribute("fill").equals(colour))
        .toList();
  }

  private static double brightness(Element rect) {
    Color colour = Color.decode(rect.getAttribute("fill"));
    return 0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue();
  }

  /** Cells of the matrix, without rests. */
  private static List<Element> cells(Document document) {
    return told(document, " looked at ").stream()
        .filter(rect -> !rect.getTextContent().contains("looked at rests"))
        .toList();
  }

  @Test
  void thePictureIsTheKnownOne() throws Exception {
    assertThat(small().svg()).isEqualTo(SurpriseTest.golden("attention.svg"));
    assertThat(small().svg().replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "href");
  }

  @Test
  void whatLookedAtWhatIsTold() throws Exception {
    assertThat(told(parsed(small().svg()), "looked at").stream().map(Element::getTextContent))
        .containsExactly(
            "G4 in bar 1 looked at C4 in bar 1: 5 %",
            "G4 in bar 1 looked at D4 in bar 1: 90 %",
            "G4 in bar 1 looked at F#4 in bar 1: 5 %",
            "A4 in bar 1 looked at rests: 100 %",
            "B4 in bar 2 looked at C4 in bar 1: 25 %",
            "B4 in bar 2 looked at D4 in bar 1: 13 %",
            "B4 in bar 2 looked at E4 in bar 1: 50 %",
            "B4 in bar 2 looked at rests: 12 %");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void eachWeightIsDrawnOnceWhereItsNotesBegin(long seed) throws Exception {
    AttentionPicture picture = random(seed, 4, 4);
    Document document = parsed(picture.svg());
    List<Element> columns = coloured(document, QUESTION_COLOUR);
    List<Element> rows = coloured(document, ANSWER_COLOUR);
    // The words "question" and "answer" have the same colours, and are no boxes.
    assertThat(columns).hasSameSizeAs(picture.question().notes());
    assertThat(rows).hasSameSizeAs(picture.answer().notes());
    List<Element> cells = new ArrayList<>(cells(document));
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        if (picture.weight(row, column) >= 0.005) {
          Element cell = cells.remove(0);
          assertThat(number(cell, "x")).isCloseTo(number(columns.get(column), "x"), within(0.11));
          assertThat(number(cell, "y")).isCloseTo(number(rows.get(row), "y"), within(0.11));
        }
      }
    }
    assertThat(cells).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7})
  void theGreaterTheWeightTheDarkerTheCell(long seed) throws Exception {
    AttentionPicture picture = random(seed, 2, 3);
    List<Double> weights =
        Arrays.stream(picture.weights())
            .flatMapToDouble(Arrays::stream)
            .filter(weight -> weight >= 0.005)
            .boxed()
            .toList();
    List<Element> cells = cells(parsed(picture.svg()));
    List<Integer> order =
        IntStream.range(0, weights.size())
            .boxed()
            .sorted(Comparator.comparing(weights::get))
            .toList();
    assertThat(order.stream().map(i -> -brightness(cells.get(i)))).isSorted();
    double darkest = brightness(cells.get(order.get(order.size() - 1)));
    assertThat(brightness(cells.get(order.get(0))) - darkest).isGreaterThan(120);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 8", "4, 4", "8, 1", "8, 8", "20, 3"})
  void allIsInsideThePicture(int questionBars, int answerBars) throws Exception {
    Document document = parsed(random(8, questionBars, answerBars).svg());
    double width = number(document.getDocumentElement(), "width");
    double height = number(document.getDocumentElement(), "height");
    for (Element rect : elements(document, "rect")) {
      assertThat(number(rect, "x")).isBetween(0.0, width - number(rect, "width"));
      assertThat(number(rect, "y")).isBetween(0.0, height - number(rect, "height"));
      assertThat(number(rect, "width")).isPositive();
      assertThat(number(rect, "height")).isPositive();
    }
    for (Element line : elements(document, "line")) {
      assertThat(number(line, "x2")).isBetween(number(line, "x1"), width);
      assertThat(number(line, "y2")).isBetween(number(line, "y1"), height);
    }
    for (Element text : elements(document, "text")) {
      assertThat(number(text, "x")).isBetween(0.0, width);
      assertThat(number(text, "y")).isBetween(0.0, height);
    }
  }

  @Test
  void fourBarsFitAPageAndMoreBarsAreLarger() throws Exception {
    double four = number(parsed(random(9, 4, 4).svg()).getDocumentElement(), "width");
    double eight = number(parsed(random(9, 8, 8).svg()).getDocumentElement(), "width");
    assertThat(four).isBetween(800.0, 960.0);
    assertThat(eight).isBetween(1.3 * four, 2 * four);
  }

  @Test
  void pitchesGoUpwardsInTheQuestionAndToTheRightInTheAnswer() throws Exception {
    Document document = parsed(small().svg());
    assertThat(coloured(document, QUESTION_COLOUR).stream().map(note -> -number(note, "y")))
        .isSorted();
    List<Element> answer = coloured(document, ANSWER_COLOUR);
    assertThat(answer.stream().map(note -> number(note, "x"))).isSorted();
    assertThat(answer.stream().map(note -> number(note, "y"))).isSorted();
    double quarter = number(answer.get(1), "y") - number(answer.get(0), "y");
    assertThat(number(answer.get(2), "height")).isCloseTo(4 * quarter - 1.5, within(0.3));
  }

  @Test
  void theLowestAndTheHighestPitchAreDrawnToo() throws Exception {
    AttentionPicture picture =
        new AttentionPicture("wide", melody("C-1 G9"), melody("C-1"), new double[][] {{0.5, 0.5}});
    List<Element> notes = coloured(parsed(picture.svg()), QUESTION_COLOUR);
    double lane = number(notes.get(0), "height");
    assertThat(number(notes.get(0), "y") - number(notes.get(1), "y")).isEqualTo(127 * lane);
  }

  @Test
  void barsBeforeTheFirstNoteAndAfterTheLastAreLeftOutAndBarsKeepTheirNumbers() throws Exception {
    Melody question = melody("r:11 C4:2 r:8");
    Melody answer = melody("G4:4");
    AttentionPicture picture =
        new AttentionPicture("rests", question, answer, new double[][] {{1}});
    Document document = parsed(picture.svg());
    List<String> words = elements(document, "text").stream().map(Element::getTextContent).toList();
    assertThat(words).containsSubsequence("3", "4", "1").doesNotContain("2", "5");
    Element note = coloured(document, QUESTION_COLOUR).get(0);
    Element bar = coloured(document, ANSWER_COLOUR).get(0);
    double quarter = number(bar, "height") / 4;
    Element cell = cells(document).get(0);
    assertThat(number(cell, "x")).isCloseTo(number(note, "x"), within(0.11));
    assertThat(number(cell, "width")).isCloseTo(2 * quarter, within(1.0));
    assertThat(picture.text(true)).isEqualTo("bar 1  G4  █  C4 (bar 3) 100 %\n");
  }

  @Test
  void aCellGoesOnToTheNextNoteUnlessALongRestComesBetween() throws Exception {
    AttentionPicture picture =
        new AttentionPicture(
            "", melody("C4:0.5 r:0.5 D4 r:1 E4"), melody("C4:4"), new double[][] {{0.3, 0.3, 0.3}});
    List<Element> cells = cells(parsed(picture.svg()));
    double quarter = number(cells.get(2), "width");
    assertThat(number(cells.get(0), "width")).isEqualTo(quarter);
    assertThat(number(cells.get(1), "width")).isEqualTo(quarter);
  }

  @Test
  void aRowOfZerosLookedAtRestsOnly() throws Exception {
    AttentionPicture picture =
        new AttentionPicture("", melody("C4 D4"), melody("G4"), new double[][] {{0, 0}});
    Document document = parsed(picture.svg());
    assertThat(cells(document)).isEmpty();
    assertThat(told(document, "G4 in bar 1 looked at rests: 100 %")).hasSize(1);
    assertThat(picture.text(true)).isEqualTo("bar 1  G4  ▁▁  rests 100 %\n");
    assertThat(picture.text(false)).isEqualTo("bar 1  G4  00  rests 100 %\n");
  }

  @Test
  void whereNoneLookedAtRestsNothingIsSaidOfThem() throws Exception {
    AttentionPicture picture =
        new AttentionPicture("", melody("C4 D4"), melody("G4"), new double[][] {{0.25, 0.75}});
    assertThat(picture.svg()).doesNotContain("rests");
    assertThat(picture.text(true)).doesNotContain("rests");
  }

  @Test
  void aTitleIsText() throws Exception {
    String title = "<b> & \"so\" ]]> on \uD834\uDD1E\u0000";
    AttentionPicture picture =
        new AttentionPicture(title, melody("C4"), melody("C4"), new double[][] {{1}});
    assertThat(elements(parsed(picture.svg()), "text").get(0).getTextContent())
        .isEqualTo("<b> & \"so\" ]]> on \uD834\uDD1E");
  }

  @Test
  void thePngIsTwiceAsFineAsTheSvgAndShowsTheSame() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    small().png(out);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    Document document = parsed(small().svg());
    Element svg = document.getDocumentElement();
    assertThat(1.0 * image.getWidth()).isEqualTo(2 * number(svg, "width"));
    assertThat(1.0 * image.getHeight()).isEqualTo(2 * number(svg, "height"));
    for (Element cell : cells(document)) {
      int x = (int) (2 * number(cell, "x") + number(cell, "width"));
      int y = (int) (2 * number(cell, "y") + number(cell, "height") / 2);
      assertThat(image.getRGB(x, y) & 0xffffff)
          .isEqualTo(Integer.decode(cell.getAttribute("fill")));
    }
  }
}
