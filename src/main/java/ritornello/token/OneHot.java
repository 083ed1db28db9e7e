package ritornello.token;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A sequence of token ids as one-hot vectors: a matrix of shape (T, V), with a row for each token
 * and a column for each id, where each row is 0 but for a 1 in the column of its token.
 *
 * <p>Its product with a matrix W (V, H) is the rows of W that the tokens select; this is how
 * networks are fed, without ever making the zeros.
 *
 * <p>The only class of the package that knows ND4J, and only {@link #toArray} loads it.
 */
public final class OneHot {
  private final int[] tokens;
  private final int size;

  /**
   * @param tokens ids, T of them
   * @param size of the vocabulary, V
   * @throws IllegalArgumentException if an id is not in the vocabulary
   */
  public OneHot(int[] tokens, int size) {
    this.tokens = tokens.clone();
    this.size = size;
    for (int token : tokens) {
      if (token < 0 || token >= size) {
        throw new IllegalArgumentException(
            "token " + token + " is not in a vocabulary of " + size + " tokens");
      }
    }
  }

  /** T. */
  public int rows() {
    return tokens.length;
  }

  /** V. */
  public int columns() {
    return size;
  }

  /** A copy of the ids. */
  public int[] tokens() {
    return tokens.clone();
  }

  /** The matrix as rows. */
  public float[][] toMatrix() {
    float[][] matrix = new float[tokens.length][size]; // (T, V)
    for (int row = 0; row < tokens.length; row++) {
      matrix[row][tokens[row]] = 1;
    }
    return matrix;
  }

  /** The matrix for ND4J, as 32-bit floats; T must be 1 or more. */
  public INDArray toArray() {
    return Nd4j.createFromArray(toMatrix()); // (T, V)
  }
}
