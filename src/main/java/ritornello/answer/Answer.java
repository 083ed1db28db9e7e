package ritornello.answer;

import ritornello.score.Melody;

/**
 * What a model answered.
 *
 * @param melody in whole bars
 * @param attention how much each of its notes, as it began, looked at each note of the question,
 *     (notes of the answer, notes of the question); a row adds up to 1, but for looks at rests and
 *     at a note that began before what is heard
 * @param nats −ln of its probability
 * @param constraintNats what the constraints cost together: −ln of the share that was left of what
 *     the model believed
 */
public record Answer(Melody melody, double[][] attention, double nats, double constraintNats) {
  public Answer {
    attention = copy(attention);
  }

  @Override
  public double[][] attention() {
    return copy(attention);
  }

  private static double[][] copy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }
}
