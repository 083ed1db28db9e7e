package ritornello.answer;

import java.util.Locale;

/** What an answer is to the question. */
public enum Kind {
  /** What comes after it in a tune. */
  REPLY,
  /** The same again, with changes. */
  VARIATION;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
