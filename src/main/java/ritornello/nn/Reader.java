package ritornello.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A trained network that reads whole sequences: a classifier or tagger. Plain Java, so it starts at
 * once. For one thread.
 */
public final class Reader {
  private final NetworkSpec spec;
  private final Map<String, float[]> parameters;
  private Sweep sweep;
  private int capacity;

  /**
   * What was read into a sequence.
   *
   * @param probabilities (T, V), or (1, V) if there is one answer for the whole
   * @param attention how much each step counted for the one answer, (T); empty where every step has
   *     its own, and where what each direction ends with is all that counts
   */
  public record Reading(float[][] probabilities, float[] attention) {}

  /**
   * @param parameters by the names of {@link Layout}, row-major
   * @throws IllegalArgumentException if one is missing or of another size
   */
  public Reader(NetworkSpec spec, Map<String, float[]> parameters) {
    this.spec = spec;
    this.parameters = parameters;
    this.capacity = 256;
    this.sweep = TrainedSweep.of(spec, parameters, capacity, 0);
  }

  /**
   * Reads a sequence.
   *
   * @param sequence what each step looks up; at least one step
   */
  public Reading read(List<int[]> sequence) {
    if (sequence.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to read: the sequence is empty");
    }
    if (sequence.size() > capacity) {
      capacity = Math.max(sequence.size(), 2 * capacity);
      sweep = TrainedSweep.of(spec, parameters, capacity, 0);
    }
    int last = sequence.size() - 1;
    boolean once = spec.answersOnce();
    Window window = new Window(sequence.size(), 1, 0);
    for (int t = 0; t <= last; t++) {
      // Any target makes probabilities of the logits.
      int target = once && t < last ? Window.NO_TARGET : 0;
      window.set(t, 0, sequence.get(t), target, t == 0);
    }
    sweep.forward(window, 0);
    if (!once) {
      float[][] answers = new float[sequence.size()][];
      Arrays.setAll(answers, t -> sweep.answer(t, 0));
      return new Reading(answers, new float[0]);
    }
    boolean weighs = spec.headOrPlain().pooling() != NetworkSpec.Pooling.LAST;
    float[] attention = weighs ? sweep.pooling(0, 0, last) : new float[0];
    return new Reading(new float[][] {sweep.answer(last, 0)}, attention);
  }
}
