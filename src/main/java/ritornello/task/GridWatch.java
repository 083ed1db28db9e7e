package ritornello.task;

import ritornello.token.Codec;
import ritornello.token.Context;
import ritornello.token.TokenKind;

/** Lets notes, and drums, begin only at multiples of so many steps after the bar line. */
final class GridWatch implements Watch {
  private final int steps;
  private final Codec codec;

  /**
   * @param codec of the characters
   */
  GridWatch(int steps, Codec codec) {
    this.steps = steps;
    this.codec = codec;
  }

  @Override
  public boolean allows(Context context, int token) {
    if (codec.kind(token) == TokenKind.POSITION) {
      return context.placeAfter(token).orElseThrow().step() % steps == 0;
    }
    return context.place().orElseThrow().step() % steps == 0 || context.onsets(token).isEmpty();
  }
}
