package ritornello.report;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;

/**
 * A melody as a piano roll along one side of a matrix: above it, time to the right and pitch
 * upwards; or left of it, time downwards and pitch to the right, as on a keyboard.
 */
final class AttentionRoll {
  /** Room for the names of the notes, between the roll and the matrix. */
  static final int NAMES = 28;

  private static final int WIDEST_LANE = 8;
  private static final int NARROWEST_LANE = 3;
  private static final int DEPTH = 168;
  private static final int LEAST_LANES = 15;
  private static final int NAME_SIZE = 9;

  /** At most, for fonts differ. */
  private static final double LETTER = 0.68 * NAME_SIZE;

  private static final double CAPITAL = 0.72 * NAME_SIZE;
  private static final double LEAST_ROOM = 7.5;
  private static final double MOST_INDENT = 11;
  private static final String INK = "#555";
  private static final String PALE = "#999";

  private final Side side;
  private final MelodyAxis axis;
  private final MelodyPlaces places;
  private final double edge;
  private final int low;
  private final int high;
  private final int lane;

  enum Side {
    ABOVE,
    LEFT
  }

  /**
   * @param places the notes' names
   * @param edge where it begins across its time: its top, or its left
   */
  AttentionRoll(Side side, MelodyAxis axis, MelodyPlaces places, double edge) {
    this.side = side;
    this.axis = axis;
    this.places = places;
    this.edge = edge;
    this.low = low(axis.melody());
    this.high = high(axis.melody());
    this.lane = lane(axis.melody());
  }

  private static IntStream pitches(Melody melody) {
    return melody.notes().stream().mapToInt(MelodyNote::pitch);
  }

  /** Around a melody of few pitches there is more, so that words have room. */
  private static int low(Melody melody) {
    int lowest = pitches(melody).min().orElseThrow();
    int highest = pitches(melody).max().orElseThrow();
    return Math.max(0, Math.min(lowest - 1, (lowest + highest - LEAST_LANES) / 2));
  }

  private static int high(Melody melody) {
    int highest = pitches(melody).max().orElseThrow();
    return Math.min(127, Math.max(highest + 1, low(melody) + LEAST_LANES - 1));
  }

  private static int lane(Melody melody) {
    int fitting = DEPTH / (high(melody) - low(melody) + 1);
    return Math.max(NARROWEST_LANE, Math.min(WIDEST_LANE, fitting));
  }

  /** How much a melody takes across its time, without the names of its notes. */
  static int depth(Melody melody) {
    return (high(melody) - low(melody) + 1) * lane(melody);
  }

  /** A box over a lane. */
  private Canvas.Box box(
      MelodyAxis.Span time, int pitch, double round, String colour, String about) {
    double across = across(pitch);
    return side == Side.ABOVE
        ? new Canvas.Box(time.from(), across, time.length(), lane, round, colour, 1, about)
        : new Canvas.Box(across, time.from(), lane, time.length(), round, colour, 1, about);
  }

  private double across(int pitch) {
    return edge + lane * (side == Side.ABOVE ? high - pitch : pitch - low);
  }

  /** Stripes of pitches, and the names of some. */
  void drawLanes(Canvas canvas) {
    double before = axis.whole().from() - 5;
    for (int pitch = low; pitch <= high; pitch++) {
      Lane stripe = new Lane(pitch);
      canvas.box(box(axis.whole(), pitch, 0, stripe.colour(), ""));
      if (stripe.isNamed()) {
        double middle = across(pitch) + lane / 2.0;
        String name = stripe.name();
        canvas.text(
            side == Side.ABOVE
                ? new Canvas.Text(before, middle + CAPITAL / 2, NAME_SIZE, PALE, true, name)
                : new Canvas.Text(middle - LETTER, before, NAME_SIZE, PALE, false, name));
      }
    }
  }

  /**
   * Bar lines through the roll and the matrix, with numbers.
   *
   * @param far where the matrix ends
   */
  void drawBarLines(Canvas canvas, double far) {
    for (MelodyAxis.BarLine line : axis.barLines()) {
      double at = line.at();
      if (side == Side.ABOVE) {
        canvas.line(new Canvas.Line(at, edge, at, far, Lane.BAR_LINE));
        canvas.text(new Canvas.Text(at + 3, edge - 4, 10, PALE, false, line.number()));
      } else {
        canvas.line(new Canvas.Line(edge, at, far, at, Lane.BAR_LINE));
        canvas.text(new Canvas.Text(edge - 5, at + 10, 10, PALE, true, line.number()));
      }
    }
  }

  /**
   * The notes, and their names before the matrix where there is room.
   *
   * @param about what is told of a note
   */
  void drawNotes(Canvas canvas, String colour, IntFunction<String> about) {
    boolean turned = side == Side.ABOVE && !allNamesFit();
    for (int note = 0; note < axis.notes(); note++) {
      MelodyAxis.Span time = axis.sounding(note);
      double end = Math.max(time.from() + 2, time.to() - 1);
      MelodyAxis.Span drawn = new MelodyAxis.Span(time.from() + 0.5, end);
      int pitch = axis.melody().notes().get(note).pitch();
      canvas.box(box(drawn, pitch, 2.5, colour, about.apply(note)));
      if (axis.untilNext(note).length() >= LEAST_ROOM) {
        canvas.text(name(note, turned));
      }
    }
  }

  /** Whether no name is wider than its note. */
  private boolean allNamesFit() {
    return IntStream.range(0, axis.notes())
        .allMatch(i -> places.name(i).length() * LETTER < axis.untilNext(i).length());
  }

  /** At the note's onset, in the middle of a short one. */
  private Canvas.Text name(int note, boolean turned) {
    MelodyAxis.Span room = axis.untilNext(note);
    double line = room.from() + (Math.min(MOST_INDENT, room.length()) + CAPITAL) / 2;
    double matrix = edge + lane * (high - low + 1) + NAMES;
    String name = places.name(note);
    if (side == Side.LEFT) {
      return new Canvas.Text(matrix - 4, line, NAME_SIZE, INK, true, name);
    }
    return turned
        ? new Canvas.Text(line, matrix - 4, NAME_SIZE, INK, false, true, name)
        : new Canvas.Text(room.from() + 2, matrix - 5, NAME_SIZE, INK, false, name);
  }
}
