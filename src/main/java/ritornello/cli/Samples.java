package ritornello.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model invented while it was trained, as {@code samples.json} of a model holds it.
 *
 * @param samples by epoch, rising
 */
record Samples(List<Sample> samples) {
  static final Samples NONE = new Samples(List.of());

  /** Up to here after each epoch, later more seldom: so that there are never very many. */
  private static final int EACH_UP_TO = 60;

  private static final int TENTH_UP_TO = 600;

  Samples {
    samples = List.copyOf(samples);
  }

  /**
   * A piece.
   *
   * @param epoch after which it was invented, from 1
   * @param tokens of the model's codec, ending with EOS
   */
  record Sample(int epoch, int[] tokens) {}

  /** Whether there is to be one after an epoch. */
  static boolean isDue(int epoch) {
    return epoch <= EACH_UP_TO || epoch % (epoch <= TENTH_UP_TO ? 10 : 100) == 0;
  }

  /** Those of the epochs up to this one. */
  Samples upTo(int epoch) {
    return new Samples(samples.stream().filter(sample -> sample.epoch() <= epoch).toList());
  }

  /** With one more, in place of what there is of its epoch and later ones. */
  Samples with(Sample sample) {
    List<Sample> more = new ArrayList<>(upTo(sample.epoch() - 1).samples());
    more.add(sample);
    return new Samples(more);
  }
}
