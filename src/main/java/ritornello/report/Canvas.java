package ritornello.report;

/** What a picture is drawn on; y goes down, colours are as {@code #2563eb} or {@code #333}. */
interface Canvas {

  /**
   * A filled rectangle.
   *
   * @param round radius of its corners
   * @param opacity 0 to 1
   * @param about what is told of it under the pointer, where there is one; may be empty
   */
  record Box(
      double x,
      double y,
      double width,
      double height,
      double round,
      String colour,
      double opacity,
      String about) {}

  record Line(double x1, double y1, double x2, double y2, String colour) {}

  /**
   * Words.
   *
   * @param y of the line that they stand on
   * @param atEnd whether x is where they end, not where they begin
   * @param turned whether they go upwards, turned to the left about x and y
   */
  record Text(
      double x, double y, int size, String colour, boolean atEnd, boolean turned, String words) {

    /** Words from left to right. */
    Text(double x, double y, int size, String colour, boolean atEnd, String words) {
      this(x, y, size, colour, atEnd, false, words);
    }
  }

  void box(Box box);

  void line(Line line);

  void text(Text text);
}
