package ritornello.tunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.score.KeySignature;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;

@DisplayName("The score of a tune")
class TuneScoreTest {

  private static Score score(String metre, String key, String music) throws AbcException {
    return TuneScore.of(AbcTuneTest.tune(metre, key, music));
  }

  @Test
  @DisplayName("says what the header says")
  void header() throws AbcException {
    Score score = score("6/8", "Em", "E3 G3 | E6 |]");
    assertThat(score.ppq()).isEqualTo(480);
    assertThat(score.tempos().get(0).microsPerQuarter()).isEqualTo(500_000);
    assertThat(score.timeSignatures().get(0).timeSignature()).isEqualTo(new TimeSignature(6, 8));
    assertThat(score.keySignatures().get(0).keySignature()).isEqualTo(new KeySignature(1, true));
    assertThat(score.texts().get(0).value()).isEqualTo("Traditional; Here, 1800");
    assertThat(score.tracks()).singleElement().extracting("name").isEqualTo("A tune");
  }

  @ParameterizedTest
  @CsvSource({"Ador, 1, true", "Dmix, 1, false", "Bb, -2, false", "F#m, 3, true"})
  @DisplayName("has the signature as it is written and the mode by its third")
  void modes(String key, int fifths, boolean minor) throws AbcException {
    assertThat(score("4/4", key, "A8 |]").keySignatures().get(0).keySignature())
        .isEqualTo(new KeySignature(fifths, minor));
  }

  @Test
  @DisplayName("begins a pickup with a rest, so that bar lines fall on the grid")
  void pickup() throws AbcException {
    Score score = score("3/4", "C", "G2 | c4 B2 | c4 |]");
    assertThat(score.tracks().get(0).notes())
        .extracting(Note::startTick)
        .containsExactly(960L, 1440L, 2400L, 2880L);
  }

  @Test
  @DisplayName("joins tied notes and leaves rests silent")
  void tiesAndRests() throws AbcException {
    Score score = score("4/4", "C", "C8- | C4 z2 D2 |]");
    assertThat(score.tracks().get(0).notes())
        .extracting(Note::startTick, Note::lengthTicks, Note::pitch)
        .containsExactly(tuple(0L, 2880L, 60), tuple(3360L, 480L, 62));
  }

  @Test
  @DisplayName(
      "strikes a chord where its symbol stands and on each bar line, softer than the melody")
  void chords() throws AbcException {
    Score score = score("2/4", "C", "G2 | \"C\" c4 | c2 \"G7\" B2 | c2 |]");
    List<Note> chords = score.tracks().get(1).notes();
    assertThat(score.tracks().get(1).name()).isEqualTo("Chords");
    assertThat(score.tracks().get(1).channel()).isEqualTo(1);
    assertThat(chords.stream().map(Note::startTick).distinct())
        .containsExactly(960L, 1920L, 2400L, 2880L);
    assertThat(chords.stream().map(Note::endTick).distinct())
        .containsExactly(1920L, 2400L, 2880L, 3360L);
    assertThat(chords).allMatch(note -> note.velocity() < 60);
    assertThat(score.tracks().get(0).notes()).allMatch(note -> note.velocity() > 60);
  }
}
