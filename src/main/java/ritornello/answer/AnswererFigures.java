package ritornello.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.lm.LanguageModel;

/**
 * How likely true answers are found: by an answerer that hears the question, by one that hears
 * another question, and by a generator that goes on from the question.
 *
 * @param rows by kind and length
 */
public record AnswererFigures(List<Row> rows) {
  private static final int[] LENGTHS = {2, 4, 8};

  public AnswererFigures {
    rows = List.copyOf(rows);
  }

  /**
   * Of all answers of a kind and length. All but the counts are nats a token.
   *
   * @param bars of the question and of the answer
   * @param pairs how many questions with answers
   * @param tokens of the answers, metre and key apart
   * @param heard the answerer, which hears the question
   * @param shuffled the same, but it hears the question's bars in another order; of those questions
   *     that have another order
   * @param another the same, but it hears another tune's question of the same metre and length; of
   *     those questions that there is one for
   * @param primed the generator that goes on from the question, told that it is not said again and
   *     that no note of it sounds on
   * @param alone the generator that knows metre and key
   */
  public record Row(
      Kind kind,
      int bars,
      int pairs,
      long tokens,
      double heard,
      Optional<Double> shuffled,
      Optional<Double> another,
      Optional<Double> primed,
      Optional<Double> alone) {}

  /** Is told how far measuring is, which may take minutes. */
  public interface Progress {
    /** All answers of a kind and length have been measured. */
    void row(Row row);
  }

  /**
   * Measures.
   *
   * @param generator of the same vocabulary, if it is to be compared with one
   * @param pieces in the tokens of both
   */
  public static AnswererFigures of(
      Answerer answerer, Optional<LanguageModel> generator, List<int[]> pieces, Progress progress) {
    List<Tune> tunes = Tune.allOf(answerer.codec(), pieces);
    Measuring measuring = new Measuring(answerer, generator);
    List<Row> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int bars : LENGTHS) {
        Optional<Row> row = measuring.row(kind, bars, tunes);
        row.ifPresent(rows::add);
        row.ifPresent(progress::row);
      }
    }
    return new AnswererFigures(rows);
  }
}
