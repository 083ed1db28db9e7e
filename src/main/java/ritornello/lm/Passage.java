package ritornello.lm;

import java.util.Optional;
import ritornello.nn.Window;
import ritornello.token.Codec;
import ritornello.token.Context;

/**
 * A piece, or a stretch of one, that a row of a batch goes through step by step. It begins from the
 * zero state; what the codec's context shows at its first step is what stands there in the piece.
 */
final class Passage {
  private final int[] piece;
  private final int from;
  private final int to;
  private final Codec codec;
  private int next;
  private Optional<Context> context = Optional.empty();

  /**
   * @param piece whole, ending with EOS
   * @param from its first step
   * @param to the step after its last
   */
  Passage(int[] piece, int from, int to, Codec codec) {
    this.piece = piece;
    this.from = from;
    this.to = to;
    this.codec = codec;
    this.next = from;
  }

  /** Steps of it, gone through or not. */
  int length() {
    return to - from;
  }

  boolean isOver() {
    return next == to;
  }

  /** Goes through one step: what is shown there, and the token that should come. */
  void put(Window window, int step, int row) {
    Context shown = context.orElseGet(this::begin);
    int[] indices = new int[codec.inputSizes().length];
    shown.inputs(indices);
    window.set(step, row, indices, piece[next], next == from);
    shown.accept(piece[next]);
    next++;
  }

  /** Contexts are heavy: a passage has one only while it is gone through. */
  private Context begin() {
    Context begun = codec.start();
    for (int i = 0; i < from; i++) {
      begun.accept(piece[i]);
    }
    context = Optional.of(begun);
    return begun;
  }
}
