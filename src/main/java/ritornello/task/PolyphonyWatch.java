package ritornello.task;

import ritornello.token.Codec;
import ritornello.token.Context;
import ritornello.token.TokenKind;
import ritornello.token.Vocabulary;

/** Keeps more than so many notes from sounding. */
final class PolyphonyWatch implements Watch {
  private final int most;
  private final Codec codec;

  /**
   * @param codec of the characters
   */
  PolyphonyWatch(int most, Codec codec) {
    this.most = most;
    this.codec = codec;
  }

  /** If a seed has more, they may go on, but no other may begin. */
  @Override
  public boolean allows(Context context, int token) {
    int after = context.soundingAfter(token);
    TokenKind kind = codec.kind(token);
    boolean begins = kind == TokenKind.PITCH || kind.leadsToNote();
    return after <= most || (!begins && after <= context.soundingAfter(Vocabulary.PAD));
  }
}
