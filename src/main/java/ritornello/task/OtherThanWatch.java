package ritornello.task;

import java.util.List;
import ritornello.token.Context;
import ritornello.token.Onset;
import ritornello.token.Vocabulary;

/** Does not let a piece end that is, note for note, what it must not be. */
final class OtherThanWatch implements Watch {
  private final List<Onset> notes;
  private int alike;
  private boolean another;

  OtherThanWatch(List<Onset> notes) {
    this.notes = notes;
  }

  @Override
  public boolean allows(Context context, int token) {
    return token != Vocabulary.EOS || another || alike < notes.size();
  }

  @Override
  public void accept(Context before, int token) {
    for (Onset onset : before.onsets(token)) {
      boolean next = alike < notes.size() && notes.get(alike).equals(onset);
      alike += next ? 1 : 0;
      another |= !next;
    }
  }

  @Override
  public Watch copy() {
    OtherThanWatch copy = new OtherThanWatch(notes);
    copy.alike = alike;
    copy.another = another;
    return copy;
  }
}
