package ritornello.lm;

import java.util.ArrayList;
import java.util.List;
import ritornello.nn.BatchStepper;
import ritornello.token.Context;
import ritornello.token.Vocabulary;

/**
 * Many sequences that grow side by side, token by token; as {@link Continuation}, and many times as
 * fast, but its logits differ by the rounding of single precision. Loads ND4J. For one thread.
 */
public final class Continuations implements AutoCloseable {
  private final BatchStepper stepper;
  private final List<Context> contexts = new ArrayList<>();
  private final int[][] indices;

  /**
   * All begin now.
   *
   * @param rows how many they are
   * @param threads how many share the work
   */
  public Continuations(LanguageModel model, int rows, int threads) {
    stepper = new BatchStepper(model.network(), model.parameters(), rows, threads);
    indices = new int[rows][model.codec().inputSizes().length];
    for (int row = 0; row < rows; row++) {
      contexts.add(model.codec().start());
    }
    step();
  }

  private void step() {
    for (int row = 0; row < indices.length; row++) {
      contexts.get(row).inputs(indices[row]);
    }
    stepper.step(indices);
  }

  /**
   * Goes on by one token in each.
   *
   * @param tokens of each row; PAD for one that does not go on any more
   */
  public void accept(int[] tokens) {
    for (int row = 0; row < tokens.length; row++) {
      if (tokens[row] != Vocabulary.PAD) {
        contexts.get(row).accept(tokens[row]);
      }
    }
    step();
  }

  /** Where a sequence stands. */
  public Context context(int row) {
    return contexts.get(row);
  }

  /** Logits of its next token, (V). */
  public float[] logits(int row) {
    return stepper.logits(row);
  }

  @Override
  public void close() {
    stepper.close();
  }
}
