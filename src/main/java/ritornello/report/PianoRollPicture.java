package ritornello.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.score.Note;
import ritornello.score.NoteName;
import ritornello.score.Score;
import ritornello.score.Track;

/**
 * A score as a piano roll: where everything stands in the picture, whatever it is drawn on.
 *
 * <p>Made once for each picture, whose size it tells before it is drawn.
 */
final class PianoRollPicture implements Picture {
  private static final int WIDTH = 960;
  private static final int LEFT = 48;
  private static final int RIGHT = 16;
  private static final int TOP = 44;
  private static final int ROW = 8;
  private static final int GAP = 34;
  private static final int BARS_A_SYSTEM = 8;
  private static final String[] COLOURS = {"#2563eb", "#d97706", "#059669", "#db2777", "#7c3aed"};

  private static final int LEGEND_ROW = 18;
  private static final int SCALE_WIDTH = 200;

  private final String title;
  private final BarGrid grid;
  private final List<Part> parts = new ArrayList<>();
  private final int high;
  private final int low;
  private final Provenance provenance;
  private final List<Provenance.Entry> legend;
  private final Optional<Surprise> surprise;
  private final Optional<BarShares> shares;
  private final List<PianoRoll.Mark> marks;

  /**
   * A track that is drawn.
   *
   * @param firstNumber of its notes among all of the score
   */
  private record Part(Track track, int firstNumber) {}

  /**
   * With the bars coloured by where they come from, or the notes by how surprising they are.
   *
   * @param title above it, as text
   */
  PianoRollPicture(Score score, String title, Provenance provenance, Optional<Surprise> surprise) {
    this(score, title, provenance, surprise, Optional.empty(), List.of());
  }

  /** With each bar the darker the more it counted. */
  PianoRollPicture(Score score, String title, BarShares shares) {
    this(score, title, new Provenance(List.of()), Optional.empty(), Optional.of(shares), List.of());
  }

  /**
   * With words.
   *
   * @param marks words above the notes
   */
  PianoRollPicture(Score score, String title, List<PianoRoll.Mark> marks) {
    this(score, title, new Provenance(List.of()), Optional.empty(), Optional.empty(), marks);
  }

  private PianoRollPicture(
      Score score,
      String title,
      Provenance provenance,
      Optional<Surprise> surprise,
      Optional<BarShares> shares,
      List<PianoRoll.Mark> marks) {
    this.title = title;
    this.marks = List.copyOf(marks);
    this.provenance = provenance;
    this.shares = shares;
    this.legend = provenance.legend();
    this.surprise = surprise;
    this.grid = BarGrid.of(score);
    int number = 0;
    for (Track track : score.tracks()) {
      if (!track.isDrums()) {
        parts.add(new Part(track, number));
      }
      number += track.notes().size();
    }
    int[] pitches =
        parts.stream()
            .flatMap(part -> part.track().notes().stream())
            .mapToInt(Note::pitch)
            .sorted()
            .toArray();
    this.high = Math.min(127, (pitches.length == 0 ? 72 : pitches[pitches.length - 1]) + 1);
    this.low = Math.max(0, (pitches.length == 0 ? 60 : pitches[0]) - 1);
  }

  /** Of the notes of a part. */
  static String colour(int part) {
    return COLOURS[part % COLOURS.length];
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    int rows = legend.size() + (surprise.isPresent() ? 2 : 0) + (shares.isPresent() ? 1 : 0);
    return legendTop() + rows * LEGEND_ROW;
  }

  private int systems() {
    int afterFirst = Math.max(0, grid.bars() - barsOfFirstSystem());
    return 1 + (afterFirst + BARS_A_SYSTEM - 1) / BARS_A_SYSTEM;
  }

  private int legendTop() {
    return TOP + systems() * (systemHeight() + GAP);
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.box(new Canvas.Box(0, 0, WIDTH, height(), 8, Lane.PAPER, 1, ""));
    canvas.text(new Canvas.Text(LEFT, 26, 15, "#333", false, title));
    int firstBar = 0;
    for (int system = 0; system < systems(); system++) {
      int most = system == 0 ? barsOfFirstSystem() : BARS_A_SYSTEM;
      drawSystem(canvas, firstBar, most, TOP + 12 + system * (systemHeight() + GAP));
      firstBar += most;
    }
    drawLegend(canvas);
    surprise.ifPresent(scale -> drawScale(canvas, scale));
    shares.ifPresent(counted -> drawLegendText(canvas, LEFT, legendTop(), counted.about()));
  }

  /** A pickup stands before the first phrase. */
  private int barsOfFirstSystem() {
    return BARS_A_SYSTEM + grid.pickupBars();
  }

  private int systemHeight() {
    return (high - low + 1) * ROW;
  }

  private void drawSystem(Canvas canvas, int firstBar, int most, int top) {
    int bars = Math.min(most, grid.bars() - firstBar);
    if (bars <= 0) {
      return;
    }
    long from = grid.starts().get(firstBar);
    long to = grid.starts().get(firstBar + bars);
    double perTick = (WIDTH - LEFT - RIGHT) * bars / (double) barsOfFirstSystem() / (to - from);
    Row row = new Row(canvas, from, to, perTick, top);
    for (int pitch = low; pitch <= high; pitch++) {
      drawLane(row, new Lane(pitch));
    }
    for (Provenance.Source source : provenance.sources()) {
      int bar = source.bar() - 1;
      if (bar >= firstBar && bar < firstBar + bars) {
        drawSource(row, source, grid.starts().get(bar), grid.starts().get(bar + 1));
      }
    }
    if (shares.isPresent()) {
      for (int bar = firstBar; bar < firstBar + bars; bar++) {
        double x = row.x(grid.starts().get(bar));
        double width = row.x(grid.starts().get(bar + 1)) - x;
        canvas.box(shares.get().box(bar, x, top, width, systemHeight()));
      }
    }
    for (int bar = firstBar; bar <= firstBar + bars; bar++) {
      double x = row.x(grid.starts().get(bar));
      canvas.line(new Canvas.Line(x, top, x, top + systemHeight(), Lane.BAR_LINE));
      if (bar < firstBar + bars) {
        canvas.text(new Canvas.Text(x + 3, top - 4, 10, "#999", false, "" + (bar + 1)));
      }
    }
    for (PianoRoll.Mark mark : marks) {
      if (mark.tick() >= from && mark.tick() < to) {
        double x = row.x(mark.tick());
        canvas.text(new Canvas.Text(x + 2, top - 16, 12, "#333", false, mark.words()));
      }
    }
    for (int part = 0; part < parts.size(); part++) {
      drawNotes(row, parts.get(part), colour(part));
    }
  }

  /**
   * A row of bars in the picture.
   *
   * @param from its first tick
   * @param to the tick after its last
   * @param perTick width of a tick
   */
  private record Row(Canvas canvas, long from, long to, double perTick, int top) {
    double x(long tick) {
      return LEFT + (Math.max(from, Math.min(tick, to)) - from) * perTick;
    }
  }

  private void drawNotes(Row row, Part part, String colour) {
    List<Note> notes = part.track().notes();
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      if (note.startTick() < row.to() && note.endTick() > row.from()) {
        int number = part.firstNumber() + i;
        String shade = surprise.map(scale -> scale.colour(number)).orElse(colour);
        double x = row.x(note.startTick());
        double width = Math.max(2, row.x(note.endTick()) - x - 1.5);
        int y = y(note.pitch(), row.top());
        String about = about(note, number);
        row.canvas().box(new Canvas.Box(x + 0.5, y, width, ROW, 2.5, shade, 1, about));
      }
    }
  }

  /** What a browser shows of a note under the pointer; empty if there is nothing to say. */
  private String about(Note note, int number) {
    return surprise
        .map(
            scale ->
                scale.isKnown(number)
                    ? String.format(
                        Locale.ROOT,
                        "%s: %.1f bits",
                        NoteName.of(note.pitch()),
                        scale.bitsOf(number))
                    : NoteName.of(note.pitch()) + ": not in the tokens")
        .orElse("");
  }

  private void drawSource(Row row, Provenance.Source source, long from, long to) {
    String colour =
        legend.stream()
            .filter(entry -> entry.name().equals(source.name()))
            .map(Provenance.Entry::colour)
            .findFirst()
            .orElseThrow();
    double x = row.x(from);
    double width = row.x(to) - x;
    String about =
        "bar %d: %d notes as in %s, %s"
            .formatted(source.bar(), source.notes(), source.name(), source.place());
    double strength = Provenance.strength(source);
    int top = row.top();
    row.canvas().box(new Canvas.Box(x, top, width, systemHeight(), 0, colour, strength, about));
  }

  private void drawLegend(Canvas canvas) {
    for (int i = 0; i < legend.size(); i++) {
      Provenance.Entry entry = legend.get(i);
      int y = legendTop() + i * LEGEND_ROW;
      canvas.box(new Canvas.Box(LEFT, y, 24, 12, 0, entry.colour(), 0.6, ""));
      String bars = entry.bars() == 1 ? "bar" : "bars";
      String words =
          "%s: %d %s, at most %d notes in a row"
              .formatted(entry.name(), entry.bars(), bars, entry.mostNotes());
      drawLegendText(canvas, LEFT + 34, y, words);
    }
  }

  /** From no surprise to full, and the colour of what is not known. */
  private void drawScale(Canvas canvas, Surprise scale) {
    int top = legendTop();
    Surprise.SCALE.draw(canvas, LEFT, top, SCALE_WIDTH);
    drawLegendText(
        canvas,
        LEFT + SCALE_WIDTH + 10,
        top,
        String.format(
            Locale.ROOT, "from 0 to %.1f bits or more: how surprising", scale.fullBits()));
    int below = top + LEGEND_ROW;
    canvas.box(new Canvas.Box(LEFT, below, 24, 12, 0, Surprise.unknown(), 1, ""));
    drawLegendText(canvas, LEFT + 34, below, "not in the tokens that the model reads");
  }

  private static void drawLegendText(Canvas canvas, int x, int y, String words) {
    canvas.text(new Canvas.Text(x, y + 10, 12, "#333", false, words));
  }

  private void drawLane(Row row, Lane lane) {
    int y = y(lane.pitch(), row.top());
    double width = row.x(row.to()) - LEFT;
    row.canvas().box(new Canvas.Box(LEFT, y, width, ROW, 0, lane.colour(), 1, ""));
    if (lane.isNamed()) {
      row.canvas().text(new Canvas.Text(LEFT - 6, y + ROW, 9, "#777", true, lane.name()));
    }
  }

  private int y(int pitch, int top) {
    return top + (high - pitch) * ROW;
  }
}
