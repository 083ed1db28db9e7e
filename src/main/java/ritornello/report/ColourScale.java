package ritornello.report;

import java.util.Locale;

/**
 * Colours for shares, one mixed into the next.
 *
 * @param stops two or more, from the colour of 0 to that of 1, each in red, green and blue
 * @param gamma 1 if the colours follow the shares evenly; less, more than 0, if small shares are to
 *     be seen better
 */
record ColourScale(int[][] stops, double gamma) {
  private static final int STEPS = 40;

  static final int HEIGHT = 12;

  /**
   * The colour of a share.
   *
   * @param share 0 to 1
   */
  String at(double share) {
    double place = Math.pow(share, gamma) * (stops.length - 1);
    int stop = Math.min((int) place, stops.length - 2);
    double rest = place - stop;
    int[] mixed = new int[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = (int) Math.round(stops[stop][i] * (1 - rest) + stops[stop + 1][i] * rest);
    }
    return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
  }

  /** All of it from left to right, for a legend. */
  void draw(Canvas canvas, double x, double y, double width) {
    double step = width / STEPS;
    for (int i = 0; i < STEPS; i++) {
      String shade = at(i / (STEPS - 1.0));
      canvas.box(new Canvas.Box(x + i * step, y, step + 0.1, HEIGHT, 0, shade, 1, ""));
    }
  }
}
