package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTextTest {

  private static Melody parse(String text) {
    return NoteText.parse(text, TimeSignature.COMMON, 4);
  }

  @Test
  void aSeedIsNotesOneAfterTheOther() {
    Melody melody = parse("C4 E4, G4 c5:2");
    assertThat(melody.notes())
        .containsExactly(
            new MelodyNote(0, 4, 60),
            new MelodyNote(4, 4, 64),
            new MelodyNote(8, 4, 67),
            new MelodyNote(12, 8, 72));
    assertThat(melody.lengthSteps()).isEqualTo(20);
    assertThat(melody.metres()).containsExactly(new Metre(0, TimeSignature.COMMON));
    assertThat(melody.key()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "C, 60", "c, 60", "b, 71", "bb, 70", "B♭3, 58", "F♯5, 78", "f#5, 78", "Cb4, 59", "B#4, 72",
    "C-1, 0", "G9, 127", "A0, 21", "e#, 65"
  })
  void noteNames(String name, int pitch) {
    assertThat(parse(name).notes().get(0).pitch()).isEqualTo(pitch);
  }

  @ParameterizedTest
  @CsvSource({
    "C:2, 8",
    "C:0.5, 2",
    "C:.25, 1",
    "C:3/2, 6",
    "C:1.5, 6",
    "C:1/4, 1",
    "C:64, 256",
    "C:2., 8"
  })
  void lengths(String note, int steps) {
    assertThat(parse(note).notes().get(0).lengthSteps()).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource({"C:1/3, 4", "C:0.33, 4", "C:0.67, 8", "C:2/3, 8", "C:1/12, 1"})
  void lengthsOnTheTripletGrid(String note, int steps) {
    Melody melody = NoteText.parse(note, TimeSignature.COMMON, 12);
    assertThat(melody.lengthSteps()).isEqualTo(steps);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r", "z", "-", "R", "Z:1"})
  void restsTakeTime(String rest) {
    Melody melody = parse("C4 " + rest + " D4 " + rest);
    assertThat(melody.notes().get(1).startStep()).isEqualTo(8);
    assertThat(melody.lengthSteps()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "C4 H4; 'H4' (2nd note) is no note name; C4, F#5 or Bb3, with :2 for two beats",
        "X; 'X' (1st note; is no note name",
        "C C C C C C C C C C C4:; (11th note) has no length; :0.5",
        "C:x; 'C:x'; in quarter notes",
        "C:1/0; 'C:1/0'; at most 64",
        "C:0; 'C:0'; more than 0",
        "C:65; 'C:65'; at most 64",
        "C:1/3; does not fit the grid of 4 steps; multiples of 1/4",
        "C:0.001; does not fit the grid; 1/4",
        "C10; 'C10'; C-1 to G9",
        "Cb-1; out of range; G9",
        "C:1:2; 'C:1:2'; has no length",
        "C4E4; 'C4E4'; is no note name",
        ":2; ':2'; is no note name"
      })
  void errorsNameTheNoteAndWhatWasExpected(String text, String what, String advice) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(advice)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", " , | "})
  void anEmptySeedSaysHowToWriteOne(String text) {
    assertThatThrownBy(() -> parse(text)).hasMessageContaining("C4 E4 G4");
  }

  @Test
  void writesWithBarLines() {
    Melody melody = parse("r:3 C4 | E4:3 F#4:1/2 r:.5 | Bb4:6");
    assertThat(NoteText.format(melody)).isEqualTo("| r:3 C4 | E4:3 F#4:1/2 r:1/2 | A#4:6 | |");
    assertThat(NoteText.format(melody.withKey(Optional.of(new KeySignature(-1, false)))))
        .contains("Bb4:6");
  }

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsReadAsTheSame(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int stepsPerQuarter = random.nextBoolean() ? 4 : 12;
    List<MelodyNote> notes = new ArrayList<>();
    int step = 0;
    while (notes.size() < 20) {
      step += random.nextBoolean() ? 0 : random.nextInt(40);
      notes.add(new MelodyNote(step, random.nextInt(1, 60), random.nextInt(128)));
      step = notes.get(notes.size() - 1).endStep();
    }
    Metre metre = new Metre(0, new TimeSignature(random.nextInt(1, 8), 4));
    Optional<KeySignature> key = Optional.of(new KeySignature(random.nextInt(-7, 8), false));
    Melody melody = new Melody(stepsPerQuarter, notes, List.of(metre), key, step + 5);
    Melody read = NoteText.parse(NoteText.format(melody), metre.timeSignature(), stepsPerQuarter);
    assertThat(read.withKey(key)).isEqualTo(melody);
  }
}
