package ritornello.originality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import ritornello.score.Score;

/**
 * All runs of a collection: a suffix array over its lines, each backwards, so that the run that
 * ends at a note is found from that note on, whatever came before, in O(r log n) for r notes of the
 * run and n of the collection. It takes 8 bytes a note of each line, and 20 while it is made.
 */
public final class RunIndex {
  private final List<String> paths;

  /** Of each line its symbols, the last note's first, and {@link Symbols#NONE} for its first. */
  private final char[] text;

  /** Of each note, as in the text, the number of its bar. */
  private final char[] bars;

  /** Where each line begins in the text, and last its end. */
  private final int[] lineStarts;

  /** Which piece each line is of. */
  private final int[] pieces;

  private final int[] order;

  private RunIndex(Builder builder) {
    paths = List.copyOf(builder.paths);
    text = Arrays.copyOf(builder.text, builder.length);
    bars = Arrays.copyOf(builder.bars, builder.length);
    lineStarts = builder.lineStarts.stream().mapToInt(start -> start).toArray();
    pieces = builder.pieces.stream().mapToInt(piece -> piece).toArray();
    order = SuffixArray.of(text);
  }

  /** Takes the pieces of a collection, one after the other. */
  public static final class Builder {
    private static final int FIRST_ROOM = 1 << 12;

    private final List<String> paths = new ArrayList<>();
    private final List<Integer> lineStarts = new ArrayList<>(List.of(0));
    private final List<Integer> pieces = new ArrayList<>();
    private char[] text = new char[FIRST_ROOM];
    private char[] bars = new char[FIRST_ROOM];
    private int length;

    /**
     * Adds a piece.
     *
     * @param path to name it by; unique
     */
    public void add(String path, Score score) {
      add(path, Line.of(score));
    }

    void add(String path, List<Line> lines) {
      for (Line line : lines) {
        makeRoom(line.notes());
        for (int note = line.notes() - 1; note >= 0; note--) {
          text[length] = note == 0 ? Symbols.NONE : line.symbols()[note];
          bars[length++] = line.bars()[note];
        }
        lineStarts.add(length);
        pieces.add(paths.size());
      }
      paths.add(path);
    }

    private void makeRoom(int more) {
      if (length + more > text.length) {
        int room = Math.max(length + more, length + length / 2);
        text = Arrays.copyOf(text, room);
        bars = Arrays.copyOf(bars, room);
      }
    }

    public RunIndex build() {
      return new RunIndex(this);
    }
  }

  /**
   * Where a run is.
   *
   * @param notes how long it is
   * @param low first of its places in the order of suffixes
   * @param high the one after the last of them
   */
  record Found(int notes, int low, int high) {}

  /**
   * A place of a run in the collection.
   *
   * @param piece its number
   * @param firstBar from 0
   * @param lastBar from 0
   */
  record Place(int piece, int firstBar, int lastBar) {}

  /** Names of the pieces, by number. */
  public List<String> paths() {
    return paths;
  }

  /** How many notes its lines have together. */
  public int notes() {
    return text.length;
  }

  /**
   * Its runs of one length.
   *
   * @param notes 2 or more
   */
  public RunsOfLength ofLength(int notes) {
    return new OfLength(this, notes);
  }

  /** The runs of an index that have so many notes. */
  record OfLength(RunIndex index, int notes) implements RunsOfLength {
    @Override
    public boolean hasEndOf(GrowingLine line) {
      int end = line.notes() - 1;
      char[] run = new char[notes];
      for (int note = 1; note < notes; note++) {
        run[note] = line.symbol(end - notes + 1 + note);
      }
      return index.longest(run, notes - 1, piece -> false).notes() == notes;
    }
  }

  /**
   * The longest run that ends at a note, and that pieces have which are not left out; of one note
   * if there is none.
   *
   * @param symbols of a line
   * @param end index of the note, from 1
   * @param without which pieces don't count
   */
  Found longest(char[] symbols, int end, IntPredicate without) {
    int low = 0;
    int high = order.length;
    int depth = 0;
    while (depth + 1 < end) {
      char wanted = symbols[end - depth];
      int from = firstFrom(low, high, depth, wanted);
      int to = firstFrom(from, high, depth, wanted + 1);
      if (!hasOther(from, to, without)) {
        break;
      }
      low = from;
      high = to;
      depth++;
    }
    // The note before it may still be at the same interval, and begin the run.
    char first = symbols[end - depth];
    int from = firstFrom(low, high, depth, Symbols.firstOfInterval(first));
    int to = firstFrom(from, high, depth, Symbols.lastOfInterval(first) + 1);
    return hasOther(from, to, without)
        ? new Found(depth + 2, from, to)
        : new Found(depth + 1, low, high);
  }

  /** Of suffixes that agree up to a depth, the first whose symbol there is not less. */
  private int firstFrom(int from, int to, int depth, int symbol) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (text[order[middle] + depth] < symbol) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean hasOther(int low, int high, IntPredicate without) {
    for (int i = low; i < high; i++) {
      if (!without.test(pieces[line(order[i])])) {
        return true;
      }
    }
    return false;
  }

  private int line(int position) {
    int found = Arrays.binarySearch(lineStarts, position);
    return found < 0 ? -found - 2 : found;
  }

  /**
   * A place of a run: in the wanted piece if it has it, else in the first by number that counts.
   */
  Place place(Found found, int wanted, IntPredicate without) {
    int best = -1;
    int bestPiece = Integer.MAX_VALUE;
    for (int i = found.low; i < found.high && bestPiece != wanted; i++) {
      int piece = pieces[line(order[i])];
      if (!without.test(piece) && (piece == wanted || piece < bestPiece)) {
        best = order[i];
        bestPiece = piece;
      }
    }
    return new Place(bestPiece, bars[best + found.notes - 1], bars[best]);
  }

  /** What a piece shares with the collection. */
  public Copying copying(Score score) {
    return new CopySearch(this, piece -> false).run(Line.of(score));
  }

  /**
   * What a piece of the collection shares with the others.
   *
   * @param piece its number
   * @param without paths of others that don't count, as near-duplicates of it
   */
  public Copying copyingOf(int piece, Set<String> without) {
    Set<Integer> left = new HashSet<>(Set.of(piece));
    for (int other = 0; other < paths.size(); other++) {
      if (without.contains(paths.get(other))) {
        left.add(other);
      }
    }
    return new CopySearch(this, left::contains).run(lines(piece));
  }

  private List<Line> lines(int piece) {
    List<Line> lines = new ArrayList<>();
    for (int line = 0; line < pieces.length; line++) {
      if (pieces[line] == piece) {
        int end = lineStarts[line + 1];
        int notes = end - lineStarts[line];
        char[] symbols = new char[notes];
        char[] barsOfNotes = new char[notes];
        for (int note = 0; note < notes; note++) {
          symbols[note] = text[end - 1 - note];
          barsOfNotes[note] = bars[end - 1 - note];
        }
        lines.add(new Line(symbols, barsOfNotes));
      }
    }
    return lines;
  }
}
