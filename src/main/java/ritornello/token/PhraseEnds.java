package ritornello.token;

/**
 * Follows a sequence of tokens and tells where it may be cut: words are made of what stands between
 * two cuts, and of nothing else.
 */
final class PhraseEnds {
  /** A bar has no more tokens than this but in odd files, which must not take for ever. */
  private static final int MOST_TOKENS = 256;

  private final Context context;
  private int bars;
  private int tokens;

  PhraseEnds(Codec codec) {
    context = codec.start();
    bars = context.bars();
  }

  /** Goes on by one token; whether that completes a bar, or very much of one. */
  boolean after(int token) {
    context.accept(token);
    tokens++;
    boolean end = context.bars() != bars || tokens == MOST_TOKENS;
    bars = context.bars();
    tokens = end ? 0 : tokens;
    return end;
  }
}
