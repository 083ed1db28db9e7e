package ritornello.nn;

import java.util.Arrays;

/**
 * A recurrent network from indices to logits: the embedding rows that a step looks up are added up,
 * go through a stack of recurrent layers, and through a linear layer.
 *
 * @param inputSizes how many rows each embedding has; a step looks up one row of each
 * @param embedding E, numbers in an embedding row
 * @param cell name of the cell, see {@link CellSpec#named}
 * @param layers recurrent layers on top of each other
 * @param hidden H, units of a layer
 * @param outputs V, logits
 * @param dropout share of each layer's activations that is left out while training, 0 to 0.95
 */
public record NetworkSpec(
    int[] inputSizes,
    int embedding,
    String cell,
    int layers,
    int hidden,
    int outputs,
    double dropout) {

  public NetworkSpec {
    inputSizes = inputSizes.clone();
    if (inputSizes.length == 0) {
      throw new IllegalArgumentException("a network needs at least one input");
    }
    for (int size : inputSizes) {
      atLeastOne("size of an input", size);
    }
    atLeastOne("embedding", embedding);
    atLeastOne("layers", layers);
    atLeastOne("hidden", hidden);
    atLeastOne("outputs", outputs);
    CellSpec.named(cell);
    if (!(dropout >= 0 && dropout <= 0.95)) {
      throw new IllegalArgumentException("dropout is " + dropout + "; it must be from 0 to 0.95");
    }
  }

  private static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + "; it must be 1 or more");
    }
  }

  /** Numbers that go into this layer at a step. */
  int inputWidth(int layer) {
    return layer == 0 ? embedding : hidden;
  }

  Cell newCell() {
    return CellSpec.named(cell).cell();
  }

  @Override
  public int[] inputSizes() {
    return inputSizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkSpec spec
        && Arrays.equals(inputSizes, spec.inputSizes)
        && embedding == spec.embedding
        && cell.equals(spec.cell)
        && layers == spec.layers
        && hidden == spec.hidden
        && outputs == spec.outputs
        && dropout == spec.dropout;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(inputSizes) * 31 + hidden * 7 + layers;
  }

  @Override
  public String toString() {
    return layers + "×" + hidden + " " + cell;
  }
}
