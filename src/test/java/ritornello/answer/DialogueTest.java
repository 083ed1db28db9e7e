package ritornello.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.Note;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;

/** Question and answer stand one after the other, each in its track. */
class DialogueTest {
  private static Melody melody(String notes, String metre) {
    return NoteText.parse(notes, TimeSignature.parse(metre), 4)
        .withKey(Optional.of(KeySignature.parse("G")));
  }

  @Test
  void theAnswerBeginsAtTheBarLineAfterTheQuestion() {
    Score score =
        new Dialogue(96, 73, 41).both(melody("G4 A4 B4 G4 D4", "4/4"), melody("B4 A4 G4:2", "4/4"));
    assertThat(score.tracks()).hasSize(2);
    assertThat(score.tracks().get(0).program()).hasValue(73);
    assertThat(score.tracks().get(1).program()).hasValue(41);
    assertThat(score.tracks().get(0).channel()).isNotEqualTo(score.tracks().get(1).channel());
    List<Note> answer = score.tracks().get(1).notes();
    assertThat(answer).extracting(Note::startTick).containsExactly(3840L, 4320L, 4800L);
    assertThat(answer).extracting(Note::pitch).containsExactly(71, 69, 67);
    assertThat(score.timeSignatures()).hasSize(1);
    assertThat(score.tempoMap().tempoAt(0).qpm()).isBetween(95.99, 96.01);
  }

  @Test
  void anotherMetreBeginsWithTheAnswer() {
    Score score = new Dialogue(96, 0, 0).both(melody("G4 A4 B4", "3/4"), melody("B4:4", "4/4"));
    assertThat(score.timeSignatures())
        .containsExactly(
            new TimeSignatureChange(0, TimeSignature.parse("3/4")),
            new TimeSignatureChange(1440, TimeSignature.parse("4/4")));
  }

  @Test
  void inOneTrackTheyAreOneMelody() {
    Melody question = melody("G4 A4 B4", "3/4");
    Score score = new Dialogue(96, 5, 9).joined(question, melody("B4:4", "4/4"));
    assertThat(score.tracks()).hasSize(1);
    assertThat(score.tracks().get(0).program()).hasValue(5);
    assertThat(score.tracks().get(0).notes())
        .extracting(Note::startTick)
        .containsExactly(0L, 480L, 960L, 1440L);
    assertThat(score.timeSignatures()).hasSize(2);
  }

  @Test
  void eachStandsForItself() {
    Dialogue dialogue = new Dialogue(100, 1, 2);
    assertThat(dialogue.question(melody("G4", "4/4")).tracks().get(0).program()).hasValue(1);
    assertThat(dialogue.answer(melody("G4", "4/4")).tracks().get(0).program()).hasValue(2);
  }
}
