package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OneHotTest {

  @Test
  void eachRowHasOneOne() {
    assertThat(new OneHot(new int[] {2, 0}, 3).toMatrix())
        .isDeepEqualTo(new float[][] {{0, 0, 1}, {1, 0, 0}});
    assertThat(new OneHot(new int[0], 3).toMatrix()).isEmpty();
  }

  @Test
  void idsOutsideTheVocabularyAreRefused() {
    assertThatThrownBy(() -> new OneHot(new int[] {3}, 3)).hasMessageContaining("token 3");
    assertThatThrownBy(() -> new OneHot(new int[] {-1}, 3)).hasMessageContaining("token -1");
  }

  /** Why networks may look rows up where the theory has a product. */
  @Test
  void theProductWithAMatrixIsALookUpOfItsRows() {
    SplittableRandom random = new SplittableRandom(7);
    int vocabulary = 50;
    int hidden = 8;
    int[] tokens = random.ints(30, 0, vocabulary).toArray();
    float[][] weights = new float[vocabulary][hidden];
    for (float[] row : weights) {
      for (int i = 0; i < hidden; i++) {
        row[i] = (float) random.nextDouble(-1, 1);
      }
    }
    OneHot oneHot = new OneHot(tokens, vocabulary);
    INDArray product = oneHot.toArray().mmul(Nd4j.createFromArray(weights)); // (T, H)
    assertThat(product.shape()).containsExactly(oneHot.rows(), hidden);
    float[][] rows = product.toFloatMatrix();
    for (int t = 0; t < tokens.length; t++) {
      assertThat(rows[t]).containsExactly(weights[tokens[t]]);
    }
  }
}
