package ritornello.report;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Harmony;
import ritornello.score.Note;
import ritornello.score.NoteName;
import ritornello.score.Score;
import ritornello.score.Track;

/**
 * A score as a piano roll for the terminal: time from left to right, pitch upwards, wrapped into
 * systems of whole bars. Drums are left out.
 */
public final class PianoRoll {
  private static final int LABEL_COLUMNS = 4;
  private static final int FINEST_COLUMNS_A_QUARTER = 4;

  private final int columns;
  private final Style style;

  /** What it is drawn with. */
  public enum Style {
    /** Half blocks: two pitches to a line. */
    UNICODE,
    /** One pitch to a line, for terminals that know no more. */
    ASCII
  }

  /**
   * @param columns width of the terminal in characters
   */
  public PianoRoll(int columns, Style style) {
    this.columns = Math.max(24, columns);
    this.style = style;
  }

  /**
   * Words above the roll.
   *
   * @param tick where they begin
   */
  public record Mark(long tick, String words) {

    /**
     * The names of chords.
     *
     * @param ppq ticks a quarter note
     */
    public static List<Mark> of(Harmony harmony, int ppq) {
      return harmony.spans().stream()
          .map(
              span ->
                  new Mark(
                      (long) span.startStep() * ppq / harmony.stepsPerQuarter(),
                      span.chord().symbol()))
          .toList();
    }
  }

  /** The roll, lines ending with a line feed; empty for a score without notes. */
  public String text(Score score) {
    return text(score, List.of());
  }

  /**
   * The same with words above it.
   *
   * @param marks sorted by tick; those that there is no room for are left out
   */
  public String text(Score score, List<Mark> marks) {
    List<Note> notes =
        score.tracks().stream()
            .filter(track -> !track.isDrums())
            .map(Track::notes)
            .flatMap(List::stream)
            .toList();
    if (notes.isEmpty()) {
      return "";
    }
    BarGrid grid = BarGrid.of(score);
    double columnsPerTick = columnsPerTick(score, grid);
    int[] barColumns = new int[grid.bars()];
    for (int bar = 0; bar < barColumns.length; bar++) {
      long ticks = grid.starts().get(bar + 1) - grid.starts().get(bar);
      barColumns[bar] = Math.max(1, (int) Math.round(ticks * columnsPerTick));
    }
    StringBuilder text = new StringBuilder();
    for (int first = 0; first < barColumns.length; ) {
      int last = lastBar(first, first == 0 ? grid.pickupBars() : 0, barColumns);
      text.append(marked(marks, grid, barColumns, first, last));
      text.append(system(notes, grid, barColumns, first, last));
      first = last + 1;
    }
    return text.toString();
  }

  /** Sixteenth notes for a short melody, eighths for a long one, so that it stays small. */
  private double columnsPerTick(Score score, BarGrid grid) {
    double fine = FINEST_COLUMNS_A_QUARTER / (double) score.ppq();
    return grid.bars() > 16 ? fine / 2 : fine;
  }

  /** As many bars as fit, a multiple of 4 if that many do, and before them a pickup. */
  private int lastBar(int first, int pickupBars, int[] barColumns) {
    int used = LABEL_COLUMNS + 1;
    int bar = first;
    while (bar < barColumns.length && used + barColumns[bar] + 1 <= columns) {
      used += barColumns[bar] + 1;
      bar++;
    }
    int count = Math.max(1, bar - first);
    int full = (count - pickupBars) / 4 * 4;
    boolean all = bar == barColumns.length;
    return first + (full > 0 && !all ? pickupBars + full : count) - 1;
  }

  private String system(List<Note> notes, BarGrid grid, int[] barColumns, int first, int last) {
    long from = grid.starts().get(first);
    long to = grid.starts().get(last + 1);
    List<Note> inside =
        notes.stream().filter(n -> n.startTick() < to && n.endTick() > from).toList();
    int high = inside.stream().mapToInt(Note::pitch).max().orElse(60);
    int low = inside.stream().mapToInt(Note::pitch).min().orElse(60);
    int step = style == Style.UNICODE ? 2 : 1;
    // A pair of pitches that share a line always begins at an even one.
    int top = style == Style.UNICODE ? high | 1 : high;
    int bottom = style == Style.UNICODE ? low & ~1 : low;
    List<String> lines = new ArrayList<>();
    lines.add(header(barColumns, first, last));
    for (int pitch = top; pitch >= bottom; pitch -= step) {
      lines.add(line(inside, grid, barColumns, first, last, pitch));
    }
    return String.join("\n", lines) + "\n";
  }

  /** A line with the words that begin in these bars; empty without any marks. */
  private static String marked(
      List<Mark> marks, BarGrid grid, int[] barColumns, int first, int last) {
    StringBuilder line = new StringBuilder();
    int at = LABEL_COLUMNS + 1;
    for (int bar = first; bar <= last; bar++) {
      long from = grid.starts().get(bar);
      long to = grid.starts().get(bar + 1);
      for (Mark mark : marks) {
        if (mark.tick() >= from && mark.tick() < to) {
          long into = (mark.tick() - from) * barColumns[bar] / (to - from);
          int column = at + (int) into;
          if (line.length() == 0 || line.length() < column) {
            line.append(" ".repeat(column - line.length())).append(mark.words());
          }
        }
      }
      at += barColumns[bar] + 1;
    }
    return marks.isEmpty() ? "" : line.append('\n').toString();
  }

  private String header(int[] barColumns, int first, int last) {
    StringBuilder line = new StringBuilder(" ".repeat(LABEL_COLUMNS + 1));
    for (int bar = first; bar <= last; bar++) {
      String number = Integer.toString(bar + 1);
      int room = barColumns[bar] + 1;
      line.append(number.length() < room ? number : "");
      line.append(" ".repeat(number.length() < room ? room - number.length() : room));
    }
    return line.toString().stripTrailing();
  }

  private String line(
      List<Note> notes, BarGrid grid, int[] barColumns, int first, int last, int pitch) {
    boolean halves = style == Style.UNICODE;
    char barLine = halves ? '│' : '|';
    StringBuilder line = new StringBuilder();
    line.append(label(notes, pitch, halves)).append(barLine);
    for (int bar = first; bar <= last; bar++) {
      long from = grid.starts().get(bar);
      double width = (grid.starts().get(bar + 1) - from) / (double) barColumns[bar];
      for (int column = 0; column < barColumns[bar]; column++) {
        double start = from + column * width;
        boolean upper = sounds(notes, pitch, start, width);
        boolean lower = halves && sounds(notes, pitch - 1, start, width);
        line.append(halves ? half(upper, lower) : upper ? '#' : ' ');
      }
      line.append(barLine);
    }
    return line.toString();
  }

  /** The name of the pitch on this line that sounds; of two, the upper. */
  private static String label(List<Note> notes, int pitch, boolean halves) {
    boolean upper = notes.stream().anyMatch(note -> note.pitch() == pitch);
    boolean lower = halves && notes.stream().anyMatch(note -> note.pitch() == pitch - 1);
    String name = upper ? NoteName.of(pitch) : lower ? NoteName.of(pitch - 1) : "";
    return " ".repeat(Math.max(0, LABEL_COLUMNS - 1 - name.length())) + name + " ";
  }

  private static char half(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '█' : '▀';
    }
    return lower ? '▄' : ' ';
  }

  /** Whether a column is filled; the last one of a note is not if it would touch its repetition. */
  private static boolean sounds(List<Note> notes, int pitch, double start, double width) {
    double middle = start + width / 2;
    for (Note note : notes) {
      if (note.pitch() == pitch && note.startTick() <= middle && middle < note.endTick()) {
        boolean lastColumn = note.endTick() <= start + width + 1e-6;
        boolean firstColumn = note.startTick() >= start - 1e-6;
        return !lastColumn || firstColumn || !repeats(notes, note);
      }
    }
    return false;
  }

  private static boolean repeats(List<Note> notes, Note note) {
    return notes.stream()
        .anyMatch(o -> o.pitch() == note.pitch() && o.startTick() == note.endTick());
  }
}
