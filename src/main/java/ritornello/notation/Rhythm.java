package ritornello.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes a voice of one bar: which note values, dots, ties, triplets and rests fill it.
 *
 * <p>A note is one symbol where its length is a note value and it hides no beat that a reader looks
 * for: it may begin or end a stretch of the metre's tree, or be a syncopation in its middle; else
 * it is cut where the stretch divides, and tied. Rests are cut more often. What does not fit into
 * 32nd notes is a group of three in the time of two, over the smallest stretch that holds it.
 */
final class Rhythm {
  private static final int BINARY = 3;

  /** A dotted quarter note. */
  private static final int LONGEST_BEAT = 36;

  private static final int LONGEST_TUPLET = 2 * Notation.UNITS_PER_QUARTER;

  /** A piece of the bar between two cuts, in units from where the full bar begins. */
  private record Piece(int from, int to, Optional<Sound> sound) {}

  /** A stretch that is a group of three in the time of two. */
  private record Group(int start, int length) {
    int end() {
      return start + length;
    }

    /** Half of it is the value that three of fill it. */
    NoteValue normal() {
      return NoteValue.of(length / 2).orElseThrow().value();
    }
  }

  private final Measure measure;
  private final Span metre;
  private final List<Symbol> symbols = new ArrayList<>();

  private Rhythm(Measure measure, Span metre) {
    this.measure = measure;
    this.metre = metre;
  }

  /**
   * The symbols that fill a bar.
   *
   * @param metre the tree of the bar's time signature
   * @param sounds that sound in it, maybe before and after it too; sorted, none overlapping
   */
  static List<Symbol> fill(Measure measure, Span metre, List<Sound> sounds) {
    return sounds.isEmpty() ? List.of(rest(measure)) : new Rhythm(measure, metre).fill(sounds);
  }

  private static Symbol rest(Measure measure) {
    return new Symbol(
        measure.start(), measure.length(), NoteValue.WHOLE, 0, Optional.empty(), true, List.of());
  }

  private List<Symbol> fill(List<Sound> sounds) {
    List<Piece> pieces = pieces(sounds);
    TreeSet<Integer> cuts = new TreeSet<>();
    pieces.forEach(piece -> cuts.add(piece.from()));
    List<Group> groups = new ArrayList<>();
    findGroups(metre, cuts, groups);
    for (Piece piece : pieces) {
      write(piece, groups);
    }
    return symbols;
  }

  /** Sounds and the silences between them, cut to the bar. */
  private List<Piece> pieces(List<Sound> sounds) {
    List<Piece> pieces = new ArrayList<>();
    int at = measure.offset();
    int end = measure.offset() + measure.length();
    for (Sound sound : sounds) {
      int from = Math.max(at, place(sound.start()));
      int to = Math.min(end, place(sound.end()));
      if (from > at) {
        pieces.add(new Piece(at, from, Optional.empty()));
      }
      pieces.add(new Piece(from, to, Optional.of(sound)));
      at = to;
    }
    if (at < end) {
      pieces.add(new Piece(at, end, Optional.empty()));
    }
    return pieces;
  }

  /** Far outside of the bar it does not matter where. */
  private int place(long unit) {
    long place = unit - measure.start() + measure.offset();
    return (int) Math.max(-1, Math.min(place, measure.offset() + measure.length()));
  }

  private static void findGroups(Span span, NavigableSet<Integer> cuts, List<Group> groups) {
    List<Integer> inside =
        cuts.subSet(span.start(), false, span.end(), false).stream()
            .map(cut -> cut - span.start())
            .toList();
    if (inside.stream().allMatch(cut -> cut % BINARY == 0)) {
      return;
    }
    if (span.isHalved() && span.length() <= LONGEST_TUPLET && isGroup(span.length(), inside)) {
      groups.add(new Group(span.start(), span.length()));
    } else {
      span.children().forEach(child -> findGroups(child, cuts, groups));
    }
  }

  private static boolean isGroup(int length, List<Integer> inside) {
    boolean smallest = length == 2 * BINARY;
    boolean thirds = inside.stream().allMatch(cut -> cut * 6 % length == 0);
    return smallest || (thirds && !inside.contains(length / 2));
  }

  private void write(Piece piece, List<Group> groups) {
    int at = piece.from();
    for (Group group : groups) {
      if (group.end() <= at || group.start() >= piece.to()) {
        continue;
      }
      if (group.start() > at) {
        split(metre, at, group.start(), piece);
        at = group.start();
      }
      int to = Math.min(piece.to(), group.end());
      writeInGroup(group, at, to, piece);
      at = to;
    }
    if (at < piece.to()) {
      split(metre, at, piece.to(), piece);
    }
  }

  /** In a group a sixth is half of its normal value, and five sixths are no value. */
  private void writeInGroup(Group group, int from, int to, Piece piece) {
    int sixth = group.length() / 6;
    int sixths = (to - from) / sixth;
    NoteValue normal = group.normal();
    switch (sixths) {
      case 1 -> add(from, to, normal.half(), 0, Optional.of(group), piece);
      case 2 -> add(from, to, normal, 0, Optional.of(group), piece);
      case 3 -> add(from, to, normal, 1, Optional.of(group), piece);
      case 4 -> add(from, to, normal.twice(), 0, Optional.of(group), piece);
      default -> {
        int cut = from == group.start() ? from + 4 * sixth : from + sixth;
        writeInGroup(group, from, cut, piece);
        writeInGroup(group, cut, to, piece);
      }
    }
  }

  private void split(Span span, int from, int to, Piece piece) {
    Optional<NoteValue.Dotted> value = NoteValue.of(to - from);
    if (value.isPresent() && isWhole(span, from, to, piece.sound().isEmpty())) {
      add(from, to, value.get().value(), value.get().dots(), Optional.empty(), piece);
      return;
    }
    Optional<Integer> cut =
        value.isEmpty() ? longestFirst(span, from, to, piece) : Optional.empty();
    if (cut.isPresent()) {
      split(span, from, cut.get(), piece);
      split(span, cut.get(), to, piece);
      return;
    }
    for (Span child : span.children()) {
      int start = Math.max(from, child.start());
      int end = Math.min(to, child.end());
      if (start < end) {
        split(child, start, end, piece);
      }
    }
  }

  /** Where a length that is no value is cut so that its first symbol is as long as can be. */
  private static Optional<Integer> longestFirst(Span span, int from, int to, Piece piece) {
    boolean rest = piece.sound().isEmpty();
    return span.children().stream()
        .map(Span::start)
        .filter(cut -> from < cut && cut < to)
        .filter(cut -> NoteValue.of(cut - from).isPresent() && isWhole(span, from, cut, rest))
        .reduce((earlier, later) -> later);
  }

  /** Whether one symbol shows enough of the metre. */
  private static boolean isWhole(Span span, int from, int to, boolean rest) {
    if (from == span.start() && to == span.end()) {
      return true;
    } else if (span.children().stream().anyMatch(c -> c.start() <= from && to <= c.end())) {
      return false; // it is for the child to say
    } else if (rest) {
      boolean compoundBeat = span.children().size() == 3 && span.length() <= LONGEST_BEAT;
      return compoundBeat && from == span.start() && isPlain(to - from);
    } else if (span.beat() > 0 && (to - from) % span.beat() != 0) {
      return false;
    }
    return from == span.start() || to == span.end() || isSyncopation(span, from, to);
  }

  private static boolean isPlain(int units) {
    return NoteValue.of(units).filter(value -> value.dots() == 0).isPresent();
  }

  private static boolean isSyncopation(Span span, int from, int to) {
    return span.children().stream()
        .anyMatch(child -> from + to == 2 * child.start() && to - from == child.length());
  }

  private void add(
      int from, int to, NoteValue value, int dots, Optional<Group> group, Piece piece) {
    long start = measure.start() + from - measure.offset();
    long end = start + to - from;
    Optional<Symbol.Tuplet> tuplet =
        group.map(g -> new Symbol.Tuplet(g.normal(), from == g.start(), to == g.end()));
    List<Symbol.Head> heads =
        piece
            .sound()
            .map(
                sound ->
                    sound.heads().stream()
                        .map(head -> tied(head, start > sound.start(), end < sound.end()))
                        .toList())
            .orElse(List.of());
    symbols.add(new Symbol(start, to - from, value, dots, tuplet, false, heads));
  }

  private static Symbol.Head tied(Symbol.Head head, boolean from, boolean to) {
    return new Symbol.Head(
        head.pitch(), head.velocity(), head.tiedFrom() || from, head.tiedTo() || to);
  }
}
