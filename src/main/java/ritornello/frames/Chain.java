package ritornello.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames as a chain of tokens: the keys of a frame in order, then {@link #NEXT}. Each frame is
 * written in one way, so its probability is the product of those of its tokens, each among those
 * that may come: keys in order, and NEXT.
 */
final class Chain implements View.Script {
  /** The token that ends a frame. */
  static final int NEXT = FrameSequence.KEYS;

  /** How many there are. */
  static final int TOKENS = FrameSequence.KEYS + 1;

  /** What stands before the first token. */
  static final int BEGINNING = TOKENS;

  private final View view;
  private final Order order;

  Chain(View view, Order order) {
    this.view = view;
    this.order = order;
  }

  @Override
  public int[] symbols(FrameSequence sequence) {
    int[] tokens = new int[Math.toIntExact(steps(sequence))];
    int size = 0;
    for (int t = 0; t < sequence.length(); t++) {
      int[] keys = sequence.frame(t);
      for (int i = 0; i < keys.length; i++) {
        int key = order == Order.ASCENDING ? keys[i] : keys[keys.length - 1 - i];
        tokens[size++] = order.swap(key);
      }
      tokens[size++] = NEXT;
    }
    return tokens;
  }

  /** The frames of tokens that {@link #symbols} gave. */
  FrameSequence sequence(int[] tokens) {
    List<int[]> frames = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] == NEXT) {
        frames.add(
            Arrays.stream(tokens, from, i)
                .map(token -> order.swap(token) + FrameSequence.LOWEST_PITCH)
                .toArray());
        from = i + 1;
      }
    }
    return FrameSequence.ofPitches(frames);
  }

  @Override
  public long steps(FrameSequence sequence) {
    return sequence.notes() + sequence.length();
  }

  @Override
  public View.Eye begin(int semitones) {
    return new ChainEye(view, this, semitones);
  }

  /** The token of a key so many semitones higher, round the ends of the piano. */
  int moved(int token, int semitones) {
    if (token >= NEXT) {
      return token;
    }
    int up = order == Order.ASCENDING ? semitones : -semitones;
    return Math.floorMod(token + up, FrameSequence.KEYS);
  }

  /** The least token that may come: after a key come those beyond it. */
  static int firstAllowed(int[] tokens, int step) {
    return step == 0 || tokens[step - 1] == NEXT ? 0 : tokens[step - 1] + 1;
  }

  @Override
  public void addTo(int[] tokens, int step, float[] logits, int semitones, float[] sum) {
    int first = firstAllowed(tokens, step);
    double largest = logits[NEXT];
    for (int token = first; token < NEXT; token++) {
      largest = Math.max(largest, logits[moved(token, semitones)]);
    }
    double total = 0;
    for (int token = first; token < TOKENS; token++) {
      total += Math.exp(logits[moved(token, semitones)] - largest);
    }
    double constant = largest + Math.log(total);
    Arrays.fill(sum, 0, first, Float.NEGATIVE_INFINITY);
    for (int token = first; token < TOKENS; token++) {
      sum[token] += (float) (logits[moved(token, semitones)] - constant);
    }
  }

  @Override
  public double nats(int[] tokens, int step, float[] sum, double factor) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int token = firstAllowed(tokens, step); token < TOKENS; token++) {
      largest = Math.max(largest, factor * sum[token]);
    }
    double total = 0;
    for (int token = firstAllowed(tokens, step); token < TOKENS; token++) {
      total += Math.exp(factor * sum[token] - largest);
    }
    return Math.log(total) + largest - factor * sum[tokens[step]];
  }

  @Override
  public int[] frames(int[] tokens) {
    int[] frames = new int[tokens.length];
    int frame = 0;
    for (int i = 0; i < tokens.length; i++) {
      frames[i] = frame;
      frame += tokens[i] == NEXT ? 1 : 0;
    }
    return frames;
  }
}
