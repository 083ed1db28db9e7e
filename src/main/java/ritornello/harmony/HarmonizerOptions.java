package ritornello.harmony;

import ritornello.lm.PlainEpoch;
import ritornello.nn.NetworkSpec;
import ritornello.nn.NetworkSpec.Deep;
import ritornello.nn.NetworkSpec.Variational;

/**
 * How a harmoniser is trained.
 *
 * @param cell of the network, see {@code CellSpec.named}
 * @param layers each in both directions
 * @param hidden units of a layer and direction
 * @param embedding numbers in a row that is looked up
 * @param dropout share of a layer's activations that is left out while training
 * @param variationalDropout the same of what goes into each layer and of its state before, always
 *     the same units in a tune
 * @param weightDecay that pulls weights towards 0
 * @param learningRate at the beginning; it falls to 0 on a straight line
 * @param epochs how often all tunes are learned from
 * @param batch tunes side by side
 * @param threads that share a batch; another number rounds differently
 * @param seed of first weights, order of the tunes and dropout
 */
public record HarmonizerOptions(
    String cell,
    int layers,
    int hidden,
    int embedding,
    double dropout,
    double variationalDropout,
    double weightDecay,
    double learningRate,
    int epochs,
    int batch,
    int threads,
    long seed) {
  public HarmonizerOptions {
    PlainEpoch.check(epochs, batch, threads, embedding, learningRate);
  }

  /** The network for so many labels. */
  NetworkSpec network(int labels) {
    return new NetworkSpec(
            new int[] {BeatInputs.COUNT}, embedding, cell, layers, hidden, labels, dropout)
        .with(new Deep(true, false, false, 1))
        .with(new Variational(variationalDropout, variationalDropout));
  }
}
