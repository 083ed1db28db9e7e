package ritornello.classify;

import ritornello.nn.NetworkSpec;
import ritornello.nn.NetworkSpec.Answer;
import ritornello.nn.NetworkSpec.Deep;
import ritornello.nn.NetworkSpec.Head;
import ritornello.nn.NetworkSpec.Pooling;
import ritornello.nn.NetworkSpec.Variational;

/**
 * The shape of a classifier's network: a stack that reads from both sides, and pooling.
 *
 * @param cell name of the cell
 * @param layers on top of each other
 * @param hidden units of a layer and direction
 * @param embedding numbers of an embedding row
 * @param dropout share of each layer's activations, and of what goes into it, that is left out
 *     while training
 * @param pooling what the answer is made from
 */
public record ClassifierShape(
    String cell, int layers, int hidden, int embedding, double dropout, Pooling pooling) {
  public ClassifierShape {
    if (pooling == Pooling.STEP) {
      throw new IllegalArgumentException("a classifier answers once, and not at each step");
    }
  }

  /** For what is asked. */
  public NetworkSpec network(Scheme scheme) {
    return new NetworkSpec(
            scheme.inputSizes(), embedding, cell, layers, hidden, scheme.labels().size(), dropout)
        .with(new Deep(true, false, false, 1))
        .with(new Head(Answer.SOFTMAX, pooling))
        .with(new Variational(embedding == 0 ? 0 : dropout, 0));
  }
}
