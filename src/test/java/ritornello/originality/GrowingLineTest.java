package ritornello.originality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowingLineTest {

  @Test
  void keyAndSpeedAreNotPartOfIt() {
    Tunes tunes = new Tunes(new SplittableRandom(2));
    List<Tunes.Step> tune = tunes.tune(40);
    char[] symbols = Tunes.line(tune).symbols();
    assertThat(Tunes.line(Tunes.transposed(tune, -7)).symbols()).isEqualTo(symbols);
    assertThat(Tunes.line(Tunes.stretched(tune, 0.5)).symbols()).isEqualTo(symbols);
    assertThat(Tunes.line(Tunes.stretched(tune, 3)).symbols()).isEqualTo(symbols);
    // Rounded to ticks.
    assertThat(Tunes.line(Tunes.stretched(tune, 0.7137)).symbols()).isEqualTo(symbols);
  }

  @Test
  void anotherPitchAndAnotherLengthAre() {
    List<Tunes.Step> tune = new Tunes(new SplittableRandom(3)).tune(3);
    char[] symbols = Tunes.line(tune).symbols();
    Tunes.Step middle = tune.get(1);
    List<Tunes.Step> higher =
        List.of(tune.get(0), new Tunes.Step(middle.pitch() + 1, middle.ticks()), tune.get(2));
    List<Tunes.Step> longer =
        List.of(tune.get(0), new Tunes.Step(middle.pitch(), 2 * middle.ticks()), tune.get(2));
    assertThat(Tunes.line(higher).symbols()).isNotEqualTo(symbols);
    assertThat(Tunes.line(longer).symbols()).isNotEqualTo(symbols);
  }

  /** Of two gaps; ratios that usual note values have are told apart, those nearly equal are not. */
  @ParameterizedTest
  @CsvSource({
    "1 1, 48 49, true",
    "1 1, 1 2, false",
    "1 1, 4 3, false",
    "1 1, 3 4, false",
    "3 2, 3 1, false",
    "3 2, 4 3, false",
    "3 2, 2 1, false",
    "2 3, 1 2, false",
    "1 3, 1 4, false",
    "3 1, 4 1, false",
    "4 1, 6 1, false",
    "1 6, 1 8, false",
    "12 1, 16 1, false",
    "2 1, 480 239, true",
    "1 100, 1 50, true",
    "1 100, 1 16, false",
    "100 1, 16 1, false"
  })
  void ratiosOfNoteValuesAreToldApart(String gaps, String others, boolean same) {
    assertThat(ratio(gaps) == ratio(others)).isEqualTo(same);
  }

  private static char ratio(String gaps) {
    String[] two = gaps.split(" ");
    return Symbols.of(0, Long.parseLong(two[0]), Long.parseLong(two[1]));
  }

  @Test
  void ofNotesStruckTogetherTheHighestCounts() {
    GrowingLine chords = new GrowingLine();
    assertThat(chords.strike(0, 60)).isTrue();
    assertThat(chords.strike(0, 67)).isTrue();
    assertThat(chords.strike(0, 64)).isFalse();
    assertThat(chords.strike(5, 59)).isTrue();
    assertThat(chords.strike(5, 62)).isTrue();
    GrowingLine top = new GrowingLine();
    top.strike(0, 67);
    top.strike(5, 62);
    assertThat(chords.symbols()).isEqualTo(top.symbols());
    assertThat(chords.notes()).isEqualTo(2);
  }

  @Test
  void timeDoesNotGoBack() {
    GrowingLine line = new GrowingLine();
    line.strike(5, 60);
    assertThatThrownBy(() -> line.strike(4, 60)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCopyGrowsOnItsOwn() {
    GrowingLine line = Tunes.line(new Tunes(new SplittableRandom(4)).tune(9));
    char[] before = line.symbols();
    GrowingLine copy = line.copy();
    copy.strike(1 << 20, 60);
    assertThat(line.symbols()).isEqualTo(before);
    line.strike(1 << 20, 60);
    assertThat(copy.symbols()).isEqualTo(line.symbols());
  }
}
