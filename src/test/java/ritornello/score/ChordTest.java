package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChordTest {

  @ParameterizedTest
  @CsvSource({
    "C,0 4 7",
    "Dm7,0 2 5 9",
    "G7,2 5 7 11",
    "Cmaj7,0 4 7 11",
    "F#m7b5,0 4 6 9",
    "Bdim7,2 5 8 11",
    "Bb6/9,0 2 5 7 10",
    "Esus4,4 9 11",
    "C/E,0 4 7",
    "C/Bb,0 4 7 10",
    "A7#5,1 5 7 9",
    "Ebm(maj7),2 3 6 10",
    "G13,2 4 5 7 9 11",
  })
  void aChordHasItsNotes(String symbol, String pitchClasses) {
    assertThat(Chord.parse(symbol).pitchClasses())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(pitchClasses.split(" "))
                .map(Integer::valueOf)
                .collect(Collectors.toList()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "H7", "dm7", "Cfoo", "C/", "C/h", "7"})
  void whatIsNoChordSymbolSaysWhy(String symbol) {
    assertThatThrownBy(() -> Chord.parse(symbol))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + symbol + "' is not a chord symbol");
  }

  @Test
  void aVoicingHasAllNotesTheBassBelow() {
    for (String symbol : List.of("C", "Dm7", "G7/B", "Bb6/9", "F#m7b5", "C5")) {
      Chord chord = Chord.parse(symbol);
      List<Integer> voicing = chord.voicing();
      assertThat(voicing.stream().map(pitch -> pitch % 12).collect(Collectors.toSet()))
          .isEqualTo(chord.pitchClasses());
      assertThat(voicing.get(0) % 12).isEqualTo(chord.bass().orElse(chord.root()));
      assertThat(voicing).doesNotHaveDuplicates().isSorted();
      assertThat(voicing.get(1)).isGreaterThan(52);
    }
  }

  @Test
  void chordsShareABarBetweenBarLinesAndComeAgain() {
    ChordProgression chords = ChordProgression.parse("| Dm7 G7 | Cmaj7 |");
    assertThat(chords.bars()).hasSize(2);
    assertThat(chords.at(0, 0, 16).symbol()).isEqualTo("Dm7");
    assertThat(chords.at(0, 7, 16).symbol()).isEqualTo("Dm7");
    assertThat(chords.at(0, 8, 16).symbol()).isEqualTo("G7");
    assertThat(chords.at(3, 15, 16).symbol()).isEqualTo("Cmaj7");
    assertThat(chords).hasToString("Dm7 G7 | Cmaj7");
    assertThat(ChordProgression.parse("Dm7 G7 Cmaj7").bars()).hasSize(3);
    assertThat(ChordProgression.parse(chords.toString())).isEqualTo(chords);
    assertThatThrownBy(() -> ChordProgression.parse(" | "))
        .hasMessageContaining("there is no chord");
  }

  @Test
  void asAScoreEachSoundsForItsPartOfTheBar() {
    Score score = ChordProgression.parse("Dm7 G7 | C").toScore(new TimeSignature(3, 4), 100);
    List<Note> notes = score.tracks().get(0).notes();
    assertThat(notes.stream().map(Note::startTick).distinct()).containsExactly(0L, 720L, 1440L);
    assertThat(notes.stream().mapToLong(Note::endTick).max().getAsLong()).isEqualTo(2880);
  }

  @Test
  void asAMelodyItIsBrokenUpAndDown() {
    Melody melody = ChordProgression.parse("C F").toMelody(new TimeSignature(6, 8), 12);
    assertThat(melody.notes().stream().map(MelodyNote::pitch))
        .containsExactly(60, 64, 67, 64, 60, 64, 65, 69, 72, 69, 65, 69);
    assertThat(melody.lengthSteps()).isEqualTo(72);
  }
}
