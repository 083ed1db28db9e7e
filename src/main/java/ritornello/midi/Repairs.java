package ritornello.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Takes down the repairs of one file, or stops at the first. */
final class Repairs {
  private final String name;
  private final boolean strict;
  private final LongUnaryOperator originalOffset;
  private final List<Repair> listed = new ArrayList<>();
  private int count;

  /**
   * @param originalOffset where in the file a byte stands of those that are read
   */
  Repairs(String name, boolean strict, LongUnaryOperator originalOffset) {
    this.name = name;
    this.originalOffset = originalOffset;
    this.strict = strict;
  }

  /**
   * @throws MalformedMidiException if the reader is strict
   */
  void add(Repair.Kind kind, long offset, String problem, String action)
      throws MalformedMidiException {
    count++;
    if (!strict && listed.size() == MidiReading.MOST_REPAIRS_LISTED) {
      return;
    }
    long byteOffset = originalOffset.applyAsLong(offset);
    if (strict) {
      throw new MalformedMidiException(name, new Repair(byteOffset, kind, problem, action));
    }
    listed.add(new Repair(byteOffset, kind, problem, action));
  }

  int count() {
    return count;
  }

  List<Repair> byOffset() {
    return listed.stream().sorted(Comparator.comparingLong(Repair::byteOffset)).toList();
  }
}
