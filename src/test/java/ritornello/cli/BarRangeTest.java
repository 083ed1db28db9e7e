package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Some bars of a piece, as people write them. */
class BarRangeTest {
  @ParameterizedTest
  @CsvSource({"5-8, 5, 8", "5, 5, 5", "-8, 1, 8", "1-1, 1, 1", "999999, 999999, 999999"})
  void theFirstAndTheLastAreRead(String text, int first, int last) {
    assertThat(BarRange.parse(text)).isEqualTo(new BarRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "5-", "a", "1-2-3", "1 - 2", "1000000", "٣"})
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> BarRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write it as 5-8, 5 or -8");
  }
}
