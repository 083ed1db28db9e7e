package ritornello.report;

/** Text in XML and HTML. */
final class Xml {
  private Xml() {}

  /** Text as it stands between tags; what XML cannot hold is left out. */
  static String escape(String text) {
    String characters =
        text.codePoints()
            .filter(Xml::isChar)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return characters.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Char of XML 1.0, section 2.2; names of files hold others too. */
  private static boolean isChar(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
