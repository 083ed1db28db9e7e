package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** The picture is read as a program that draws it reads it. */
class PianoRollSvgTest {
  private static final String NOTE_COLOUR = "#2563eb";

  static Document parsed(String svg) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(svg)));
  }

  static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<Element> notes(Document document) {
    return elements(document, "rect").stream()
        .filter(rect -> rect.getAttribute("fill").equals(NOTE_COLOUR))
        .toList();
  }

  @Test
  void eachNoteIsWhereAndAsLongAsItSounds() throws Exception {
    Score score = PianoRollTest.score("C4 D4:2 E4", "4/4");
    List<Element> notes = notes(parsed(PianoRollSvg.svg(score, "tune")));
    assertThat(notes).hasSize(3);
    double first = number(notes.get(0), "x");
    double quarter = number(notes.get(1), "x") - first;
    assertThat(number(notes.get(2), "x") - first).isCloseTo(3 * quarter, within(0.2));
    double gap = quarter - number(notes.get(0), "width");
    assertThat(number(notes.get(1), "width")).isCloseTo(2 * quarter - gap, within(0.2));
    double semitone = number(notes.get(0), "height");
    assertThat(number(notes.get(0), "y") - number(notes.get(1), "y")).isEqualTo(2 * semitone);
    assertThat(number(notes.get(1), "y") - number(notes.get(2), "y")).isEqualTo(2 * semitone);
  }

  @Test
  void allIsInsideThePicture() throws Exception {
    String notes = "r:3 " + "C4 c6 A4:2 ".repeat(40);
    Document document = parsed(PianoRollSvg.svg(PianoRollTest.score(notes, "3/4"), "long"));
    double width = number(document.getDocumentElement(), "width");
    double height = number(document.getDocumentElement(), "height");
    for (Element rect : elements(document, "rect")) {
      double x = rect.hasAttribute("x") ? number(rect, "x") : 0;
      double y = rect.hasAttribute("y") ? number(rect, "y") : 0;
      assertThat(x).isNotNegative();
      assertThat(x + number(rect, "width")).isLessThanOrEqualTo(width);
      assertThat(y + number(rect, "height")).isLessThanOrEqualTo(height);
    }
  }

  @Test
  void theLowestAndTheHighestPitchAreDrawnToo() throws Exception {
    Track track =
        new Track("", 0, List.of(new Note(0, 9, 0, 64), new Note(9, 9, 127, 64)), List.of());
    Score score = new Score(9, List.of(), List.of(), List.of(), List.of(), List.of(track));
    List<Element> notes = notes(parsed(PianoRollSvg.svg(score, "")));
    double row = number(notes.get(0), "height");
    assertThat(number(notes.get(0), "y") - number(notes.get(1), "y")).isEqualTo(127 * row);
  }

  @Test
  void aPickupAndEightBarsAreOneSystem() throws Exception {
    String phrase = "C4 D4 E4 F4 ".repeat(8);
    Document with = parsed(PianoRollSvg.svg(PianoRollTest.score("r:3 G4 " + phrase, "4/4"), ""));
    Document without = parsed(PianoRollSvg.svg(PianoRollTest.score(phrase, "4/4"), ""));
    assertThat(notes(with).stream().map(note -> number(note, "y")).distinct()).hasSize(5);
    assertThat(notes(without).stream().map(note -> number(note, "y")).distinct()).hasSize(4);
  }

  @Test
  void aTitleIsText() throws Exception {
    String title = "<b> & \"so\" ]]> on 𝄞";
    Document document = parsed(PianoRollSvg.svg(PianoRollTest.score("C4", "4/4"), title));
    assertThat(elements(document, "text").get(0).getTextContent()).isEqualTo(title);
  }

  @Test
  void whatXmlCannotHoldIsLeftOutOfATitle() throws Exception {
    String title = "a\u0000\u001B[1m\uD834\uFFFEb";
    Document document = parsed(PianoRollSvg.svg(PianoRollTest.score("C4", "4/4"), title));
    assertThat(elements(document, "text").get(0).getTextContent()).isEqualTo("a[1mb");
  }

  @Test
  void aBarHasTheColourOfItsSourceInTheLegend() throws Exception {
    Score score = PianoRollTest.score("C4 D4 E4 F4 ".repeat(20), "4/4");
    Provenance provenance =
        new Provenance(
            List.of(
                new Provenance.Source(2, "a & b.mid", "bar 7", 6),
                new Provenance.Source(11, "c.mid", "bars 1 to 3", 24),
                new Provenance.Source(12, "c.mid", "bars 1 to 3", 24)));
    String svg = PianoRollSvg.svg(score, "tune", provenance);
    Document document = parsed(svg);
    List<Element> coloured =
        elements(document, "rect").stream()
            .filter(rect -> rect.getElementsByTagName("title").getLength() == 1)
            .toList();
    assertThat(coloured.stream().map(Element::getTextContent))
        .containsExactly(
            "bar 2: 6 notes as in a & b.mid, bar 7",
            "bar 11: 24 notes as in c.mid, bars 1 to 3",
            "bar 12: 24 notes as in c.mid, bars 1 to 3");
    double bar = number(coloured.get(0), "width");
    assertThat(number(coloured.get(0), "x")).isCloseTo(48 + bar, within(0.2));
    assertThat(number(coloured.get(1), "x")).isCloseTo(48 + 2 * bar, within(0.2));
    assertThat(number(coloured.get(1), "y")).isGreaterThan(number(coloured.get(0), "y"));
    assertThat(number(coloured.get(1), "fill-opacity"))
        .isGreaterThan(number(coloured.get(0), "fill-opacity"));

    List<Element> swatches =
        elements(document, "rect").stream()
            .filter(rect -> rect.getAttribute("width").equals("24"))
            .toList();
    assertThat(swatches.stream().map(rect -> rect.getAttribute("fill")))
        .containsExactly(coloured.get(1).getAttribute("fill"), coloured.get(0).getAttribute("fill"))
        .doesNotHaveDuplicates();
    List<String> texts = elements(document, "text").stream().map(Element::getTextContent).toList();
    assertThat(texts.subList(texts.size() - 2, texts.size()))
        .containsExactly(
            "c.mid: 2 bars, at most 24 notes in a row",
            "a & b.mid: 1 bar, at most 6 notes in a row");
    double height = number(document.getDocumentElement(), "height");
    assertThat(swatches).allMatch(rect -> number(rect, "y") + 12 < height);
  }
}
