package ritornello.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import ritornello.score.Melody;

/**
 * The attention of an encoder–decoder: which notes of a question each note of an answer looked at.
 *
 * @param title above it, as text
 * @param question what was looked at; at least one note
 * @param answer what looked; at least one note
 * @param weights (answer notes, question notes): how much a note of the answer looked at each note
 *     of the question, 0 to 1; a row adds up to 1 at most, and what it lacks of 1 looked at rests.
 *     A little more than 1, as rounding makes it, is taken as it is.
 */
public record AttentionPicture(String title, Melody question, Melody answer, double[][] weights) {
  /** Less rounds to 0 %, and is neither drawn nor named. */
  static final double LEAST_SHOWN = 0.005;

  private static final double ROUNDING = 1e-3;

  /**
   * @throws IllegalArgumentException if a melody has no notes, or the weights do not fit them; the
   *     message names the row, counted from 1
   */
  public AttentionPicture {
    checkNotes("question", question);
    checkNotes("answer", answer);
    int rows = answer.notes().size();
    if (weights.length != rows) {
      throw new IllegalArgumentException(
          "attention needs a row of weights for each note of the answer (%d); it has %d"
              .formatted(rows, weights.length));
    }
    for (int row = 0; row < rows; row++) {
      checkRow(row + 1, weights[row], question.notes().size());
    }
    weights = copy(weights);
  }

  private static void checkNotes(String name, Melody melody) {
    if (melody.notes().isEmpty()) {
      throw new IllegalArgumentException(
          "the %s has no notes; a picture of attention needs at least one".formatted(name));
    }
  }

  private static void checkRow(int number, double[] row, int notes) {
    if (row.length != notes) {
      throw new IllegalArgumentException(
          "row %d of the attention needs a weight for each note of the question (%d); it has %d"
              .formatted(number, notes, row.length));
    }
    for (double weight : row) {
      if (!(weight >= 0 && weight <= 1 + ROUNDING)) {
        throw new IllegalArgumentException(
            "row %d of the attention has the weight %s; it must be from 0 to 1"
                .formatted(number, weight));
      }
    }
    double sum = Arrays.stream(row).sum();
    if (sum > 1 + ROUNDING) {
      throw new IllegalArgumentException(
          "row %d of the attention adds up to %s; it must be 1 at most".formatted(number, sum));
    }
  }

  private static double[][] copy(double[][] weights) {
    return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public double[][] weights() {
    return copy(weights);
  }

  /** How much a note of the answer looked at one of the question, 0 to 1. */
  double weight(int answerNote, int questionNote) {
    return Math.min(1, weights[answerNote][questionNote]);
  }

  /** How much a note of the answer looked at rests, 0 to 1. */
  double rests(int answerNote) {
    return Math.max(0, 1 - Arrays.stream(weights[answerNote]).sum());
  }

  /** The largest of all weights of notes, 0 to 1. */
  double most() {
    double most = Arrays.stream(weights).flatMapToDouble(Arrays::stream).max().orElse(0);
    return Math.min(1, most);
  }

  /**
   * As SVG: one picture, nothing fetched from elsewhere. What rounds to 0 % is not drawn, so that a
   * long piece stays small.
   */
  public String svg() {
    return PianoRollSvg.svg(new AttentionDrawing(this));
  }

  /**
   * As PNG, drawn without a window system: the same picture, of at most 40 million pixels.
   *
   * @throws IllegalArgumentException if nothing could be seen in it any more
   */
  public void png(OutputStream out) throws IOException {
    PianoRollPng.write(new AttentionDrawing(this), out);
  }

  /**
   * For a terminal of 80 columns, a line for each note of the answer: its bar and name, a sign for
   * each note of the question (for each bar, if it has more than 32 notes), the higher the more it
   * was looked at, and the three that were looked at most, as far as there is room.
   *
   * @param unicode whether the terminal has blocks; digits otherwise, 9 for the most
   */
  public String text(boolean unicode) {
    return new AttentionText(this, unicode ? Sparkline.BLOCKS : Sparkline.DIGITS).text();
  }
}
