package ritornello.tunes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A chord symbol")
class ChordSymbolTest {

  @ParameterizedTest
  @CsvSource({
    "C, 0 4 7",
    "F#m, 1 6 9",
    "G7, 2 5 7 11",
    "Em7, 2 4 7 11",
    "Bbmaj7, 2 5 9 10",
    "Bdim, 2 5 11",
    "Cdim7, 0 3 6 9",
    "Caug, 0 4 8",
    "Dsus4, 2 7 9",
    "C/E, 0 4 7",
    "D/C, 0 2 6 9"
  })
  @DisplayName("names its notes")
  void notes(String symbol, String pitchClasses) {
    List<Integer> voicing = ChordSymbol.parse(symbol).orElseThrow().voicing(List.of());
    assertThat(
            voicing.stream()
                .map(pitch -> pitch % 12)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" ")))
        .isEqualTo(pitchClasses);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "H", "c", "C9", "Cm6", "C/", "C/H", "C #", "Cmin"})
  @DisplayName("is nothing else than the subset has")
  void unknown(String symbol) {
    assertThat(ChordSymbol.parse(symbol)).isEmpty();
  }

  @Test
  @DisplayName("puts the note after the slash lowest")
  void slash() {
    assertThat(ChordSymbol.parse("C/E").orElseThrow().voicing(List.of()).get(0)).isEqualTo(40);
  }

  @Test
  @DisplayName("lies in the middle register, in close position, near the chord before")
  void voiceLeading() {
    Random random = new Random(5);
    List<ChordSymbol.Quality> qualities = List.of(ChordSymbol.Quality.values());
    List<Integer> before = List.of();
    for (int i = 0; i < 500; i++) {
      ChordSymbol.Quality quality = qualities.get(random.nextInt(qualities.size()));
      ChordSymbol chord = new ChordSymbol(random.nextInt(12), quality, OptionalInt.empty());
      List<Integer> voicing = chord.voicing(before);
      int lowest = voicing.get(0);
      int highest = voicing.get(voicing.size() - 1);
      assertThat(voicing).isSorted().doesNotHaveDuplicates();
      assertThat(lowest).isBetween(48, 59);
      assertThat(highest - lowest).isLessThan(12);
      for (int note : voicing) {
        int step = before.stream().mapToInt(other -> Math.abs(other - note)).min().orElse(0);
        assertThat(step).as("%s after %s", voicing, before).isLessThan(8);
      }
      before = voicing;
    }
  }
}
