package ritornello.answer;

import ritornello.lm.PlainEpoch;
import ritornello.nn.NetworkSpec;
import ritornello.nn.NetworkSpec.Attention;
import ritornello.nn.NetworkSpec.Encoder;
import ritornello.nn.NetworkSpec.Scoring;
import ritornello.nn.NetworkSpec.Variational;
import ritornello.token.Codec;

/**
 * How an answerer is trained.
 *
 * @param cell of both networks, see {@code CellSpec.named}
 * @param layers of the decoder
 * @param encoderLayers of the encoder, each in both directions
 * @param hidden units of a layer and direction
 * @param embedding numbers in a row that is looked up
 * @param scoring how a query of the attention is compared with what was heard
 * @param dropout share of a layer's activations that is left out while training
 * @param variationalDropout the same of what goes into each layer and of its state before, always
 *     the same units in a phrase
 * @param scheduledSampling share of the decoder's inputs that is drawn from its own answers instead
 *     of the right ones, in the last epoch; it rises from 0 on a straight line
 * @param weightDecay that pulls weights towards 0
 * @param learningRate at the beginning; it falls to 0 on a straight line
 * @param epochs how often pairs are drawn from all tunes
 * @param fewestPairs that are drawn in an epoch at least: of a small collection each tune gives
 *     more
 * @param batch pairs side by side
 * @param threads that share a batch; another number rounds differently
 * @param seed of first weights, the pairs that are drawn, their order, and dropout
 */
public record AnswererOptions(
    String cell,
    int layers,
    int encoderLayers,
    int hidden,
    int embedding,
    Scoring scoring,
    double dropout,
    double variationalDropout,
    double scheduledSampling,
    double weightDecay,
    double learningRate,
    int epochs,
    int fewestPairs,
    int batch,
    int threads,
    long seed) {
  /** They are all in memory at once. */
  private static final int MOST_PAIRS = 100_000;

  public AnswererOptions {
    PlainEpoch.check(epochs, batch, threads, embedding, learningRate);
    PlainEpoch.atLeastOne("number of pairs", fewestPairs);
    if (fewestPairs > MOST_PAIRS) {
      throw new IllegalArgumentException(
          "number of pairs is " + fewestPairs + "; it must be " + MOST_PAIRS + " at most");
    }
    if (!(scheduledSampling >= 0 && scheduledSampling <= 1)) {
      throw new IllegalArgumentException(
          "scheduled sampling is " + scheduledSampling + "; it must be from 0 to 1");
    }
  }

  /** The same, but so many pairs are drawn in an epoch at least. */
  AnswererOptions withFewestPairs(int fewest) {
    return new AnswererOptions(
        cell,
        layers,
        encoderLayers,
        hidden,
        embedding,
        scoring,
        dropout,
        variationalDropout,
        scheduledSampling,
        weightDecay,
        learningRate,
        epochs,
        fewest,
        batch,
        threads,
        seed);
  }

  /** The network for a codec of melodies. */
  NetworkSpec network(Codec codec) {
    return new NetworkSpec(
            codec.inputSizes(), embedding, cell, layers, hidden, codec.vocabulary().size(), dropout)
        .with(new Encoder(HeardSteps.inputSizes(codec), encoderLayers, true))
        .with(new Attention(scoring, 0))
        .with(new Variational(variationalDropout, variationalDropout));
  }
}
