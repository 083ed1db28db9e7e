package ritornello.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritornello.score.Chord;
import ritornello.score.Harmony;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.Note;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.Track;

/** Chords become something to play and to read. */
class AccompanimentTest {
  private static final Melody MELODY =
      NoteText.parse("c5:4 d5:2 g5:2 c5:4 r:4", TimeSignature.COMMON, 4)
          .withKey(Optional.of(new KeySignature(0, false)));
  private static final Harmony HARMONY =
      new Harmony(
          4,
          List.of(
              new Harmony.Span(0, 24, Chord.parse("C")),
              new Harmony.Span(24, 8, Chord.parse("G7")),
              new Harmony.Span(32, 16, Chord.parse("C"))));

  private static Score score(Accompaniment.Pattern pattern) {
    return Accompaniment.with(MELODY.toScore("Tune", 100, 73, 90), MELODY, HARMONY, pattern, 21);
  }

  @ParameterizedTest
  @EnumSource
  void theMelodyStaysAndTheChordsSoundInTheirTime(Accompaniment.Pattern pattern) {
    Score score = score(pattern);
    assertThat(score.tracks().get(0))
        .isEqualTo(MELODY.toScore("Tune", 100, 73, 90).tracks().get(0));
    Track chords = score.tracks().get(1);
    assertThat(chords.channel()).isEqualTo(1);
    assertThat(chords.program()).hasValue(21);
    for (Note note : chords.notes()) {
      int step = (int) (note.startTick() * 4 / score.ppq());
      int last = (int) ((note.endTick() - 1) * 4 / score.ppq());
      assertThat(HARMONY.at(step).orElseThrow().has(note.pitch())).isTrue();
      assertThat(HARMONY.at(last)).isEqualTo(HARMONY.at(step));
      assertThat(step / 16).as("no note sounds over a bar line").isEqualTo(last / 16);
    }
    assertThat(score.texts()).extracting("value").containsExactly("C", "G7", "C");
  }

  @Test
  void heldChordsBeginWithEachBar() {
    assertThat(
            score(Accompaniment.Pattern.HELD).tracks().get(1).notes().stream()
                .map(note -> note.startTick() * 4 / 480)
                .distinct())
        .containsExactly(0L, 16L, 24L, 32L);
  }

  @Test
  void aVampHasTheBassFirst() {
    List<Note> notes = score(Accompaniment.Pattern.VAMP).tracks().get(1).notes();
    assertThat(notes.stream().filter(note -> note.startTick() == 0)).hasSize(1);
    assertThat(notes.stream().filter(note -> note.startTick() == 480).count()).isGreaterThan(1);
    assertThat(notes.stream().filter(note -> note.startTick() == 960)).hasSize(1);
    int bass = notes.get(0).pitch();
    assertThat(notes).allMatch(note -> note.pitch() == bass || note.pitch() >= 41);
  }

  @Test
  void aChartShowsEachBar() {
    assertThat(ChordChart.of(MELODY, HARMONY))
        .isEqualTo("| C        | C / G7 / | C        | -        |\n");
    Melody pickup = NoteText.parse("r:3 g4 c5:4 c5:4 c5:4 c5:4", TimeSignature.COMMON, 4);
    Harmony one = new Harmony(4, List.of(new Harmony.Span(16, 64, Chord.parse("F#m7"))));
    assertThat(ChordChart.of(pickup, one)).isEqualTo("| -    |\n| F#m7 | %    | %    | %    |\n");
  }
}
