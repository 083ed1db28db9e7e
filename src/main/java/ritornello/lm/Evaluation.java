package ritornello.lm;

import java.util.List;

/** Measures models on pieces that are known. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * How likely a model finds pieces, many side by side; loads ND4J.
   *
   * @param pieces tokens of the model's codec, each ending with EOS, without BOS
   */
  public static Measured of(LanguageModel model, List<int[]> pieces) {
    Measured.Tally tally = new Measured.Tally(model.codec()::kind);
    TeacherForcing.read(
        model,
        pieces,
        (token, logits) ->
            tally.add(token, LanguageModel.nats(logits, token), rank(logits, token)));
    return tally.measured();
  }

  /** How many are likelier; of equally likely ones that with the lesser id is. */
  private static int rank(float[] logits, int token) {
    int rank = 0;
    for (int other = 0; other < logits.length; other++) {
      boolean likelier = logits[other] > logits[token];
      rank += likelier || (other < token && logits[other] == logits[token]) ? 1 : 0;
    }
    return rank;
  }
}
