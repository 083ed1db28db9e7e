package ritornello.cli;

/** Names come from anywhere, and a terminal obeys control characters. */
final class Printable {
  private Printable() {}

  /** A name on one line. */
  static String name(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  /** A message, which may have several lines. */
  static String message(String message) {
    return message.replaceAll("[\\p{Cntrl}&&[^\\n]]", "?");
  }
}
