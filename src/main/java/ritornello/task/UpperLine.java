package ritornello.task;

import java.util.List;
import ritornello.originality.CopyLimit;
import ritornello.originality.GrowingLine;
import ritornello.token.Codec;
import ritornello.token.Context;
import ritornello.token.Onset;

/** The highest note of each moment, drums apart, that tokens tell. */
public final class UpperLine {
  private UpperLine() {}

  /**
   * That of a sequence.
   *
   * @param tokens that the codec's grammar allows
   */
  public static GrowingLine of(Codec codec, int[] tokens) {
    GrowingLine line = new GrowingLine();
    Context context = codec.start();
    for (int token : tokens) {
      for (Onset onset : context.onsets(token)) {
        line.strike(onset.step(), onset.pitch());
      }
      context.accept(token);
    }
    return line;
  }

  /** What a token would strike. */
  static List<CopyLimit.Struck> struck(Context context, int token) {
    return context.onsets(token).stream()
        .map(onset -> new CopyLimit.Struck(onset.step(), onset.pitch()))
        .toList();
  }
}
