package ritornello.notation;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.InputSource;

/**
 * Reads MusicXML by its words, as another program does, and complains where a voice does not fill
 * its bar or a tie leads nowhere. Knows nothing of how it was written.
 */
final class MusicXmlReading {
  /** What the schema imports, as far as it uses it. */
  private static final Map<String, String> IMPORTED =
      Map.of(
          "http://www.w3.org/XML/1998/namespace",
          """
          <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
              targetNamespace="http://www.w3.org/XML/1998/namespace">
            <xs:attribute name="lang" type="xs:string"/>
            <xs:attribute name="space" type="xs:string"/>
          </xs:schema>""",
          "http://www.w3.org/1999/xlink",
          """
          <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
              targetNamespace="http://www.w3.org/1999/xlink">
            <xs:attribute name="href" type="xs:string"/>
            <xs:attribute name="type" type="xs:string"/>
            <xs:attribute name="role" type="xs:string"/>
            <xs:attribute name="title" type="xs:string"/>
            <xs:attribute name="show" type="xs:string"/>
            <xs:attribute name="actuate" type="xs:string"/>
          </xs:schema>""");

  private final Document document;

  /** MIDI key of each instrument that has one. */
  private final Map<String, Integer> drums = new HashMap<>();

  /**
   * A note that sounds, its ties joined.
   *
   * @param part from 0
   * @param start in divisions, which are 24ths of a quarter note, from the first bar line
   * @param length in divisions
   * @param pitch MIDI key number
   */
  record Sounding(int part, double start, double length, int pitch) {
    static final Comparator<Sounding> ORDER =
        Comparator.comparingInt(Sounding::part)
            .thenComparingDouble(Sounding::start)
            .thenComparingInt(Sounding::pitch);
  }

  /** A note that is tied on, where it ends. */
  private record Open(double end, int pitch) {}

  private MusicXmlReading(Document document) {
    this.document = document;
    for (Element midi : all("midi-instrument")) {
      if (child(midi, "midi-unpitched").isPresent()) {
        drums.put(midi.getAttribute("id"), (int) number(midi, "midi-unpitched") - 1);
      }
    }
  }

  static MusicXmlReading of(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    return new MusicXmlReading(builder.parse(new InputSource(new StringReader(xml))));
  }

  /** The schema of MusicXML 4.0, which the library brings along. */
  static Schema schema() throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    DOMImplementationLS inputs =
        (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
    factory.setResourceResolver(
        (type, namespace, publicId, systemId, base) -> {
          LSInput input = inputs.createLSInput();
          input.setSystemId(systemId);
          input.setStringData(IMPORTED.get(namespace));
          return input;
        });
    return factory.newSchema(
        new StreamSource(
            org.audiveris.proxymusic.Note.class.getResourceAsStream(
                "/META-INF/jaxb/xsd/musicxml.xsd")));
  }

  void validate(Schema schema) throws Exception {
    schema.newValidator().validate(new DOMSource(document));
  }

  List<Element> all(String name) {
    return elements(document.getDocumentElement(), name);
  }

  /** All texts of elements of this name. */
  List<String> texts(String name) {
    return all(name).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    var nodes = parent.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent).stream().filter(c -> c.getTagName().equals(name)).findFirst();
  }

  private static double number(Element parent, String name) {
    return Double.parseDouble(child(parent, name).orElseThrow().getTextContent());
  }

  /** What sounds, sorted. */
  List<Sounding> notes() {
    List<Sounding> notes = new ArrayList<>();
    List<Element> parts = all("part");
    for (int part = 0; part < parts.size(); part++) {
      read(parts.get(part), part, notes);
    }
    notes.sort(Sounding.ORDER);
    return notes;
  }

  private void read(Element part, int number, List<Sounding> notes) {
    Map<Open, Double> ties = new HashMap<>();
    double barLine = 0;
    for (Element measure : elements(part, "measure")) {
      double at = barLine;
      double chordStart = at;
      Map<String, Double> voices = new HashMap<>();
      double longest = barLine;
      for (Element element : children(measure)) {
        switch (element.getTagName()) {
          case "backup" -> at -= number(element, "duration");
          case "note" -> {
            double length = number(element, "duration");
            if (child(element, "chord").isEmpty()) {
              chordStart = at;
              at += length;
              voices.merge(text(element, "voice"), length, Double::sum);
            }
            longest = Math.max(longest, at);
            if (child(element, "rest").isEmpty()) {
              sound(element, number, chordStart, length, ties, notes);
            }
          }
          default -> {}
        }
      }
      check(measure, longest - barLine, voices);
      barLine = longest;
    }
    if (!ties.isEmpty()) {
      throw new AssertionError("ties that lead nowhere, from " + ties);
    }
  }

  private static void check(Element measure, double length, Map<String, Double> voices) {
    for (double voice : voices.values()) {
      if (Math.abs(voice - length) > 1e-9) {
        String bar = measure.getAttribute("number");
        throw new AssertionError("bar " + bar + " is " + length + " long, its voices " + voices);
      }
    }
  }

  private static String text(Element parent, String name) {
    return child(parent, name).orElseThrow().getTextContent();
  }

  private void sound(
      Element note,
      int part,
      double start,
      double length,
      Map<Open, Double> ties,
      List<Sounding> notes) {
    int pitch = pitch(note);
    List<String> types =
        elements(note, "tie").stream().map(tie -> tie.getAttribute("type")).toList();
    double from = start;
    if (types.contains("stop")) {
      Double began = ties.remove(new Open(start, pitch));
      if (began == null) {
        throw new AssertionError("a tie to " + pitch + " at " + start + " from nowhere");
      }
      from = began;
    }
    if (types.contains("start")) {
      ties.put(new Open(start + length, pitch), from);
    } else {
      notes.add(new Sounding(part, from, start + length - from, pitch));
    }
  }

  private int pitch(Element note) {
    Optional<Element> pitch = child(note, "pitch");
    if (pitch.isEmpty()) {
      return drums.get(child(note, "instrument").orElseThrow().getAttribute("id"));
    }
    int letter = "C D EF G A B".indexOf(text(pitch.get(), "step"));
    double alter = child(pitch.get(), "alter").isPresent() ? number(pitch.get(), "alter") : 0;
    return 12 * ((int) number(pitch.get(), "octave") + 1) + letter + (int) alter;
  }
}
