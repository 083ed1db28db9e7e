package ritornello.tunes;

import java.util.ArrayList;
import java.util.List;
import ritornello.tunes.AbcElement.Bar;
import ritornello.tunes.AbcElement.Kind;

/** Plays the repeats out: what is written once is there as often as it sounds. */
final class AbcRepeats {
  private final String file;
  private final List<AbcElement> written;
  private final List<AbcElement> played = new ArrayList<>();

  /** Where the passage begins that the next repeat sign repeats. */
  private int start;

  private boolean secondTime;

  /** The last '|:' that no ':|' has answered yet. */
  private boolean open;

  private AbcRepeats(String file, List<AbcElement> written) {
    this.file = file;
    this.written = written;
  }

  /** The elements in the order in which they sound. */
  static List<AbcElement> playOut(String file, List<AbcElement> written) throws AbcException {
    return new AbcRepeats(file, written).run();
  }

  private List<AbcElement> run() throws AbcException {
    int i = 0;
    while (i < written.size()) {
      AbcElement element = written.get(i);
      if (element instanceof Bar bar) {
        i = after(i, bar);
      } else {
        played.add(element);
        i++;
      }
    }
    if (open) {
      throw error(written.get(start - 1), "'|:' is never closed; expected ':|'");
    }
    return List.copyOf(played);
  }

  /** Plays a bar line and says where it goes on. */
  private int after(int i, Bar bar) throws AbcException {
    played.add(bar);
    if (bar.kind() == Kind.REPEAT_START) {
      if (open) {
        throw error(bar, "'|:' inside a repeated passage; expected ':|' first");
      }
      begin(i + 1);
      open = true;
      return i + 1;
    }
    if (bar.ending() == 1 && secondTime) {
      int second = secondEnding(i, bar);
      begin(second + 1);
      open = false;
      return second + 1;
    }
    if (!bar.kind().endsRepeat()) {
      return i + 1;
    }
    if (!secondTime) {
      secondTime = true;
      return start;
    }
    begin(i + 1);
    open = bar.kind().startsRepeat();
    return i + 1;
  }

  private void begin(int index) {
    start = index;
    secondTime = false;
  }

  private int secondEnding(int from, Bar first) throws AbcException {
    for (int i = from + 1; i < written.size(); i++) {
      if (written.get(i) instanceof Bar bar && bar.kind().endsRepeat()) {
        if (bar.ending() == 2) {
          return i;
        }
        break;
      }
    }
    throw error(first, "a first ending without a second; expected ':|2'");
  }

  private AbcException error(AbcElement where, String problem) {
    return new AbcException(file, where.line(), where.column(), problem);
  }
}
