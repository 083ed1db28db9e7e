package ritornello.lm;

import java.util.Optional;
import ritornello.nn.Window;

/**
 * A piece, or a stretch of one, that a row of a batch goes through step by step. It begins from the
 * zero state; what its first step shows is what stands there in the piece.
 */
final class Passage {
  private final int[] piece;
  private final int from;
  private final int to;
  private final Reading reading;
  private int next;
  private Optional<Reading.Reader> reader = Optional.empty();

  /**
   * @param piece whole
   * @param from its first step
   * @param to the step after its last
   */
  Passage(int[] piece, int from, int to, Reading reading) {
    this.piece = piece;
    this.from = from;
    this.to = to;
    this.reading = reading;
    this.next = from;
  }

  /** Steps of it, gone through or not. */
  int length() {
    return to - from;
  }

  boolean isOver() {
    return next == to;
  }

  /** Goes through one step: what is shown there, and what should come. */
  void put(Window window, int step, int row) {
    reader.orElseGet(this::begin).show(window, step, row, piece[next], next == from);
    next++;
  }

  /** Readers are heavy: a passage has one only while it is gone through. */
  private Reading.Reader begin() {
    Reading.Reader begun = reading.begin();
    for (int i = 0; i < from; i++) {
      begun.skip(piece[i]);
    }
    reader = Optional.of(begun);
    return begun;
  }
}
