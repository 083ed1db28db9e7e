package ritornello.notation;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.TimeSignature;

/**
 * A stretch of a bar and how it is divided, down to 32nd notes: the tree of a metre.
 *
 * @param start in units from where the full bar begins
 * @param length in units
 * @param beat length of a compound beat that this is made of, as the dotted quarter of 6/8; 0 if it
 *     is not
 * @param children two or three that make it up; none for a 32nd note
 */
record Span(int start, int length, int beat, List<Span> children) {
  private static final int WHOLE = 4 * Notation.UNITS_PER_QUARTER;
  private static final int SHORTEST = 3;

  int end() {
    return start + length;
  }

  boolean isHalved() {
    return children.size() == 2 && children.get(0).length() == children.get(1).length();
  }

  /** The tree of a bar; its denominator is 16 or less. */
  static Span of(TimeSignature metre) {
    int unit = WHOLE / metre.denominator();
    List<Span> beats = new ArrayList<>();
    int each = metre.isCompound() ? 3 : 1;
    for (int i = 0; i < metre.numerator() / each; i++) {
      beats.add(beat(i * each * unit, each, unit));
    }
    return group(beats);
  }

  private static Span beat(int start, int count, int unit) {
    if (count == 1) {
      return halves(start, unit);
    }
    List<Span> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(halves(start + i * unit, unit));
    }
    return new Span(start, count * unit, 0, List.copyOf(parts));
  }

  private static Span halves(int start, int length) {
    if (length <= SHORTEST) {
      return new Span(start, length, 0, List.of());
    }
    int half = length / 2;
    return new Span(start, length, 0, List.of(halves(start, half), halves(start + half, half)));
  }

  /** Two and two, or three; of five three come first, of seven last. */
  private static Span group(List<Span> beats) {
    int count = beats.size();
    if (count == 1) {
      return beats.get(0);
    } else if (count <= 3) {
      return over(beats);
    } else if (count == 7) {
      return over(
          List.of(
              group(beats.subList(0, 2)), group(beats.subList(2, 4)), group(beats.subList(4, 7))));
    } else if (count % 3 == 0 && count % 2 == 1) {
      int third = count / 3;
      return over(
          List.of(
              group(beats.subList(0, third)),
              group(beats.subList(third, 2 * third)),
              group(beats.subList(2 * third, count))));
    }
    int first = (count + 1) / 2;
    return over(List.of(group(beats.subList(0, first)), group(beats.subList(first, count))));
  }

  private static Span over(List<Span> children) {
    Span first = children.get(0);
    Span last = children.get(children.size() - 1);
    boolean compound = first.children().size() == 3 && first.beat() == 0;
    int beat = compound ? first.length() : first.beat();
    return new Span(first.start(), last.end() - first.start(), beat, List.copyOf(children));
  }
}
