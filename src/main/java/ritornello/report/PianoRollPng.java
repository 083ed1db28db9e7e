package ritornello.report;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import ritornello.score.Score;

/** A score as a piano roll in PNG, drawn without a window system: the same picture as in SVG. */
public final class PianoRollPng implements Canvas {
  /** Twice as many dots as the picture has units, for screens that show that. */
  private static final double SHARP = 2;

  private static final double LEAST_SHARP = 0.5;
  private static final double MOST_PIXELS = 40e6;

  private final Graphics2D graphics;

  private PianoRollPng(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /**
   * Writes the picture, of at most 40 million pixels: the longer the piece, the coarser it is.
   *
   * @param title above it, as text
   * @param marks words above the notes
   * @throws IllegalArgumentException if nothing could be seen in it any more
   */
  public static void write(Score score, String title, List<PianoRoll.Mark> marks, OutputStream out)
      throws IOException {
    write(new PianoRollPicture(score, title, marks), out);
  }

  /** Any picture, as large as that. */
  static void write(Picture picture, OutputStream out) throws IOException {
    double area = (double) picture.width() * picture.height();
    double scale = Math.min(SHARP, Math.sqrt(MOST_PIXELS / area));
    if (scale < LEAST_SHARP) {
      throw new IllegalArgumentException(
          "it is too long for a picture of pixels; .svg holds any length");
    }
    int width = (int) Math.ceil(picture.width() * scale);
    int height = (int) Math.ceil(picture.height() * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(scale, scale);
      picture.draw(new PianoRollPng(graphics));
    } finally {
      graphics.dispose();
    }
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this Java writes no PNG");
    }
  }

  @Override
  public void box(Box box) {
    graphics.setColor(colour(box.colour()));
    graphics.setComposite(
        AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) box.opacity()));
    double round = 2 * box.round();
    graphics.fill(
        new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), round, round));
    graphics.setComposite(AlphaComposite.SrcOver);
  }

  @Override
  public void line(Line line) {
    graphics.setColor(colour(line.colour()));
    graphics.draw(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()));
  }

  @Override
  public void text(Text text) {
    graphics.setColor(colour(text.colour()));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, text.size()));
    double width = text.atEnd() ? graphics.getFontMetrics().stringWidth(text.words()) : 0;
    AffineTransform upright = graphics.getTransform();
    graphics.translate(text.x(), text.y());
    graphics.rotate(text.turned() ? -Math.PI / 2 : 0);
    graphics.drawString(text.words(), (float) -width, 0);
    graphics.setTransform(upright);
  }

  /** Three digits stand for each twice. */
  private static Color colour(String hex) {
    String six = hex.length() == 4 ? hex.substring(1).replaceAll("(.)", "$1$1") : hex.substring(1);
    return new Color(Integer.parseInt(six, 16));
  }
}
