package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFinderTest {
  private static Melody melody(String notes) {
    return NoteText.parse(notes, TimeSignature.COMMON, 4);
  }

  private static Melody transposed(Melody melody, int semitones) {
    return new Melody(
        melody.stepsPerQuarter(),
        melody.notes().stream()
            .map(n -> new MelodyNote(n.startStep(), n.lengthSteps(), n.pitch() + semitones))
            .toList(),
        melody.metres(),
        melody.key(),
        melody.lengthSteps());
  }

  @ParameterizedTest
  @CsvSource({
    "C4 C4 G4 G4 A4 A4 G4:2 F4 F4 E4 E4 D4 D4 C4:2, C major",
    "G4 A4 B4 G4 G4 A4 B4 G4 B4 C5 D5:2 B4 C5 D5:2, G major",
    "A4 C5 B4 A4 G#4 A4 B4 E4 A4 C5 E5 D5 C5 B4 A4:2, A minor",
    "D4 E4 F4 G4 A4 Bb4 A4 G4 F4 E4 D4:4, D minor"
  })
  void tunesAreInTheirKeys(String notes, String key) {
    assertThat(KeyFinder.best(melody(notes))).hasToString(key);
    assertThat(KeyFinder.find(melody(notes))).contains(KeySignature.parse(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {-5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6})
  void theKeyMovesWithTheTune(int semitones) {
    Melody tune = melody("C4 C4 G4 G4 A4 A4 G4:2 F4 F4 E4 E4 D4 D4 C4:2");
    assertThat(KeyFinder.best(transposed(tune, semitones)).tonic())
        .isEqualTo(Math.floorMod(semitones, 12));
  }

  @Test
  void tooFewOrChromaticNotesAreInNoClearKey() {
    assertThat(KeyFinder.find(melody("C4 E4 G4"))).isEmpty();
    assertThat(KeyFinder.best(melody("C4 E4 G4"))).hasToString("C major");
    assertThat(KeyFinder.find(melody("C4 C#4 D4 D#4 E4 F4 F#4 G4"))).isEmpty();
    assertThat(KeyFinder.best(melody("r"))).hasToString("C major");
  }
}
