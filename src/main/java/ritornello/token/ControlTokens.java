package ritornello.token;

import java.util.ArrayList;
import java.util.List;

/**
 * Which id is which control: after all tokens of the codec that is controlled first those of {@link
 * Control#DENSITY}, then those of {@link Control#REGISTER}.
 *
 * @param first the first of them, so the size of the vocabulary without them
 */
record ControlTokens(int first) {

  private int first(Control control) {
    return control == Control.DENSITY ? first : first + Control.DENSITY.bins();
  }

  int of(Control control, int bin) {
    if (bin < 0 || bin >= control.bins()) {
      throw new IllegalArgumentException("there is no bin " + bin + " of " + control);
    }
    return first(control) + bin;
  }

  boolean is(Control control, int token) {
    return token >= first(control) && token < first(control) + control.bins();
  }

  /** Whether it is one of any control. */
  boolean isAny(int token) {
    return token >= first;
  }

  /** Of a token that {@link #is} one of this control. */
  int bin(Control control, int token) {
    return token - first(control);
  }

  /** That of the codec and these. */
  static Vocabulary after(Vocabulary vocabulary) {
    List<String> names = new ArrayList<>(vocabulary.names());
    for (Control control : Control.values()) {
      names.addAll(control.names());
    }
    return new Vocabulary(names);
  }
}
