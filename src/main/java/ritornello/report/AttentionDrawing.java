package ritornello.report;

import java.util.Locale;
import java.util.stream.IntStream;
import ritornello.report.AttentionRoll.Side;
import ritornello.score.Melody;

/**
 * Attention as a matrix: the question along its top, the answer along its left, a cell for each two
 * notes, the darker the more the one looked at the other.
 */
final class AttentionDrawing implements Picture {
  private static final int MARGIN = 16;
  private static final int BAR_NUMBERS = 24;
  private static final int TITLE = 44;
  private static final int LEGEND = 62;
  private static final int LEGEND_ROW = 20;
  private static final int SCALE_LABEL = 30;
  private static final int SCALE_WIDTH = 160;
  private static final int RESTS_LABEL = 56;
  private static final int LEAST_WIDTH = 560;

  /**
   * The longer side of the matrix, as long as a quarter note is neither too small nor too large.
   */
  private static final double SIDE = 672;

  private static final double SHORTEST_QUARTER = 32;
  private static final double LONGEST_QUARTER = 90;
  private static final double RESTS_GAP = 6;
  private static final double RESTS_WIDTH = 30;

  private static final ColourScale SHADES =
      new ColourScale(new int[][] {{251, 250, 247}, {139, 92, 246}, {46, 16, 101}}, 0.7);
  private static final String RESTS = "#a8a195";
  private static final String GRID = "#eeeae1";
  private static final String INK = "#333";
  private static final String QUESTION = PianoRollPicture.colour(0);
  private static final String ANSWER = PianoRollPicture.colour(1);

  private final AttentionPicture attention;
  private final MelodyPlaces questionPlaces;
  private final MelodyPlaces answerPlaces;
  private final MelodyAxis across;
  private final MelodyAxis down;
  private final AttentionRoll questionRoll;
  private final AttentionRoll answerRoll;
  private final boolean hasRests;

  /** The weight that is darkest. */
  private final double full;

  AttentionDrawing(AttentionPicture attention) {
    this.attention = attention;
    Melody question = attention.question();
    Melody answer = attention.answer();
    double quarters = Math.max(MelodyAxis.quarters(question), MelodyAxis.quarters(answer));
    double quarter = Math.max(SHORTEST_QUARTER, Math.min(LONGEST_QUARTER, SIDE / quarters));
    int left = MARGIN + BAR_NUMBERS;
    int top = TITLE + MARGIN;
    int matrixLeft = left + AttentionRoll.depth(answer) + AttentionRoll.NAMES;
    int matrixTop = top + AttentionRoll.depth(question) + AttentionRoll.NAMES;
    this.questionPlaces = new MelodyPlaces(question);
    this.answerPlaces = new MelodyPlaces(answer);
    this.across = new MelodyAxis(question, matrixLeft, quarter);
    this.down = new MelodyAxis(answer, matrixTop, quarter);
    this.questionRoll = new AttentionRoll(Side.ABOVE, across, questionPlaces, top);
    this.answerRoll = new AttentionRoll(Side.LEFT, down, answerPlaces, left);
    this.hasRests = hasRests(attention);
    this.full = attention.most() < AttentionPicture.LEAST_SHOWN ? 1 : attention.most();
  }

  private static boolean hasRests(AttentionPicture attention) {
    int rows = attention.answer().notes().size();
    return IntStream.range(0, rows)
        .anyMatch(row -> attention.rests(row) >= AttentionPicture.LEAST_SHOWN);
  }

  @Override
  public int width() {
    double right = across.whole().to() + (hasRests ? RESTS_GAP + RESTS_WIDTH : 0) + MARGIN;
    return (int) Math.ceil(Math.max(LEAST_WIDTH, right));
  }

  @Override
  public int height() {
    return (int) Math.ceil(down.whole().to()) + LEGEND;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.box(new Canvas.Box(0, 0, width(), height(), 8, Lane.PAPER, 1, ""));
    canvas.text(new Canvas.Text(MARGIN, 28, 15, INK, false, attention.title()));
    drawGrid(canvas);
    questionRoll.drawLanes(canvas);
    answerRoll.drawLanes(canvas);
    for (int row = 0; row < down.notes(); row++) {
      for (int column = 0; column < across.notes(); column++) {
        drawCell(canvas, row, column);
      }
      drawRests(canvas, row);
    }
    questionRoll.drawBarLines(canvas, down.whole().to());
    answerRoll.drawBarLines(canvas, across.whole().to());
    questionRoll.drawNotes(canvas, QUESTION, questionPlaces::about);
    answerRoll.drawNotes(canvas, ANSWER, answerPlaces::about);
    drawWords(canvas);
    drawLegend(canvas);
  }

  /** Where the notes begin, so that the eye finds its way from a cell to its notes. */
  private void drawGrid(Canvas canvas) {
    double left = across.whole().from();
    double right = across.whole().to();
    double top = down.whole().from();
    double bottom = down.whole().to();
    for (int column = 0; column < across.notes(); column++) {
      double x = across.untilNext(column).from();
      canvas.line(new Canvas.Line(x, top, x, bottom, GRID));
    }
    for (int row = 0; row < down.notes(); row++) {
      double y = down.untilNext(row).from();
      canvas.line(new Canvas.Line(left, y, right, y, GRID));
    }
  }

  private void drawCell(Canvas canvas, int row, int column) {
    double weight = attention.weight(row, column);
    if (weight >= AttentionPicture.LEAST_SHOWN) {
      String shade = SHADES.at(weight / full);
      String about = about(row, questionPlaces.about(column), weight);
      canvas.box(box(across.untilNext(column), row, shade, about));
    }
  }

  /** As a bar, the longer the more, for time has no place to show them at. */
  private void drawRests(Canvas canvas, int row) {
    double share = attention.rests(row);
    if (share >= AttentionPicture.LEAST_SHOWN) {
      double from = across.whole().to() + RESTS_GAP;
      MelodyAxis.Span length = new MelodyAxis.Span(from, from + 1 + share * RESTS_WIDTH);
      canvas.box(box(length, row, RESTS, about(row, "rests", share)));
    }
  }

  private String about(int row, String looked, double weight) {
    double percent = 100 * weight;
    return String.format(
        Locale.ROOT, "%s looked at %s: %.0f %%", answerPlaces.about(row), looked, percent);
  }

  /** In the row of a note of the answer, with a little room around it. */
  private Canvas.Box box(MelodyAxis.Span column, int row, String colour, String about) {
    MelodyAxis.Span line = down.untilNext(row);
    return new Canvas.Box(
        column.from() + 0.5,
        line.from() + 0.5,
        column.length() - 1,
        line.length() - 1,
        1.5,
        colour,
        1,
        about);
  }

  /** In the corner between the rolls, each beside its own. */
  private void drawWords(Canvas canvas) {
    double right = across.whole().from() - AttentionRoll.NAMES;
    double bottom = down.whole().from() - AttentionRoll.NAMES;
    canvas.text(new Canvas.Text(right, TITLE + MARGIN + 12, 13, QUESTION, true, "question"));
    canvas.text(new Canvas.Text(MARGIN + BAR_NUMBERS, bottom, 13, ANSWER, false, "answer"));
    if (hasRests) {
      double x = across.whole().to() + RESTS_GAP;
      canvas.text(new Canvas.Text(x, down.whole().from() - 5, 10, INK, false, "rests"));
    }
  }

  private void drawLegend(Canvas canvas) {
    double y = down.whole().to() + LEGEND_ROW;
    String words = "the darker, the more the answer's note (row) looked at the question's (column)";
    canvas.text(new Canvas.Text(MARGIN, y + 10, 12, INK, false, words));
    double below = y + LEGEND_ROW;
    canvas.text(new Canvas.Text(MARGIN, below + 10, 12, INK, false, "0 %"));
    double scale = MARGIN + SCALE_LABEL;
    SHADES.draw(canvas, scale, below, SCALE_WIDTH);
    String most = String.format(Locale.ROOT, "%.0f %%", 100 * full);
    double after = scale + SCALE_WIDTH + 8;
    canvas.text(new Canvas.Text(after, below + 10, 12, INK, false, most));
    if (hasRests) {
      String bars = "grey bars: how much it looked at rests";
      canvas.text(new Canvas.Text(after + RESTS_LABEL, below + 10, 12, INK, false, bars));
    }
  }
}
