package ritornello.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What networks of one view answer together: the product of their probabilities, each to the same
 * power, divided by its sum (a logarithmic opinion pool, Heskes 1998).
 */
final class Answers {
  private static final double SHORTEST = 1e-4;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final View.Script script;
  private final List<int[]> symbols;
  private final List<float[][]> sums = new ArrayList<>();
  private int passes;

  Answers(View view, List<FrameSequence> sequences) {
    script = view.script();
    symbols = sequences.stream().map(script::symbols).toList();
    for (int[] sequence : symbols) {
      sums.add(new float[sequence.length][view.answers()]);
    }
  }

  /** Adds what a network answers that sees all so many semitones higher. */
  void add(FrameModel.Part part, int semitones, int threads) {
    passes++;
    Pass.through(
        part.network(),
        part.parameters(),
        script,
        symbols,
        semitones,
        threads,
        (sequence, step, logits) ->
            script.addTo(symbols.get(sequence), step, logits, semitones, sums.get(sequence)[step]));
  }

  /**
   * −ln p of each frame of each sequence.
   *
   * @param factor of the mean of logarithms: 1 for their geometric mean; more is surer of itself
   */
  double[][] nats(double factor) {
    double[][] nats = new double[symbols.size()][];
    for (int i = 0; i < nats.length; i++) {
      int[] sequence = symbols.get(i);
      int[] frames = script.frames(sequence);
      nats[i] = new double[frames[frames.length - 1] + 1];
      for (int step = 0; step < sequence.length; step++) {
        nats[i][frames[step]] += script.nats(sequence, step, sums.get(i)[step], factor / passes);
      }
    }
    return nats;
  }

  /** The factor that makes these sequences likeliest, by golden section. */
  double bestFactor() {
    double low = 0.5;
    double high = 2;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double ofLeft = total(left);
    double ofRight = total(right);
    while (high - low > SHORTEST) {
      if (ofLeft < ofRight) {
        high = right;
        right = left;
        ofRight = ofLeft;
        left = high - GOLDEN * (high - low);
        ofLeft = total(left);
      } else {
        low = left;
        left = right;
        ofLeft = ofRight;
        right = low + GOLDEN * (high - low);
        ofRight = total(right);
      }
    }
    return (low + high) / 2;
  }

  private double total(double factor) {
    return Arrays.stream(nats(factor)).flatMapToDouble(Arrays::stream).sum();
  }
}
