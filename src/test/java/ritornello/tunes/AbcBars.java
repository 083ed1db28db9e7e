package ritornello.tunes;

import java.util.List;
import ritornello.tunes.AbcElement.Bar;
import ritornello.tunes.AbcElement.Kind;
import ritornello.tunes.AbcElement.Sound;

/** Checks that each bar, as played, holds what its metre asks for. */
final class AbcBars {
  private final String file;
  private final long barTicks;
  private long tick;
  private long boundary;
  private int number;

  private AbcBars(String file, long barTicks) {
    this.file = file;
    this.barTicks = barTicks;
  }

  /**
   * Checks the bars.
   *
   * @param played with repeats played out
   * @param barTicks length of a bar
   * @return ticks of the pickup before the first bar line, 0 if there is none
   */
  static long check(String file, List<AbcElement> played, long barTicks) throws AbcException {
    long pickup = pickup(played);
    AbcBars bars = new AbcBars(file, barTicks);
    if (pickup < barTicks) {
      bars.tick = Math.floorMod(barTicks - pickup, barTicks);
    }
    bars.checkAll(played);
    bars.checkEnd(played, pickup % barTicks);
    return pickup < barTicks ? pickup : 0;
  }

  private static long pickup(List<AbcElement> played) {
    long ticks = 0;
    for (AbcElement element : played) {
      if (element instanceof Sound sound) {
        ticks += sound.ticks();
      } else if (element instanceof Bar && ticks > 0) {
        break;
      }
    }
    return ticks;
  }

  private void checkAll(List<AbcElement> played) throws AbcException {
    for (AbcElement element : played) {
      if (element instanceof Sound sound) {
        tick += sound.ticks();
      } else if (element instanceof Bar bar) {
        checkBar(bar);
      }
    }
  }

  private void checkBar(Bar bar) throws AbcException {
    long length = tick - boundary;
    // A repeat sign or double bar may split a bar; only a plain bar line must end one.
    boolean wrong = bar.kind() == Kind.SINGLE ? length != barTicks : length > barTicks;
    if (wrong) {
      throw new AbcException(
          file,
          bar.line(),
          bar.column(),
          "bar "
              + (number + 1)
              + ", as played, lasts "
              + quarters(length)
              + " up to this '"
              + bar.kind().abc()
              + "'; expected "
              + quarters(barTicks));
    }
    if (length == barTicks) {
      boundary = tick;
      number++;
    }
  }

  private void checkEnd(List<AbcElement> played, long pickup) throws AbcException {
    AbcElement last = played.get(played.size() - 1);
    long length = tick - boundary;
    if (!(last instanceof Bar) || (length + pickup) % barTicks != 0) {
      throw new AbcException(
          file,
          last.line(),
          last.column(),
          "the last bar lasts "
              + quarters(length)
              + "; expected "
              + quarters(barTicks)
              + " less the pickup's "
              + quarters(pickup)
              + ", and a bar line at the end");
    }
  }

  /** Ticks in words for people: {@code 2 1/2 quarters}. */
  private static String quarters(long ticks) {
    long whole = ticks / AbcTune.PPQ;
    long rest = ticks % AbcTune.PPQ;
    if (rest == 0) {
      return whole + " quarters";
    }
    return (whole > 0 ? whole + " " : "") + new AbcFraction(rest, AbcTune.PPQ) + " quarters";
  }
}
