package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  @ParameterizedTest
  @CsvSource({
    "C,0,0 2 4 5 7 9 11",
    "C major,0,0 2 4 5 7 9 11",
    "Am,9,0 2 4 5 7 9 11",
    "A minor,9,0 2 4 5 7 9 11",
    "D dorian,2,0 2 4 5 7 9 11",
    "E Phrygian,4,0 2 4 5 7 9 11",
    "F lydian,5,0 2 4 5 7 9 11",
    "g mixolydian,7,0 2 4 5 7 9 11",
    "A aeolian,9,0 2 4 5 7 9 11",
    "B locrian,11,0 2 4 5 7 9 11",
    "A harmonic minor,9,0 2 4 5 8 9 11",
    "A melodic minor,9,0 2 4 6 8 9 11",
    "C pentatonic,0,0 2 4 7 9",
    "A minor-pentatonic,9,0 2 4 7 9",
    "C blues,0,0 3 5 6 7 10",
    "Eb major blues,3,0 3 5 6 7 10",
    "Bb,10,0 2 3 5 7 9 10",
    "F# minor,6,1 2 4 6 8 9 11",
    "Cb,11,1 3 4 6 8 10 11",
    "C whole tone,0,0 2 4 6 8 10",
    "C diminished,0,0 2 3 5 6 8 9 11",
    "D E G A,2,2 4 7 9",
    "'C, Eb, F#',0,0 3 6",
  })
  void aScaleHasItsTonicAndItsNotes(String text, int tonic, String pitchClasses) {
    Scale scale = Scale.parse(text);
    Set<Integer> expected =
        Arrays.stream(pitchClasses.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
    assertThat(scale.tonic()).isEqualTo(tonic);
    assertThat(new TreeSet<>(scale.pitchClasses())).isEqualTo(new TreeSet<>(expected));
    for (int pitch = 0; pitch < 128; pitch++) {
      assertThat(scale.has(pitch)).isEqualTo(expected.contains(pitch % 12));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "H major", "C dorien", "C D X", "major", "1 2 3"})
  void whatIsNoScaleSaysWhatIs(String text) {
    assertThatThrownBy(() -> Scale.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("D dorian");
  }

  @Test
  void theScaleOfAKeyHasItsSevenNotes() {
    for (int fifths = -7; fifths <= 7; fifths++) {
      Scale major = Scale.of(new KeySignature(fifths, false));
      Scale minor = Scale.of(new KeySignature(fifths, true));
      assertThat(major.pitchClasses()).isEqualTo(minor.pitchClasses()).hasSize(7);
      assertThat(minor.tonic()).isEqualTo((major.tonic() + 9) % 12);
    }
  }
}
