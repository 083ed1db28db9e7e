package ritornello.cli;

import java.util.List;
import ritornello.originality.CopiedRun;
import ritornello.originality.Copying;

/**
 * What several pieces copy, also as JSON.
 *
 * @param medianLongest of the longest copies of the pieces, in notes
 * @param ninetyPercentLongest nine in ten pieces have none longer
 * @param longest of all
 * @param copiedShare of all bars, 0 to 1
 */
record CopySummary(
    int pieces,
    int medianLongest,
    int ninetyPercentLongest,
    int longest,
    double meanLongest,
    double copiedShare) {

  /**
   * @param run so many notes in a row make a bar a copied one
   */
  static CopySummary of(List<Copying> copying, int run) {
    int[] longest =
        copying.stream()
            .mapToInt(piece -> piece.longest().map(CopiedRun::notes).orElse(0))
            .sorted()
            .toArray();
    int count = longest.length;
    if (count == 0) {
      return new CopySummary(0, 0, 0, 0, 0, 0);
    }
    long sum = 0;
    for (int notes : longest) {
      sum += notes;
    }
    long bars = copying.stream().mapToLong(Copying::bars).sum();
    long copied = copying.stream().mapToLong(piece -> piece.copiedBars(run)).sum();
    return new CopySummary(
        count,
        longest[(count - 1) / 2],
        longest[(9 * count + 9) / 10 - 1],
        longest[count - 1],
        (double) sum / count,
        bars == 0 ? 0 : (double) copied / bars);
  }
}
