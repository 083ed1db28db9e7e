package ritornello.task;

import java.util.ArrayDeque;
import java.util.Deque;
import ritornello.token.Codec;
import ritornello.token.TokenKind;

/**
 * The notes that came last. What else came (holds, time, bars) comes again and again in all music,
 * and is no repetition.
 */
final class LatestNotes {
  private final Codec codec;
  private final int most;
  private final Deque<Integer> notes;
  private final int[] times;

  /**
   * @param most notes that are remembered
   */
  LatestNotes(Codec codec, int most) {
    this.codec = codec;
    this.most = most;
    this.notes = new ArrayDeque<>();
    this.times = new int[codec.vocabulary().size()];
  }

  private LatestNotes(LatestNotes other) {
    codec = other.codec;
    most = other.most;
    notes = new ArrayDeque<>(other.notes);
    times = other.times.clone();
  }

  LatestNotes copy() {
    return new LatestNotes(this);
  }

  /** Goes on by one token. */
  void accept(int token) {
    TokenKind kind = codec.kind(token);
    if (kind != TokenKind.PITCH && kind != TokenKind.DRUM && kind != TokenKind.WORD) {
      return;
    }
    notes.addLast(token);
    times[token]++;
    if (notes.size() > most) {
      times[notes.removeFirst()]--;
    }
  }

  /** Whether such a token is among them. */
  boolean contains(int token) {
    return times[token] > 0;
  }
}
