package ritornello.notation;

/** Words from files, as a line that every format can hold. */
final class Words {
  private Words() {}

  /** Without control characters, lone surrogates and what else XML 1.0 has no place for. */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .filter(c -> !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
        .forEach(line::appendCodePoint);
    return line.toString().strip().replaceAll(" {2,}", " ");
  }
}
