package ritornello.frames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ritornello.nn.Window;

/**
 * One step a frame, answered by a sigmoid for each key. Symbols are numbers that frames get as they
 * are met, of use only to who gave them. For one thread.
 */
final class WholeFrames implements View.Script {
  private final View view;
  private final Map<List<Integer>, Integer> numbers = new HashMap<>();
  private final List<int[]> frames = new ArrayList<>();

  WholeFrames(View view) {
    this.view = view;
  }

  @Override
  public int[] symbols(FrameSequence sequence) {
    return IntStream.range(0, sequence.length()).map(t -> number(sequence.frame(t))).toArray();
  }

  private int number(int[] frame) {
    return numbers.computeIfAbsent(
        IntStream.of(frame).boxed().toList(),
        met -> {
          frames.add(frame);
          return frames.size() - 1;
        });
  }

  @Override
  public long steps(FrameSequence sequence) {
    return sequence.length();
  }

  @Override
  public View.Eye begin(int semitones) {
    return new FrameEye(semitones);
  }

  private static int moved(int key, int semitones) {
    return Math.floorMod(key + semitones, FrameSequence.KEYS);
  }

  /** Adds logits, each the logarithm of how much likelier it is that the key sounds than not. */
  @Override
  public void addTo(int[] symbols, int step, float[] logits, int semitones, float[] sum) {
    for (int key = 0; key < FrameSequence.KEYS; key++) {
      sum[key] += logits[moved(key, semitones)];
    }
  }

  /** Σ ln(1 + exp(logit)) over all keys − Σ logit over those that sound. */
  @Override
  public double nats(int[] symbols, int step, float[] sum, double factor) {
    double nats = 0;
    for (float logit : sum) {
      double scaled = factor * logit;
      nats += Math.max(scaled, 0) + Math.log1p(Math.exp(-Math.abs(scaled)));
    }
    for (int key : frames.get(symbols[step])) {
      nats -= factor * sum[key];
    }
    return nats;
  }

  @Override
  public int[] frames(int[] symbols) {
    return IntStream.range(0, symbols.length).toArray();
  }

  private final class FrameEye implements View.Eye {
    private final FrameRows rows = new FrameRows(view);
    private final List<int[]> before = new ArrayList<>();
    private final int semitones;

    FrameEye(int semitones) {
      this.semitones = semitones;
    }

    private int[] seen(int symbol) {
      return IntStream.of(frames.get(symbol)).map(key -> moved(key, semitones)).toArray();
    }

    @Override
    public void show(Window window, int step, int row, int symbol, boolean begins) {
      window.setFrame(step, row, rows(), seen(symbol), begins);
      skip(symbol);
    }

    @Override
    public int[] rows() {
      return rows.after(before);
    }

    @Override
    public void skip(int symbol) {
      before.add(seen(symbol));
    }
  }
}
