package ritornello.answer;

/**
 * What answer is wished for.
 *
 * @param bars its length, 1 to {@value #MOST_BARS}
 */
public record Wish(Kind kind, int bars) {
  /** Of an answer, and of what is heard of a question, a pickup apart. */
  public static final int MOST_BARS = 8;

  static final int COUNT = Kind.values().length * MOST_BARS;

  public Wish {
    if (bars < 1 || bars > MOST_BARS) {
      throw new IllegalArgumentException(
          "an answer of " + bars + " bars; it must be from 1 to " + MOST_BARS);
    }
  }

  /** 0 to {@link #COUNT} − 1. */
  int number() {
    return (kind == Kind.REPLY ? 0 : MOST_BARS) + bars - 1;
  }
}
