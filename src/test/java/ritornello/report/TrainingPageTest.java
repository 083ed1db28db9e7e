package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import ritornello.score.Score;

/** The page is read as a program that shows it reads it. */
class TrainingPageTest {
  private static final Score NOTHING =
      new Score(480, List.of(), List.of(), List.of(), List.of(), List.of());

  private static Document parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static Chart.Curve curve(String name, double... values) {
    return new Chart.Curve(
        name,
        IntStream.range(0, values.length)
            .mapToObj(i -> new Chart.Point(i + 1, values[i]))
            .toList());
  }

  private static Chart chart(String title, boolean logarithmic, Chart.Curve... curves) {
    return new Chart(title, "epochs", "nats", logarithmic, List.of(curves));
  }

  private static TrainingPage page(List<Chart> charts, List<TrainingPage.Sample> samples) {
    List<List<String>> rows = List.of(List.of("", "a"), List.of("<name>", "1 & 2"));
    return new TrainingPage(
        "my <model> & me",
        "training",
        charts,
        samples,
        List.of(
            new TrainingPage.Table("Facts", rows, false),
            new TrainingPage.Table("None", List.of(), false),
            new TrainingPage.Table("More", rows, true)),
        List.of("ritornello generate --model \"a <b>\""));
  }

  @Test
  void allIsInIt() throws Exception {
    Score tune = PianoRollTest.score("C4 D4 E4 F4", "4/4");
    Document page =
        parsed(
            page(
                    List.of(
                        chart("Loss", false, curve("training", 3, 2), curve("validation", 3, 2.5)),
                        chart("Rate", true, curve("rate", 1, 0.1, 0.01))),
                    List.of(
                        new TrainingPage.Sample("epoch 1", NOTHING, false),
                        new TrainingPage.Sample("epoch 2", tune, true)))
                .html());
    assertThat(elements(page, "h1").get(0).getTextContent()).isEqualTo("my <model> & me");
    assertThat(elements(page, "h2").stream().map(Element::getTextContent))
        .containsExactly("Curves", "What it invented on the way", "Facts", "More", "How to use it");
    assertThat(elements(page, "th").get(1).getTextContent()).isEqualTo("<name>");
    assertThat(elements(page, "pre").get(0).getTextContent()).contains("\"a <b>\"");
    List<Element> details = elements(page, "details");
    assertThat(details.stream().map(element -> element.getAttribute("open")))
        .containsExactly("", "open", "");
    assertThat(details.get(0).getTextContent()).contains("epoch 1", "No notes");
    assertThat(details.get(1).getElementsByTagName("svg").getLength()).isEqualTo(1);
    assertThat(details.get(2).getTextContent()).contains("1 & 2");
    assertThat(
            elements(page, "svg").stream()
                .map(svg -> svg.getElementsByTagName("title"))
                .filter(titles -> titles.getLength() > 0)
                .map(titles -> titles.item(0).getTextContent()))
        .containsExactly("Loss by epochs: training, validation", "Rate by epochs: rate");
  }

  @Test
  void eachCurveIsDrawnInAColourOfItsOwn() {
    Chart three =
        chart("Norm", true, curve("a", 1, 2, 3), curve("b", 10, 20, 30), curve("c", 5, 5, 5));
    String svg = ChartSvg.svg(three, "x").orElseThrow();
    assertThat(svg)
        .contains("stroke:rgb(37,99,235)", "stroke:rgb(217,119,6)", "stroke:rgb(5,150,105)");
  }

  /** But for the names of XML's vocabularies, which are never fetched. */
  @Test
  void nothingIsFetchedFromElsewhere() {
    String html =
        page(
                List.of(chart("Loss", false, curve("training", 3, 2))),
                List.of(new TrainingPage.Sample("", PianoRollTest.score("C4", "4/4"), true)))
            .html();
    String own =
        html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
            .replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "");
    assertThat(own)
        .doesNotContain("http:", "https:", "src=", "href", "@import", "<script", "<link");
  }

  @Test
  void picturesOfAPageDoNotShareNames() throws Exception {
    Chart chart = chart("Loss", false, curve("training", 3, 2));
    Document page = parsed(page(List.of(chart, chart), List.of()).html());
    List<String> ids = elements(page, "clipPath").stream().map(e -> e.getAttribute("id")).toList();
    assertThat(ids).hasSizeGreaterThan(1).doesNotHaveDuplicates();
  }

  @Test
  void whatCantBeDrawnIsLeftOut() {
    assertThat(ChartSvg.svg(chart("none", false, curve("a")), "x")).isEmpty();
    assertThat(ChartSvg.svg(chart("none", true, curve("a", 0, -1)), "x")).isEmpty();
    assertThat(ChartSvg.svg(chart("none", false, curve("a", Double.NaN)), "x")).isEmpty();
    Optional<String> one = ChartSvg.svg(chart("one", true, curve("a", 2), curve("b")), "x");
    assertThat(one).isPresent();
    assertThat(page(List.of(chart("", false, curve("a"))), List.of()).html())
        .contains("Nothing was measured yet");
  }

  @Test
  void theSameChartIsTheSamePicture() {
    Chart chart = chart("Loss", false, curve("training", 3, 2, 1.5), curve("validation", 3, 2, 2));
    assertThat(ChartSvg.svg(chart, "x")).isPresent().isEqualTo(ChartSvg.svg(chart, "x"));
  }
}
