package ritornello.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.score.Score;

/** A score as a piano roll in SVG: one picture, nothing fetched from elsewhere. */
public final class PianoRollSvg implements Canvas {
  private final StringBuilder svg = new StringBuilder();
  private final DecimalFormat tenths =
      new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT));
  private final DecimalFormat hundredths =
      new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));

  private PianoRollSvg() {}

  /**
   * The picture.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title) {
    return svg(score, title, new Provenance(List.of()));
  }

  /**
   * The picture, with words above the notes.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title, List<PianoRoll.Mark> marks) {
    return svg(new PianoRollPicture(score, title, marks));
  }

  /**
   * The picture, with the bars coloured by where they come from, and a legend under it.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title, Provenance provenance) {
    return svg(new PianoRollPicture(score, title, provenance, Optional.empty()));
  }

  /**
   * The picture, with each note coloured by how surprising it is, and a legend under it.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title, Surprise surprise) {
    Provenance none = new Provenance(List.of());
    return svg(new PianoRollPicture(score, title, none, Optional.of(surprise)));
  }

  /**
   * The picture, with each bar the darker the more it counted, and a legend under it.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title, BarShares shares) {
    return svg(new PianoRollPicture(score, title, shares));
  }

  /** Any picture. */
  static String svg(Picture picture) {
    PianoRollSvg canvas = new PianoRollSvg();
    canvas.svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" \
            height="%2$d" font-family="Helvetica, Arial, sans-serif">
            """,
            picture.width(),
            picture.height()));
    picture.draw(canvas);
    return canvas.svg.append("</svg>\n").toString();
  }

  @Override
  public void box(Box box) {
    svg.append("<rect");
    number("x", box.x());
    number("y", box.y());
    number("width", box.width());
    number("height", box.height());
    if (box.round() > 0) {
      number("rx", box.round());
    }
    word("fill", box.colour());
    if (box.opacity() < 1) {
      word("fill-opacity", hundredths.format(box.opacity()));
    }
    String about = box.about();
    svg.append(about.isEmpty() ? "/>\n" : "><title>" + Xml.escape(about) + "</title></rect>\n");
  }

  @Override
  public void line(Line line) {
    svg.append("<line");
    number("x1", line.x1());
    number("y1", line.y1());
    number("x2", line.x2());
    number("y2", line.y2());
    word("stroke", line.colour());
    svg.append("/>\n");
  }

  @Override
  public void text(Text text) {
    svg.append("<text");
    number("x", text.x());
    number("y", text.y());
    number("font-size", text.size());
    if (text.atEnd()) {
      word("text-anchor", "end");
    }
    if (text.turned()) {
      String place = tenths.format(text.x()) + " " + tenths.format(text.y());
      word("transform", "rotate(-90 " + place + ")");
    }
    word("fill", text.colour());
    svg.append('>').append(Xml.escape(text.words())).append("</text>\n");
  }

  private void number(String attribute, double value) {
    word(attribute, tenths.format(value));
  }

  private void word(String attribute, String value) {
    svg.append(' ').append(attribute).append("=\"").append(value).append('"');
  }
}
