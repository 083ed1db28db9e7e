package ritornello.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * How much each bar of a piece counted for something.
 *
 * @param shares of the bars, from the first; 0 or more
 * @param about what it is that they counted for, for people
 */
public record BarShares(double[] shares, String about) {
  private static final int BARS_A_LINE = 32;
  private static final int BARS_TOGETHER = 4;
  private static final String COLOUR = "#b45309";

  public BarShares {
    shares = shares.clone();
  }

  @Override
  public double[] shares() {
    return shares.clone();
  }

  private double most() {
    return Arrays.stream(shares).max().orElse(0);
  }

  /** How strong the colour of a bar is, 0 to 0.55; the bar that counted most is strongest. */
  private double strength(int bar) {
    return bar >= shares.length || most() == 0 ? 0 : 0.55 * shares[bar] / most();
  }

  /** A bar in its colour, with what is told of it under the pointer. */
  Canvas.Box box(int bar, double x, double y, double width, double height) {
    double percent = bar >= shares.length ? 0 : 100 * shares[bar];
    String about = String.format(Locale.ROOT, "bar %d: %.1f %%", bar + 1, percent);
    return new Canvas.Box(x, y, width, height, 0, COLOUR, strength(bar), about);
  }

  /**
   * As lines of text, a sign for each bar, the higher or darker the more it counted.
   *
   * @param unicode whether the terminal has blocks
   * @param indent what each line begins with
   */
  public String text(boolean unicode, String indent) {
    Sparkline signs = unicode ? Sparkline.BLOCKS : Sparkline.DOTS;
    StringBuilder text = new StringBuilder();
    for (int first = 0; first < shares.length; first += BARS_A_LINE) {
      int end = Math.min(shares.length, first + BARS_A_LINE);
      text.append(indent).append(String.format(Locale.ROOT, "%4d ", first + 1));
      for (int bar = first; bar < end; bar++) {
        text.append(bar > first && (bar - first) % BARS_TOGETHER == 0 ? " " : "");
        text.append(signs.sign(shares[bar], most()));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
