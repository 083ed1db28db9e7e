package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Small pictures are read as a program that draws them reads them. */
class LineChartsTest {
  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Chart chart(String name, double... values) {
    List<Chart.Point> points =
        IntStream.range(0, values.length).mapToObj(i -> new Chart.Point(i + 1, values[i])).toList();
    return new Chart("a & b", "x", "y", true, List.of(new Chart.Curve(name, points)));
  }

  @Test
  @DisplayName("what is ten times as much stands one power higher; what is not above 0 is left out")
  void powersAreEvenlyFarApart() throws Exception {
    String svg = LineCharts.svg(List.of(chart("<one>", 1, 0.1, 0.01, 0, Double.NaN, 0.001)));
    Element curve =
        elements(parsed(svg), "path").stream()
            .filter(path -> path.getAttribute("fill").equals("none"))
            .findFirst()
            .orElseThrow();
    String[] points = curve.getAttribute("d").substring(1).split("L");
    assertThat(points).hasSize(4);
    double[] y =
        List.of(points).stream().mapToDouble(p -> Double.parseDouble(p.split(" ")[1])).toArray();
    assertThat(y[1] - y[0]).isCloseTo(y[2] - y[1], within(0.2));
    assertThat(y[3] - y[2]).isCloseTo(y[1] - y[0], within(0.2));
  }

  @Test
  void chartsStandTwoInARow() throws Exception {
    Document two = parsed(LineCharts.svg(List.of(chart("a", 1, 2), chart("b", 1, 2))));
    Document three =
        parsed(LineCharts.svg(List.of(chart("a", 1, 2), chart("b", 1, 2), chart("c", 3, 1e-9))));
    Element wide = two.getDocumentElement();
    Element high = three.getDocumentElement();
    assertThat(high.getAttribute("width")).isEqualTo(wide.getAttribute("width"));
    assertThat(Integer.parseInt(high.getAttribute("height")))
        .isEqualTo(2 * Integer.parseInt(wide.getAttribute("height")));
  }

  @Test
  void aConfusionHasACellForEachPairAndANumberWherePiecesAre() throws Exception {
    int[][] counts = {{3, 1}, {0, 2}};
    Document document =
        parsed(new ConfusionChart("all <is> well", List.of("jig", "r&r"), counts).svg());
    assertThat(elements(document, "rect")).hasSize(5);
    assertThat(elements(document, "text").stream().map(Element::getTextContent))
        .contains("all <is> well", "jig", "r&r", "3", "1", "2")
        .doesNotContain("0");
  }

  @Test
  void barsAreTheHigherTheMoreTheyCount() {
    double[] shares = new double[34];
    shares[0] = 0.5;
    shares[33] = 0.25;
    BarShares bars = new BarShares(shares, "why");
    assertThat(bars.text(true, "  ").lines())
        .containsExactly("     1 █▁▁▁" + " ▁▁▁▁".repeat(7), "    33 ▁▅");
    assertThat(bars.text(false, "").lines()).last().isEqualTo("  33 .+");
    assertThat(bars.box(33, 0, 0, 10, 20).about()).isEqualTo("bar 34: 25.0 %");
    assertThat(bars.box(40, 0, 0, 10, 20).opacity()).isZero();
  }
}
