package ritornello.report;

/** What knows its size before it is drawn, whatever it is drawn on. */
interface Picture {
  /** In the units of its canvas. */
  int width();

  /** In the units of its canvas. */
  int height();

  void draw(Canvas canvas);
}
