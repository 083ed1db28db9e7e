package ritornello.notation;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.audiveris.proxymusic.Encoding;
import org.audiveris.proxymusic.Identification;
import org.audiveris.proxymusic.ObjectFactory;
import org.audiveris.proxymusic.PartList;
import org.audiveris.proxymusic.ScorePartwise;
import org.audiveris.proxymusic.TypedText;
import org.audiveris.proxymusic.Work;
import ritornello.notation.Notation.Tempo;

/**
 * MusicXML 4.0 ("score-partwise"), by the library ProxyMusic; the same bytes for the same notation.
 *
 * <p>Grids, keys and the rest are {@link Notation}'s; velocities are kept, as percents of forte.
 */
public final class MusicXml {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8" standalone="no"?>
      <!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" \
      "http://www.musicxml.org/dtds/partwise.dtd">
      """;

  private static final String CONTAINER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <container>
        <rootfiles>
          <rootfile full-path="score.musicxml" \
      media-type="application/vnd.recordare.musicxml+xml"/>
        </rootfiles>
      </container>
      """;

  private MusicXml() {}

  /** Writes plain MusicXML, and leaves the stream open. */
  public static void write(Notation notation, OutputStream out) throws IOException {
    out.write(HEAD.getBytes(StandardCharsets.UTF_8));
    try {
      // Not by the library's Marshalling, which takes its own version for that of MusicXML.
      Marshaller marshaller = JAXBContext.newInstance(ScorePartwise.class).createMarshaller();
      marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
      marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, true);
      marshaller.marshal(score(notation), out);
    } catch (JAXBException e) {
      throw new IOException("MusicXML cannot be written: " + e.getMessage(), e);
    }
    out.flush();
  }

  /** Writes compressed MusicXML, as in {@code .mxl} files, and leaves the stream open. */
  public static void writeCompressed(Notation notation, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.putNextEntry(entry("META-INF/container.xml"));
    zip.write(CONTAINER.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.putNextEntry(entry("score.musicxml"));
    write(notation, zip);
    zip.closeEntry();
    zip.finish();
  }

  /** With a time that is always the same, wherever that is. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    return entry;
  }

  private static ScorePartwise score(Notation notation) {
    ScorePartwise score = new ScorePartwise();
    score.setVersion("4.0");
    Work work = new Work();
    work.setWorkTitle(notation.title());
    score.setWork(work);
    score.setIdentification(identification(notation.rights()));
    PartList list = new PartList();
    score.setPartList(list);
    List<Part> parts = notation.parts();
    for (int i = 0; i < parts.size(); i++) {
      PartXml part = new PartXml(parts.get(i), i + 1, notation.measures());
      list.getPartGroupOrScorePart().add(part.entry());
      List<Tempo> tempos = i == 0 ? notation.tempos() : List.of();
      List<ChordName> chords = i == 0 ? notation.chords() : List.of();
      TempoXml tempoXml = new TempoXml(tempos, notation.bars());
      score.getPart().add(part.bars(tempoXml, new HarmonyXml(chords)));
    }
    return score;
  }

  private static Identification identification(List<String> rights) {
    Identification identification = new Identification();
    for (String words : rights) {
      TypedText text = new TypedText();
      text.setValue(words);
      identification.getRights().add(text);
    }
    Encoding encoding = new Encoding();
    encoding
        .getEncodingDateOrEncoderOrSoftware()
        .add(new ObjectFactory().createEncodingSoftware("Ritornello"));
    identification.setEncoding(encoding);
    return identification;
  }
}
