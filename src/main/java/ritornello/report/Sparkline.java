package ritornello.report;

/** Signs for amounts in a line of text, from nothing to the most. */
enum Sparkline {
  BLOCKS("▁▂▃▄▅▆▇█"),
  DOTS(".:-=+*#@"),
  DIGITS("0123456789");

  private final String signs;

  Sparkline(String signs) {
    this.signs = signs;
  }

  /**
   * The sign of an amount.
   *
   * @param amount 0 to {@code most}
   * @param most 0 if there is nothing at all
   */
  char sign(double amount, double most) {
    double height = most == 0 ? 0 : amount / most;
    return signs.charAt((int) Math.min(signs.length() - 1, Math.floor(signs.length() * height)));
  }
}
