package ritornello.frames;

import ritornello.lm.TrainingOptions;

/**
 * One network of a model, and how it is trained.
 *
 * @param transpose how far training pieces are moved up and down at most, in semitones, as far as
 *     they stay on the piano; another move each time
 * @param options its seed is added to that of the command, less 1; its threads are the command's
 */
public record Member(View view, Shape shape, int transpose, TrainingOptions options) {
  public Member {
    if (transpose < 0 || transpose >= FrameSequence.KEYS) {
      throw new IllegalArgumentException(
          "transpose is " + transpose + "; it must be from 0 to " + (FrameSequence.KEYS - 1));
    }
    view.network(shape);
  }

  /** The same, with options that only the command knows. */
  Member with(long seed, int threads) {
    TrainingOptions o = options;
    return new Member(
        view,
        shape,
        transpose,
        new TrainingOptions(
            o.seed() + seed - 1,
            o.batch(),
            o.window(),
            o.learningRate(),
            o.clipNorm(),
            o.maxEpochs(),
            o.patience(),
            threads,
            transpose > 0,
            o.learning(),
            o.batching(),
            o.validating()));
  }
}
