package ritornello.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes down the repairs of one file, or stops at the first. */
final class Repairs {
  private final String name;
  private final boolean strict;
  private final List<Repair> listed = new ArrayList<>();
  private int count;

  Repairs(String name, boolean strict) {
    this.name = name;
    this.strict = strict;
  }

  /**
   * @throws MalformedMidiException if the reader is strict
   */
  void add(Repair.Kind kind, long byteOffset, String problem, String action)
      throws MalformedMidiException {
    count++;
    if (strict) {
      throw new MalformedMidiException(name, new Repair(byteOffset, kind, problem, action));
    }
    if (listed.size() < MidiReading.MOST_REPAIRS_LISTED) {
      listed.add(new Repair(byteOffset, kind, problem, action));
    }
  }

  int count() {
    return count;
  }

  List<Repair> byOffset() {
    return listed.stream().sorted(Comparator.comparingLong(Repair::byteOffset)).toList();
  }
}
