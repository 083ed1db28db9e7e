package ritornello.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.score.Note;
import ritornello.score.NoteName;
import ritornello.score.Score;
import ritornello.score.Track;

/** A score as a piano roll in SVG: one picture, nothing fetched from elsewhere. */
public final class PianoRollSvg {
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
  private static final int SCALE_STEPS = 40;

  private final StringBuilder svg = new StringBuilder();
  private final BarGrid grid;
  private final List<Part> parts = new ArrayList<>();
  private final int high;
  private final int low;
  private final Provenance provenance;
  private final List<Provenance.Entry> legend;
  private final Optional<Surprise> surprise;
  private final Optional<BarShares> shares;

  /**
   * A track that is drawn.
   *
   * @param firstNumber of its notes among all of the score
   */
  private record Part(Track track, int firstNumber) {}

  private PianoRollSvg(
      Score score, Provenance provenance, Optional<Surprise> surprise, Optional<BarShares> shares) {
    this.provenance = provenance;
    this.legend = provenance.legend();
    this.surprise = surprise;
    this.shares = shares;
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

  /**
   * The picture.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title) {
    return svg(score, title, new Provenance(List.of()));
  }

  /**
   * The picture, with the bars coloured by where they come from, and a legend under it.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title, Provenance provenance) {
    return new PianoRollSvg(score, provenance, Optional.empty(), Optional.empty()).draw(title);
  }

  /**
   * The picture, with each note coloured by how surprising it is, and a legend under it.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title, Surprise surprise) {
    Provenance nowhere = new Provenance(List.of());
    return new PianoRollSvg(score, nowhere, Optional.of(surprise), Optional.empty()).draw(title);
  }

  /**
   * The picture, with each bar the darker the more it counted, and a legend under it.
   *
   * @param title above it, as text
   */
  public static String svg(Score score, String title, BarShares shares) {
    Provenance nowhere = new Provenance(List.of());
    return new PianoRollSvg(score, nowhere, Optional.empty(), Optional.of(shares)).draw(title);
  }

  private String draw(String title) {
    int afterFirst = Math.max(0, grid.bars() - barsOfFirstSystem());
    int systems = 1 + (afterFirst + BARS_A_SYSTEM - 1) / BARS_A_SYSTEM;
    int legendTop = TOP + systems * (systemHeight() + GAP);
    int legendRows = legend.size() + (surprise.isPresent() ? 2 : 0) + (shares.isPresent() ? 1 : 0);
    int height = legendTop + legendRows * LEGEND_ROW;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"Helvetica, Arial, sans-serif\">",
        WIDTH, height, WIDTH, height);
    add("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#fbfaf7\"/>", WIDTH, height);
    add(
        "<text x=\"%d\" y=\"26\" font-size=\"15\" fill=\"#333\">%s</text>",
        LEFT, Xml.escape(title));
    int firstBar = 0;
    for (int system = 0; system < systems; system++) {
      int most = system == 0 ? barsOfFirstSystem() : BARS_A_SYSTEM;
      drawSystem(firstBar, most, TOP + 12 + system * (systemHeight() + GAP));
      firstBar += most;
    }
    drawLegend(legendTop);
    surprise.ifPresent(scale -> drawScale(scale, legendTop));
    shares.ifPresent(counted -> addLegendText(LEFT, legendTop, counted.about()));
    add("</svg>");
    return svg.toString();
  }

  /** A pickup stands before the first phrase. */
  private int barsOfFirstSystem() {
    return BARS_A_SYSTEM + grid.pickupBars();
  }

  private int systemHeight() {
    return (high - low + 1) * ROW;
  }

  private void drawSystem(int firstBar, int most, int top) {
    int bars = Math.min(most, grid.bars() - firstBar);
    if (bars <= 0) {
      return;
    }
    long from = grid.starts().get(firstBar);
    long to = grid.starts().get(firstBar + bars);
    double perTick = (WIDTH - LEFT - RIGHT) * bars / (double) barsOfFirstSystem() / (to - from);
    double right = LEFT + (to - from) * perTick;
    for (int pitch = low; pitch <= high; pitch++) {
      drawLane(pitch, top, right);
    }
    for (Provenance.Source source : provenance.sources()) {
      int bar = source.bar() - 1;
      if (bar >= firstBar && bar < firstBar + bars) {
        double x = LEFT + (grid.starts().get(bar) - from) * perTick;
        drawSource(source, x, LEFT + (grid.starts().get(bar + 1) - from) * perTick - x, top);
      }
    }
    for (int bar = firstBar; bar < firstBar + bars; bar++) {
      double x = LEFT + (grid.starts().get(bar) - from) * perTick;
      double width = LEFT + (grid.starts().get(bar + 1) - from) * perTick - x;
      int number = bar;
      shares.ifPresent(
          counted -> svg.append(counted.rectangle(number, x, width, top, systemHeight())));
    }
    for (int bar = firstBar; bar <= firstBar + bars; bar++) {
      double x = LEFT + (grid.starts().get(bar) - from) * perTick;
      add(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#b8b2a7\"/>",
          x, top, x, top + systemHeight());
      if (bar < firstBar + bars) {
        add(
            "<text x=\"%.1f\" y=\"%d\" font-size=\"10\" fill=\"#999\">%d</text>",
            x + 3, top - 4, bar + 1);
      }
    }
    for (int part = 0; part < parts.size(); part++) {
      String colour = COLOURS[part % COLOURS.length];
      List<Note> notes = parts.get(part).track().notes();
      for (int i = 0; i < notes.size(); i++) {
        Note note = notes.get(i);
        if (note.startTick() < to && note.endTick() > from) {
          int number = parts.get(part).firstNumber() + i;
          String shade = surprise.map(scale -> scale.colour(number)).orElse(colour);
          drawNote(note, from, to, perTick, top, shade, about(note, number));
        }
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

  private void drawSource(Provenance.Source source, double x, double width, int top) {
    String colour =
        legend.stream()
            .filter(entry -> entry.name().equals(source.name()))
            .map(Provenance.Entry::colour)
            .findFirst()
            .orElseThrow();
    add(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\""
            + " fill-opacity=\"%.2f\"><title>%s</title></rect>",
        x,
        top,
        width,
        systemHeight(),
        colour,
        Provenance.strength(source),
        Xml.escape(
            "bar %d: %d notes as in %s, %s"
                .formatted(source.bar(), source.notes(), source.name(), source.place())));
  }

  private void drawLegend(int top) {
    for (int i = 0; i < legend.size(); i++) {
      Provenance.Entry entry = legend.get(i);
      int y = top + i * LEGEND_ROW;
      add(
          "<rect x=\"%d\" y=\"%d\" width=\"24\" height=\"12\" fill=\"%s\" fill-opacity=\"0.6\"/>",
          LEFT, y, entry.colour());
      addLegendText(
          LEFT + 34,
          y,
          "%s: %d %s, at most %d notes in a row"
              .formatted(
                  entry.name(),
                  entry.bars(),
                  entry.bars() == 1 ? "bar" : "bars",
                  entry.mostNotes()));
    }
  }

  /** From no surprise to full, and the colour of what is not known. */
  private void drawScale(Surprise scale, int top) {
    double step = SCALE_WIDTH / (double) SCALE_STEPS;
    for (int i = 0; i < SCALE_STEPS; i++) {
      add(
          "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"12\" fill=\"%s\"/>",
          LEFT + i * step, top, step + 0.1, Surprise.shade(i / (SCALE_STEPS - 1.0)));
    }
    addLegendText(
        LEFT + SCALE_WIDTH + 10,
        top,
        String.format(
            Locale.ROOT, "from 0 to %.1f bits or more: how surprising", scale.fullBits()));
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"24\" height=\"12\" fill=\"%s\"/>",
        LEFT, top + LEGEND_ROW, Surprise.unknown());
    addLegendText(LEFT + 34, top + LEGEND_ROW, "not in the tokens that the model reads");
  }

  private void addLegendText(int x, int y, String text) {
    add(
        "<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"#333\">%s</text>",
        x, y + 10, Xml.escape(text));
  }

  private void drawLane(int pitch, int top, double right) {
    int y = y(pitch, top);
    boolean black = NoteName.of(pitch).contains("#");
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        LEFT, y, right - LEFT, ROW, black ? "#efece5" : "#fbfaf7");
    if (pitch % 12 == 0 || pitch % 12 == 7) {
      add(
          "<text x=\"%d\" y=\"%d\" font-size=\"9\" text-anchor=\"end\" fill=\"#777\">%s</text>",
          LEFT - 6, y + ROW, NoteName.of(pitch));
    }
  }

  private void drawNote(
      Note note, long from, long to, double perTick, int top, String colour, String about) {
    double x = LEFT + (Math.max(from, note.startTick()) - from) * perTick;
    double end = LEFT + (Math.min(to, note.endTick()) - from) * perTick;
    add(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2.5\" fill=\"%s\"%s",
        x + 0.5,
        y(note.pitch(), top),
        Math.max(2, end - x - 1.5),
        ROW,
        colour,
        about.isEmpty() ? "/>" : "><title>" + Xml.escape(about) + "</title></rect>");
  }

  private int y(int pitch, int top) {
    return top + (high - pitch) * ROW;
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
